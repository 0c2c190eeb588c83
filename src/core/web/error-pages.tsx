import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PdfError } from '#platform/documents/index.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { sendReply } from '#platform/http/send-reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { noFurniture } from '../context.ts';
import { appPage } from './app-page.tsx';

type Explained = { status: number; title: string; message: string };

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}

function explain(error: unknown): Explained {
  if (error instanceof NotFound) return { status: 404, title: 'There is nothing here', message: error.message };
  if (error instanceof Forbidden) return { status: 403, title: 'You may not do this', message: error.message };
  if (error instanceof Invalid) return { status: 400, title: 'Something in this is not right', message: error.message };
  if (error instanceof StaleRevision)
    return { status: 409, title: 'Somebody else saved this first', message: error.message };
  if (error instanceof PdfError)
    return {
      status: 500,
      title: 'There is no PDF',
      message:
        'The PDF could not be made; the Word file and the page have the same text. Nothing was saved by this step: tell your administrator the number below.',
    };
  const status = statusOf(error);
  if (status === 413)
    return {
      status,
      title: 'This is too large',
      message: 'The file or text is larger than Cairn takes. Make it smaller and try again.',
    };
  if (status === 429) return { status, title: 'Too many attempts', message: 'Wait a minute, then try again.' };
  if (status === 403) {
    return {
      status,
      title: 'This form has been open too long',
      message: 'Go back, reload the page and send it again. Copy what you have written first.',
    };
  }
  if (status >= 400 && status < 500)
    return {
      status,
      title: 'Cairn could not read this',
      message: 'What was sent is not complete. Go back and try again.',
    };
  return {
    status: 500,
    title: 'Something went wrong on our side',
    message:
      'Nothing was saved by this step. Try again; if it happens once more, tell your administrator the number below.',
  };
}

async function answer(request: FastifyRequest, reply: FastifyReply, explained: Explained): Promise<FastifyReply> {
  if (request.headers['x-requested-with'] === 'autosave')
    return reply.status(explained.status).send({ message: explained.message });
  const shown = appPage(
    {
      page: { ...noFurniture, path: request.url, csrfToken: request.actor ? reply.generateCsrf() : '' },
      ...(request.actor ? { actor: request.actor } : {}),
    },
    { title: explained.title, status: explained.status },
    <>
      <PageHeading title={explained.title} lead={explained.message} />
      {explained.status === 500 ? <p class="govuk-body">Number: {request.id}</p> : null}
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          Go to your home page
        </a>
      </p>
    </>,
  );
  return await sendReply(reply, shown);
}

/** Every refusal and every failure as a page that says what to do next. */
export function addErrorPages(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) =>
    answer(request, reply, explain(new NotFound('Check the address, or go back to where you came from.'))),
  );
  app.setErrorHandler((error, request, reply) => {
    const explained = explain(error);
    if (explained.status >= 500) request.log.error({ error, url: request.url }, 'request failed');
    return answer(request, reply, explained);
  });
}
