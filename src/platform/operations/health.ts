import type { FastifyInstance } from 'fastify';

/** Answers whether the database can be asked; throws or takes long where it cannot. */
export type AskDatabase = () => Promise<unknown>;

/** How long the database may take to answer before this process says that it is not ready. */
const patienceMs = 2000;

async function answersInTime(ask: AskDatabase): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const answered = ask().then(
    () => true,
    () => false,
  );
  return await Promise.race([answered, tooLong]).finally(() => clearTimeout(timer));
}

/**
 * `/healthz` says that the process runs: restart it when this stays silent. `/readyz` says that it can serve, which needs the database: take it out of the
 * balance while it answers 503. Neither says anything of the trust, and neither needs a sign-in.
 */
export function addHealth(app: FastifyInstance, ask: AskDatabase): void {
  app.get('/healthz', { logLevel: 'error' }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/readyz', { logLevel: 'error' }, async (_request, reply) => {
    const database = await answersInTime(ask);
    return reply
      .status(database ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: database ? 'ready' : 'not ready', database: database ? 'answers' : 'does not answer' });
  });
}
