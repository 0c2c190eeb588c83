import type { Ctx } from '#core/context.ts';
import { adoptedFrameworks } from '#core/frameworks/queries.ts';
import { areasFor, modelFamily } from '#core/frameworks/rules.ts';
import { listSchools } from '#core/organisations/queries.ts';
import {
  type Bias,
  biasOf,
  type Coverage,
  coverageOf,
  oldestNewest,
  type Part,
  type Waiting,
  waitingOf,
  wellGrounded,
} from './quality-rules.ts';
import {
  type AreaRow,
  type CriterionRow,
  calendarEntries,
  criteriaOfYear,
  doneActions,
  type EntryRow,
  evidenceByArea,
  type FindingRow,
  findingsOfYear,
  type GradeRow,
  gradePairs,
  repliesOfObserved,
} from './queries.ts';

/** An area that is judged, with the evidence that speaks to it. */
export type AreaEvidence = Omit<AreaRow, 'school_id'> & { id: string; title: string; framework: string };

/** How good quality assurance is at one school in one year, and the lists behind it. */
export type SchoolQuality = {
  school: { id: string; name: string };
  entries: readonly EntryRow[];
  coverage: Coverage;
  areas: readonly AreaEvidence[];
  /** Of the areas of the model's own framework. */
  grounded: Part;
  oldestDays: number | null;
  findings: readonly FindingRow[];
  waiting: Waiting;
  criteria: readonly CriterionRow[];
  impact: Part;
  actions: Part;
  pairs: readonly GradeRow[];
  bias: Bias;
  replies: Part;
};

/** The figures of a year for every school of the reader's scope, by name. One query after the other: they share one connection. */
export async function qualityOf(ctx: Ctx, academicYear: number): Promise<SchoolQuality[]> {
  const schools = await listSchools(ctx);
  const frameworks = await adoptedFrameworks(ctx);
  const [entries, areas, findings] = [
    await calendarEntries(ctx, academicYear),
    await evidenceByArea(ctx, academicYear),
    await findingsOfYear(ctx, academicYear),
  ];
  const [criteria, actions, pairs, replies] = [
    await criteriaOfYear(ctx, academicYear),
    await doneActions(ctx, academicYear),
    await gradePairs(ctx, academicYear),
    await repliesOfObserved(ctx, academicYear),
  ];
  return schools.map((school) => {
    const own = <Row extends { school_id: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.school_id === school.id);
    const spoken = own(areas);
    const judged = frameworks.flatMap((framework) =>
      areasFor(framework, school).map((area): AreaEvidence => {
        const row = spoken.find((one) => one.family === framework.family && one.code === area.code);
        return {
          id: area.id,
          title: area.title,
          framework: framework.name,
          family: framework.family,
          code: area.code,
          pieces: row?.pieces ?? 0,
          observers: row?.observers ?? 0,
          kinds: row?.kinds ?? [],
          newest_on: row?.newest_on ?? null,
        };
      }),
    );
    const ofModel = judged.filter((area) => area.family === modelFamily);
    const [done] = own(actions);
    const [replied] = own(replies);
    const ownCriteria = own(criteria);
    return {
      school: { id: school.id, name: school.name },
      entries: own(entries),
      coverage: coverageOf(own(entries), ctx.today),
      areas: judged,
      grounded: wellGrounded(ofModel),
      oldestDays: oldestNewest(ofModel, ctx.today),
      findings: own(findings),
      waiting: waitingOf(own(findings), ctx.today),
      criteria: ownCriteria,
      impact: { of: ownCriteria.length, there: ownCriteria.filter((row) => row.has_evidence).length },
      actions: { of: done?.done ?? 0, there: done?.shown ?? 0 },
      pairs: own(pairs),
      bias: biasOf(own(pairs)),
      replies: { of: replied?.observed ?? 0, there: replied?.replied ?? 0 },
    };
  });
}
