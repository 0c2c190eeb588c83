import '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { Reply } from './reply.ts';

const flashCookie = 'cairn_flash';

/** Sends what a handler answered. Called after the transaction has been committed. */
export async function sendReply(reply: FastifyReply, answer: Reply): Promise<FastifyReply> {
  switch (answer.kind) {
    case 'page':
      return reply
        .status(answer.status)
        .type('text/html; charset=utf-8')
        .send(`<!doctype html>${String(await answer.body)}`);
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
      return reply.status(answer.status).send(answer.body);
    case 'download': {
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
