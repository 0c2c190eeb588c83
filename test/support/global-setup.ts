import type { TestProject } from 'vitest/node';
import { connect } from '#platform/db/connect.ts';
import { startThrowawayPostgres } from '#platform/db/embedded-postgres.ts';
import { migrate } from '#platform/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One PostgreSQL server for the whole run, with a migrated database that each worker copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres();
  const url = new URL(server.url);
  const maintenance = connect(server.url, { as: 'owner', max: 1 });
  await maintenance.pool.query('create database cairn_template');
  await maintenance.close();
  url.pathname = '/cairn_template';
  const template = connect(url.toString(), { as: 'owner', max: 1 });
  await migrate(template.pool, 'migrations');
  await template.close();
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
  };
}
