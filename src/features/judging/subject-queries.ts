import { academicYearOf } from '#core/academic-year/rules.ts';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { mayReadPiece } from '#core/evidence/queries.ts';
import '#core/evidence/tables.ts';
import '#core/people/tables.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import { NotFound } from '#platform/errors.ts';
import { findJudgement, findTheme } from './find-judged-queries.ts';
import type { Judged } from './judged-queries.ts';
import type { SubjectType } from './moderation-rules.ts';
import { judgingPaths } from './paths.ts';
import './tables.ts';

/** What two people are asked to judge. */
export type Subject = {
  type: SubjectType;
  id: string;
  schoolId: string | null;
  school: string | null;
  title: string;
  academicYear: number;
  /** Of a judgement or theme: its one area and framework. Null where whoever asks chooses the areas. */
  judged: Judged | null;
  /** What is to be read: of a set piece. */
  text: string | null;
  href: string;
  authorIds: readonly string[];
};

/** Pieces that may serve as a set piece: open to every leader, and no single lesson, because a single lesson is never graded. */
export function setPieces(ctx: Ctx) {
  return ctx.db
    .selectFrom('evidence')
    .innerJoin('school as s', 's.id', 'evidence.school_id')
    .select([
      'evidence.id',
      'evidence.title',
      'evidence.summary',
      'evidence.kind',
      'evidence.happened_on',
      'evidence.school_id',
      's.name as school',
    ])
    .where(inScope(ctx.scope, 'evidence.school_id'))
    .where(inScope(scopeOf(ctx.actor, 'evidence:read'), 'evidence.school_id'))
    .where(mayReadPiece(ctx))
    .where('evidence.readers', '=', 'leaders')
    .where('evidence.kind', '<>', 'lesson_observation')
    .where('evidence.withdrawn_at', 'is', null)
    .orderBy('evidence.happened_on', 'desc')
    .orderBy('evidence.id');
}

export async function vignettes(ctx: Ctx) {
  return await ctx.db
    .selectFrom('calibration_vignette as v')
    .innerJoin('person as p', 'p.id', 'v.written_by')
    .select(['v.id', 'v.title', 'v.body', 'v.written_at', 'p.name as by'])
    .orderBy('v.written_at', 'desc')
    .orderBy('v.id')
    .execute();
}

export async function findVignette(ctx: Ctx, id: string) {
  const found = (await vignettes(ctx)).find((one) => one.id === id);
  if (!found) throw new NotFound();
  return found;
}

const ofJudged = (judged: Judged): Subject => ({
  type: judged.type,
  id: judged.id,
  schoolId: judged.schoolId,
  school: judged.school,
  title: `${judged.title}, ${judged.where}`,
  academicYear: judged.academicYear,
  judged,
  text: null,
  href: judged.href,
  authorIds: judged.authorIds,
});

/** What is to be judged, where the reader may read it; anything else is `NotFound`. */
export async function findSubject(ctx: Ctx, type: SubjectType, id: string): Promise<Subject> {
  if (type === 'judgement') return ofJudged(await findJudgement(ctx, { id }));
  if (type === 'theme') return ofJudged(await findTheme(ctx, id));
  const academicYear = academicYearOf(ctx.today);
  const chosen = { id, academicYear, judged: null, authorIds: [] };
  if (type === 'vignette') {
    const found = await findVignette(ctx, id);
    return {
      ...chosen,
      type,
      schoolId: null,
      school: null,
      title: found.title,
      text: found.body,
      href: judgingPaths.vignette(id),
    };
  }
  const piece = await setPieces(ctx).where('evidence.id', '=', id).executeTakeFirst();
  if (!piece) throw new NotFound();
  return {
    ...chosen,
    type,
    schoolId: piece.school_id,
    school: piece.school,
    title: piece.title,
    text: piece.summary,
    href: evidencePaths.evidence(piece.school_id, id),
  };
}

/** `judgement:…`, as it stands in an address; null where it is not one. */
export function readSubject(text: string | undefined): { type: SubjectType; id: string } | null {
  const found = /^(judgement|theme|evidence|vignette):([0-9a-f-]{36})$/.exec(text ?? '');
  return found ? { type: found[1] as SubjectType, id: found[2] ?? '' } : null;
}

/** The words of a set piece for the two who judge it; null for a judgement or theme, which is judged from its evidence. */
export async function textOfSetPiece(ctx: Ctx, subject: { type: SubjectType; id: string }): Promise<string | null> {
  if (subject.type === 'vignette') return (await findVignette(ctx, subject.id)).body;
  if (subject.type !== 'evidence') return null;
  const piece = await setPieces(ctx).where('evidence.id', '=', subject.id).executeTakeFirst();
  return piece?.summary ?? 'This piece of evidence has been withdrawn, or is not open to you.';
}
