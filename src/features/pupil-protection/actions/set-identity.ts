import { sql } from 'kysely';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import type { IdentityKept } from '#core/pupil-data/identity-setting.ts';
import { Invalid } from '#platform/errors.ts';
import { filesOf, type KeptFile } from '../file-queries.ts';
import { identitySettings, identityStored, schoolsConcerned } from '../identity-queries.ts';
import { keptWords } from '../identity-words.ts';
import { keepsLess, maySetIdentity } from '../policy.ts';
import { holdsOf } from '../rule-queries.ts';
import { addCounts, countsInWords } from '../rules.ts';
import { emptyColumns, emptyQuarantine, eraseFile } from './erase-file.ts';
import { storeRun } from './store-run.ts';
import '../tables.ts';

/** `keeps` null: the school no longer has a choice of its own, and does as the Trust does. */
export type IdentityChoice = { keeps: IdentityKept | null; why: string };

const nameFields = ['surname', 'forename', 'born_on'];
const upnFields = ['upn', 'former_upn'];

/** Columns of a file that are kept out: those that say who the pupil is, and those of which nobody has said what they are. */
function columnsKeptOut(file: KeptFile, keeps: IdentityKept): Set<number> {
  const out = keeps === 'names' ? [] : keeps === 'upn' ? nameFields : [...nameFields, ...upnFields];
  if (out.length === 0) return new Set();
  const columns = file.mapping?.columns;
  // A file of which nothing is known yet might hold anything anywhere.
  if (!columns) return new Set(file.header.keys());
  return new Set(
    columns.flatMap((use, at) => (use === null || ('field' in use && out.includes(use.field)) ? [at] : [])),
  );
}

const isOpen = (file: KeptFile) => file.taken_at === null && file.undone_at === null && file.replaced_by === null;

/** Files of an open snapshot are read again; without the UPN they must have the school's number, or their pupils would be lost. */
function refuseLostFiles(school: string, files: readonly KeptFile[], keeps: IdentityKept): void {
  if (keeps !== 'reference') return;
  const lost = files.filter(
    (file) =>
      isOpen(file) &&
      file.pieces_erased_at === null &&
      !file.mapping?.columns.some((use) => use && 'field' in use && use.field === 'reference'),
  );
  if (lost.length > 0)
    throw new Invalid(
      lost.map((file) => ({
        field: '',
        message: `The open snapshot “${file.snapshot}” of ${school} has a file without the school’s own numbers (${file.kind}): take the snapshot first, or take the file out of it.`,
      })),
    );
}

async function dropOfSchool(
  ctx: Ctx,
  school: { id: string; name: string },
  keeps: IdentityKept,
): Promise<Record<string, number>> {
  const { db } = ctx;
  const stored = await identityStored(ctx, [school.id]);
  const files = await filesOf(ctx, school.id, true);
  refuseLostFiles(school.name, files, keeps);
  if (keeps === 'reference') {
    // A number of ours where the school gave none: nobody else's, because the pupil's number in Cairn is part of it.
    await sql`
      update pupil p set reference = 'C' || p.id || case when exists (select from pupil o where o.trust_id = p.trust_id and o.school_id = p.school_id and o.reference = 'C' || p.id) then '-' || md5(random()::text) else '' end
      where p.trust_id = ${ctx.actor.trustId} and p.school_id = ${school.id} and p.reference is null`.execute(db);
    await sql`update pupil set upn = null, former_upn = null where trust_id = ${ctx.actor.trustId} and school_id = ${school.id}`.execute(
      db,
    );
  }
  await sql`update pupil set surname = null, forename = null, born_on = null where trust_id = ${ctx.actor.trustId} and school_id = ${school.id}`.execute(
    db,
  );
  let erased = 0;
  for (const file of files) {
    const columns = columnsKeptOut(file, keeps);
    if (isOpen(file)) await emptyColumns(db, file, columns);
    else {
      // Nothing reads the file of a taken snapshot again: it goes whole, and of its quarantine what says who a pupil is.
      if (file.pieces_erased_at === null) {
        await eraseFile(db, file.id, ctx.now);
        erased += 1;
      } else await emptyQuarantine(db, file, columns);
    }
  }
  return addCounts([
    { names: stored.names, birthdays: stored.birthdays, files: erased },
    keeps === 'reference' ? { upns: stored.upns } : {},
  ]);
}

/**
 * Chooses what identifies pupils, for the trust (`schoolId` null) or one school. Keeping less than before drops what is stored, at once and for good, in this
 * transaction; keeping more holds for the next file. Refused under a hold.
 */
export async function setIdentity(ctx: Ctx, schoolId: string | null, choice: IdentityChoice): Promise<void> {
  await write(ctx, async (tx) => {
    const school = schoolId === null ? null : await findSchool(ctx, schoolId);
    await sql`select pg_advisory_xact_lock(hashtextextended(${`identity ${ctx.actor.trustId}`}, 0))`.execute(tx.db);
    const settings = await identitySettings(ctx);
    const ofTrust = settings.find((setting) => setting.schoolId === null)?.keeps ?? 'names';
    const own = schoolId === null ? undefined : settings.find((setting) => setting.schoolId === schoolId);
    const before = own?.keeps ?? ofTrust;
    const after = choice.keeps ?? ofTrust;
    tx.authorise(maySetIdentity(ctx.actor, schoolId, after, ofTrust));
    if (schoolId === null && choice.keeps === null)
      throw new Invalid([{ field: 'keeps', message: 'Choose what the Trust keeps' }]);
    if (after === before && (schoolId === null || (choice.keeps === null) === (own === undefined)))
      throw new Invalid([{ field: 'keeps', message: 'This is what is kept already: nothing was changed' }]);
    const schools = await schoolsConcerned(ctx, schoolId);
    const less = keepsLess(after, before);
    if (less) {
      const held = (await holdsOf(ctx)).filter(
        (hold) => hold.lifted_at === null && schools.some((each) => each.id === hold.school_id),
      );
      if (held.length > 0)
        throw new Invalid([
          {
            field: '',
            message: `A hold stops erasing at ${[...new Set(held.map((hold) => hold.school))].join(', ')}: names can be dropped when it has been lifted.`,
          },
        ]);
    }
    await storeSetting(ctx, schoolId, choice);
    const dropped: { school: string; counts: Record<string, number> }[] = [];
    if (less)
      for (const each of schools) dropped.push({ school: each.name, counts: await dropOfSchool(ctx, each, after) });
    const counts = addCounts(dropped.map((each) => each.counts));
    const run = less
      ? await storeRun(ctx, {
          kind: 'identity',
          ranBy: ctx.actor.personId,
          schoolId,
          pupilId: null,
          title: `Who pupils are: from now on ${keptWords[after]}`,
          by: ctx.actor.name,
          why: choice.why,
          rule: null,
          counts,
          oldest: null,
          newest: null,
          places: dropped.map((each) => ({ ...each, place: 'every pupil', held: {} })),
          notes: ['Results, attendance, suspensions and figures stay: they are now about a number.'],
        })
      : null;
    await tx.record({
      kind: 'pupil-data.identity-chosen',
      subjectType: run ? 'retention_run' : school ? 'school' : 'trust',
      subjectId: run?.id ?? school?.id ?? ctx.actor.trustId,
      schoolId,
      summary: `chose what identifies pupils${school ? '' : ' in the Trust’s schools'}: ${keptWords[after]}${choice.keeps === null ? ', as the Trust does' : ''}${less ? `; dropped ${countsInWords(counts)}` : ''}`,
      why: choice.why,
      detail: { before, after, ...(run ? { certificate: run.sha256 } : {}) },
    });
  });
}

async function storeSetting(ctx: Ctx, schoolId: string | null, choice: IdentityChoice): Promise<void> {
  const { db } = ctx;
  const same = db
    .selectFrom('data_protection_setting')
    .select('id')
    .where('school_id', schoolId === null ? 'is' : '=', schoolId);
  const row = await same.where('trust_id', '=', ctx.actor.trustId).forUpdate().executeTakeFirst();
  if (choice.keeps === null) {
    if (row) await db.deleteFrom('data_protection_setting').where('id', '=', row.id).execute();
    return;
  }
  const values = { keeps: choice.keeps, changed_at: ctx.now, changed_by: ctx.actor.personId, why: choice.why };
  if (row) await db.updateTable('data_protection_setting').set(values).where('id', '=', row.id).execute();
  else
    await db
      .insertInto('data_protection_setting')
      .values({ trust_id: ctx.actor.trustId, school_id: schoolId, ...values })
      .execute();
}
