import { expect, test } from 'vitest';
import { PdfError } from '#platform/documents/index.ts';
import { createServer } from '#platform/http/server.ts';
import { addErrorPages } from './error-pages.tsx';

test('a reader whose PDF could not be made is told what has the same text, and not the words of the compiler', async () => {
  const app = await createServer({
    secret: 'x'.repeat(32),
    logLevel: 'silent',
    assetsFolder: null,
    trustProxy: false,
    secure: false,
  });
  addErrorPages(app);
  app.get('/document', () => {
    throw new PdfError('the process ended (SIGABRT): words of the document');
  });
  const answer = await app.inject({ url: '/document' });
  await app.close();
  expect(answer.statusCode).toBe(500);
  expect(answer.body).toContain('The PDF could not be made; the Word file and the page have the same text.');
  expect(answer.body).toMatch(/Number: \S+/);
  expect(answer.body).not.toContain('SIGABRT');
});
