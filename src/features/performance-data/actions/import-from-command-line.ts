import type { Actor } from '#core/access/actor.ts';
import { isRole } from '#core/access/roles.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { londonDate } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { findImport, type ImportRow } from '../import-queries.ts';
import { importStaged } from './import-staged.ts';
import { type FileToImport, stageFile } from './stage-file.ts';

/** The trust of that name or id, or the only one there is. Throws an error that says which there are. */
async function findTrust(
  owner: Db,
  wanted: string | undefined,
): Promise<{ id: string; name: string; is_demo: boolean }> {
  const trusts = await owner.selectFrom('trust').select(['id', 'name', 'is_demo']).orderBy('name').execute();
  const names = trusts.map((trust) => `  ${trust.name}  (${trust.id})`).join('\n');
  if (trusts.length === 0) throw new Error('There is no trust yet. Start Cairn and follow its set-up link first.');
  if (wanted === undefined) {
    const [only, ...others] = trusts;
    if (only && others.length === 0) return only;
    throw new Error(`Say which trust the files are for, with --trust and its name or id:\n${names}`);
  }
  const found = trusts.filter((trust) => trust.id === wanted || trust.name.toLowerCase() === wanted.toLowerCase());
  const [trust] = found;
  if (trust && found.length === 1) return trust;
  throw new Error(
    `${found.length > 1 ? 'More than one trust is' : 'No trust is'} called “${wanted}”. There are:\n${names}`,
  );
}

/**
 * An administrator of the trust, as whom a file is imported on the command line: every write needs a person who may make it. `owner` is the owner's
 * connection, which sees all trusts.
 */
export async function administratorOf(
  owner: Db,
  today: Temporal.PlainDate,
  wanted: string | undefined,
): Promise<Actor> {
  const trust = await findTrust(owner, wanted);
  const people = await owner
    .selectFrom('person')
    .innerJoin('role_grant', 'role_grant.person_id', 'person.id')
    .select(['person.id', 'person.name', 'person.email', 'person.account_id', 'role_grant.role'])
    .where('person.trust_id', '=', trust.id)
    .where('role_grant.role', 'in', ['administrator', 'executive_principal', 'trust_leader'])
    .where('role_grant.starts_on', '<=', today)
    .where((eb) => eb.or([eb('role_grant.ends_on', 'is', null), eb('role_grant.ends_on', '>=', today)]))
    .where('role_grant.ended_at', 'is', null)
    .where('person.left_on', 'is', null)
    .orderBy('role_grant.role')
    .orderBy('role_grant.created_at')
    .execute();
  const [person] = people;
  if (!person || !isRole(person.role))
    throw new Error(
      `${trust.name} has no administrator or leader today, so nobody could import for it. Give somebody the role first.`,
    );
  return {
    personId: person.id,
    accountId: person.account_id,
    name: `${person.name} (command line)`,
    email: person.email,
    trustId: trust.id,
    trustName: trust.name,
    isDemo: trust.is_demo,
    grants: [{ role: person.role, schoolId: null, departmentId: null }],
  };
}

export type CommandLineOutcome = { state: 'imported_before' | 'looked_at' | 'imported'; row: ImportRow };

/** One file, looked at and (unless it is a dry run) imported, each in a transaction of its own. A refusal throws `Invalid` and imports nothing. */
export async function importOneFile(
  process: Process,
  actor: Actor,
  file: FileToImport,
  options: { dryRun: boolean; onStaged?: (row: ImportRow) => void },
): Promise<CommandLineOutcome> {
  const { staged, row } = await runAs(process, actor, 'published-data:import', async (ctx) => {
    const staged = await stageFile(ctx, file);
    return { staged, row: await findImport(ctx, staged.importId) };
  });
  if (staged.state === 'imported_before') return { state: 'imported_before', row };
  options.onStaged?.(row);
  if (options.dryRun || row.file_problem || row.asks.length > 0) return { state: 'looked_at', row };
  return await runAs(process, actor, 'published-data:import', async (ctx) => {
    await importStaged(ctx, row.id);
    return { state: 'imported' as const, row: await findImport(ctx, row.id) };
  });
}

/** The day in London, for choosing who is an administrator today. */
export const todayOf = (process: Process): Temporal.PlainDate => londonDate(process.services.clock.now());
