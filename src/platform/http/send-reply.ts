import '@fastify/cookie';
import '@fastify/csrf-protection';
import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { StoredPage } from './page-store.ts';
import type { Reply } from './reply.ts';

const flashCookie = 'cairn_flash';

/** Stands in a page for the token of whoever it is sent to, so that a page can be made before it is known whose session asks. */
export const csrfMark = `csrf-${randomBytes(16).toString('hex')}`;

function withToken(reply: FastifyReply, html: string): string {
  return html.includes(csrfMark) ? html.replaceAll(csrfMark, reply.generateCsrf()) : html;
}

/** Sends a page that was made before for the same reader. */
export function sendStoredPage(reply: FastifyReply, [first, ...rest]: StoredPage): FastifyReply {
  reply.type('text/html; charset=utf-8');
  if (first === undefined || rest.length === 0) return reply.send(first);
  const token = Buffer.from(reply.generateCsrf());
  return reply.send(Buffer.concat([first, ...rest.flatMap((piece) => [token, piece])]));
}

/** Sends what a handler answered. Called after the transaction has been committed; `keep` is given a whole page that may be sent again. */
export async function sendReply(
  reply: FastifyReply,
  answer: Reply,
  keep?: (html: string) => void,
): Promise<FastifyReply> {
  switch (answer.kind) {
    case 'page': {
      const html = `<!doctype html>${String(await answer.body)}`;
      if (answer.refreshSeconds !== undefined) reply.header('refresh', String(answer.refreshSeconds));
      else if (answer.status === 200) keep?.(html);
      return reply.status(answer.status).type('text/html; charset=utf-8').send(withToken(reply, html));
    }
    case 'redirect':
      if (answer.flash)
        reply.setCookie(flashCookie, answer.flash, {
          path: '/',
          httpOnly: true,
          sameSite: 'lax',
          maxAge: 60,
          signed: true,
        });
      return reply.redirect(answer.to, 303);
    case 'json':
      // Also here the mark gives way to the token of whoever it is sent to.
      return reply
        .status(answer.status)
        .type('application/json; charset=utf-8')
        .send(withToken(reply, JSON.stringify(answer.body)));
    case 'download': {
      if (answer.etag !== undefined) {
        reply.header('etag', answer.etag).header('cache-control', 'private, no-cache');
        if (reply.request.headers['if-none-match'] === answer.etag) return reply.status(304).send();
      }
      const how = answer.inline && answer.mediaType === 'application/pdf' ? 'inline' : 'attachment';
      const ascii = answer.fileName.replace(/[^\w. -]+/g, '_');
      return reply
        .type(answer.mediaType)
        .header(
          'content-disposition',
          `${how}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`,
        )
        .header('x-content-type-options', 'nosniff')
        .send(Buffer.from(answer.bytes));
    }
  }
}

/** True when the last answer left a sentence for this page. */
export function hasFlash(request: { cookies: Record<string, string | undefined> }): boolean {
  return request.cookies[flashCookie] !== undefined;
}

/** The sentence to say once, if the last answer left one; it is forgotten as it is read. */
export function takeFlash(
  request: { cookies: Record<string, string | undefined> },
  reply: FastifyReply,
): string | null {
  const cookie = request.cookies[flashCookie];
  if (!cookie) return null;
  reply.clearCookie(flashCookie, { path: '/' });
  const { valid, value } = reply.unsignCookie(cookie);
  return valid ? value : null;
}
