import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { allFrameworks, type Framework } from '#core/frameworks/queries.ts';
import { type BuiltSchool, type BuiltTrust, buildActor, inTrust } from '#core/organisations/build.ts';
import { askPair } from './actions/ask-pair.ts';
import { declare } from './actions/declare.ts';
import { commitGrades } from './actions/grade-blind.ts';
import { writeVignette } from './actions/write-vignette.ts';
import { judgedInYear } from './find-judged-queries.ts';
import { findPair } from './pair-queries.ts';

/** Does something as one person under one permission. */
export const as = <T>(
  process: Process,
  actor: Actor,
  work: (ctx: Ctx) => Promise<T>,
  permission: Permission = 'judging:moderate',
) => runAs(process, actor, permission, work);

/** Two people of the Trust who judge, and the one who asks them. */
export async function buildJudges(process: Process, trust: BuiltTrust) {
  return {
    asker: await buildActor(process.db, trust, 'trust_leader', { name: 'Asker' }),
    ada: await buildActor(process.db, trust, 'trust_leader', { name: 'Ada' }),
    ben: await buildActor(process.db, trust, 'teaching_learning', { name: 'Ben' }),
  };
}
export type Judges = Awaited<ReturnType<typeof buildJudges>>;

export const modelFramework = (process: Process, trust: BuiltTrust): Promise<Framework> =>
  inTrust(process.db, trust.id, async (tx) => {
    const found = (await allFrameworks({ db: tx })).find((framework) => framework.family === 'section-5');
    if (!found) throw new Error('Build the frameworks first.');
    return found;
  });

/** A vignette that two people are asked to judge by these areas (the first `areas` of the model's framework), both with nothing in their way. */
export async function buildVignettePair(
  process: Process,
  trust: BuiltTrust,
  judges: Judges,
  areas = 2,
): Promise<string> {
  const framework = await modelFramework(process, trust);
  const pairId = await as(process, judges.asker, async (ctx) => {
    const id = await writeVignette(ctx, {
      title: 'A school by the sea',
      body: 'Pupils read well. They forget their science.',
    });
    return await askPair(ctx, {
      subject: { type: 'vignette', id },
      firstId: judges.ada.personId,
      secondId: judges.ben.personId,
      dueOn: ctx.today.add({ days: 7 }),
      areaIds: framework.areas.slice(0, areas).map((area) => area.id),
    });
  });
  for (const judge of [judges.ada, judges.ben]) await as(process, judge, (ctx) => declare(ctx, pairId, null));
  return pairId;
}

/** A pair for a judgement of an Annual Review at a school, not yet graded. */
export async function buildJudgementPair(process: Process, judges: Judges, judgementId: string): Promise<string> {
  return await as(process, judges.asker, (ctx) =>
    askPair(ctx, {
      subject: { type: 'judgement', id: judgementId },
      firstId: judges.ada.personId,
      secondId: judges.ben.personId,
      dueOn: ctx.today.add({ days: 7 }),
      areaIds: [],
    }),
  );
}

/** Commits a person to these grades, in the order of the pair's areas. */
export async function commitAs(
  process: Process,
  actor: Actor,
  pairId: string,
  codes: readonly string[],
  reasons = 'Because of what I read.',
) {
  return await as(process, actor, async (ctx) => {
    const pair = await findPair(ctx, pairId);
    return await commitGrades(
      ctx,
      pairId,
      pair.areas.map((area, index) => ({ areaId: area.id, gradeCode: codes[index] ?? '', reasons })),
    );
  });
}

/** At a school with an Annual Review of this year: a pair for its first judgement that one has graded, and a vignette that both have. */
export async function buildModeration(process: Process, trust: BuiltTrust, school: BuiltSchool): Promise<void> {
  const judges = await buildJudges(process, trust);
  const judged = await as(process, judges.asker, (ctx) => judgedInYear(ctx, 2026), 'judging:read');
  const first = judged.find((one) => one.type === 'judgement' && one.schoolId === school.id);
  if (!first) throw new Error('Build an Annual Review of the school first.');
  const pairId = await buildJudgementPair(process, judges, first.id);
  await as(process, judges.ada, (ctx) => declare(ctx, pairId, null));
  await commitAs(process, judges.ada, pairId, ['2']);
  const vignettePair = await buildVignettePair(process, trust, judges);
  for (const judge of [judges.ada, judges.ben]) await commitAs(process, judge, vignettePair, ['2', '3']);
}
