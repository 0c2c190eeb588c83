import Fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';

/**
 * The floor: Fastify and `pg` with nothing else. One query for the rows of a table, one page of the same size as ours put together from strings, no sign-in,
 * no permission, no escaping, no compression.
 */
export async function bareServer(url: string): Promise<{ app: FastifyInstance; close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  const app = Fastify();
  app.get<{ Querystring: { bytes?: string } }>('/bare', async (request, reply) => {
    const { rows } = await pool.query<{ name: string; urn: string; phase: string }>(
      'select name, urn, phase from school order by name limit 40',
    );
    const table = rows.map((row) => `<tr><th>${row.name}</th><td>${row.urn}</td><td>${row.phase}</td></tr>`).join('');
    const page = `<!doctype html><html lang="en-GB"><head><title>Bare</title></head><body><table>${table}</table>`;
    const wanted = Number(request.query.bytes ?? 0);
    return reply.type('text/html; charset=utf-8').send(`${page.padEnd(wanted - 14, ' ')}</body></html>`);
  });
  return {
    app,
    close: async () => {
      await app.close();
      await pool.end();
    },
  };
}
