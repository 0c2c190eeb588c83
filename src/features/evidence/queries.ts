import { sql } from 'kysely';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { mayReadPiece } from '#core/evidence/queries.ts';
import '#core/evidence/tables.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import '#platform/db/tables.ts';
import { NotFound } from '#platform/errors.ts';

/** At the schools where the reader may read evidence, as far as single pieces go; and what was written about the reader's own lesson, wherever. */
const ofReader = (ctx: Ctx) =>
  sql<boolean>`((${inScope(ctx.scope, 'evidence.school_id')} and ${inScope(scopeOf(ctx.actor, 'evidence:read'), 'evidence.school_id')} and ${mayReadPiece(ctx)})
    or evidence.observed_id = ${ctx.actor.personId})`;

function readableFiles(ctx: Ctx) {
  return ctx.db
    .selectFrom('evidence_file')
    .innerJoin('evidence', 'evidence.id', 'evidence_file.evidence_id')
    .innerJoin('stored_file', 'stored_file.id', 'evidence_file.file_id')
    .leftJoin('person as adder', 'adder.id', 'evidence_file.added_by')
    .leftJoin('person as withdrawer', 'withdrawer.id', 'evidence_file.withdrawn_by')
    .select([
      'evidence_file.id',
      'evidence_file.replaces_id',
      'evidence_file.replaced_why',
      'evidence_file.file_id',
      'evidence_file.added_at',
      'evidence_file.withdrawn_at',
      'evidence_file.withdrawn_why',
      'stored_file.name',
      'stored_file.size_bytes',
      'stored_file.sha256',
      'stored_file.media_type',
      'adder.name as added_by_name',
      'withdrawer.name as withdrawn_by_name',
    ])
    .where(ofReader(ctx));
}

/** Files kept with one piece of evidence, withdrawn ones too, without their bytes. */
export async function filesOf(ctx: Ctx, evidenceId: string) {
  return await readableFiles(ctx)
    .where('evidence_file.evidence_id', '=', evidenceId)
    .orderBy('evidence_file.added_at')
    .orderBy('stored_file.name')
    .execute();
}

export type EvidenceFile = Awaited<ReturnType<typeof filesOf>>[number];

/** One file with its bytes; a withdrawn file is `NotFound`. */
export async function fileContent(ctx: Ctx, evidenceId: string, fileId: string) {
  const file = await readableFiles(ctx)
    .select('stored_file.content')
    .where('evidence_file.evidence_id', '=', evidenceId)
    .where('evidence_file.file_id', '=', fileId)
    .where('evidence_file.withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!file) throw new NotFound('This file has been withdrawn, or it was never here.');
  return file;
}

/** Departments of a school that are open on the day. */
export async function departmentsOf(ctx: Ctx, schoolId: string) {
  return await ctx.db
    .selectFrom('department')
    .select(['id', 'name'])
    .where(inScope(ctx.scope, 'department.school_id'))
    .where('school_id', '=', schoolId)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', ctx.today)]))
    .orderBy('name')
    .execute();
}

/** Everybody who has recorded evidence at a school. */
export async function recordersOf(ctx: Ctx, schoolId: string) {
  return await ctx.db
    .selectFrom('evidence')
    .innerJoin('person', 'person.id', 'evidence.recorded_by')
    .select(['person.id', 'person.name'])
    .distinct()
    .where(inScope(ctx.scope, 'evidence.school_id'))
    .where('evidence.school_id', '=', schoolId)
    .where(mayReadPiece(ctx))
    .orderBy('person.name')
    .execute();
}

/** How many files stand with each piece of evidence. */
export async function fileCounts(ctx: Ctx, evidenceIds: readonly string[]): Promise<Map<string, number>> {
  if (evidenceIds.length === 0) return new Map();
  const counts = await ctx.db
    .selectFrom('evidence_file')
    .innerJoin('evidence', 'evidence.id', 'evidence_file.evidence_id')
    .select((eb) => ['evidence_file.evidence_id', eb.fn.countAll<number>().as('files')])
    .where(inScope(ctx.scope, 'evidence.school_id'))
    .where('evidence_file.evidence_id', 'in', evidenceIds)
    .where('evidence_file.withdrawn_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('evidence_file as newer')
            .select('newer.id')
            .whereRef('newer.replaces_id', '=', 'evidence_file.id'),
        ),
      ),
    )
    .groupBy('evidence_file.evidence_id')
    .execute();
  return new Map(counts.map((row) => [row.evidence_id, row.files]));
}

/** What was said to a piece of evidence, in the order in which it was said. The caller has found the piece. */
export async function repliesTo(ctx: Ctx, evidenceId: string) {
  return await ctx.db
    .selectFrom('evidence_reply')
    .innerJoin('person', 'person.id', 'evidence_reply.replied_by')
    .select(['evidence_reply.id', 'evidence_reply.body', 'evidence_reply.replied_at', 'person.name'])
    .where('evidence_reply.evidence_id', '=', evidenceId)
    .orderBy('evidence_reply.replied_at')
    .orderBy('evidence_reply.id')
    .execute();
}

export type EvidenceReply = Awaited<ReturnType<typeof repliesTo>>[number];
