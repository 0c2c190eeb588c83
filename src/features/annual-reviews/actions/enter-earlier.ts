import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { currentFramework, type Framework, findFramework } from '#core/frameworks/queries.ts';
import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { earlierReviews, issuedYears } from '../earlier/queries.ts';
import type { EarlierJudgement } from '../issues/issued.ts';
import { mayEnterEarlier } from '../policy.ts';
import { earlierYears } from '../rules.ts';

/** The grades of a review made before Cairn: by area, a code of the framework, or null where that review did not judge it. */
export type EarlierInput = {
  academicYear: number;
  source: string;
  grades: ReadonlyMap<string, string | null>;
};

/** The grades in the framework's own words; a code that is none of its scale is refused. */
function judgementsOf(framework: Framework, input: EarlierInput): EarlierJudgement[] {
  return framework.areas.flatMap((area) => {
    const code = input.grades.get(area.code) ?? null;
    if (code === null) return [];
    const grade = gradesFor(framework, area).find((one) => one.code === code);
    if (!grade)
      throw new Invalid([
        { field: `grade-${area.code}`, message: `Choose a grade of the framework for ${area.title}` },
      ]);
    return [{ areaCode: area.code, areaTitle: area.title, gradeCode: grade.code, gradeLabel: grade.label }];
  });
}

/** Refuses a year that is not over, and one for which Cairn has issued a review: that one counts. */
async function requireEarlierYear(ctx: Ctx, schoolId: string, academicYear: number): Promise<void> {
  const refuse = (message: string) => new Invalid([{ field: 'academicYear', message }]);
  if (!earlierYears(academicYearOf(ctx.today)).includes(academicYear))
    throw refuse('Choose an academic year before this one');
  if ((await issuedYears(ctx, schoolId)).includes(academicYear))
    throw refuse(
      `The Annual Review ${academicYearName(academicYear)} was issued in Cairn, so its grades are there already`,
    );
}

const inWords = (judgements: readonly EarlierJudgement[]): string =>
  judgements.map((it) => `${it.areaTitle}: ${gradeLabel({ code: it.gradeCode, label: it.gradeLabel })}`).join('; ');

/** Enters the grades of a school's Annual Review of an earlier year, made before Cairn, in the framework of one family that is in use. They set nothing off. */
export async function enterEarlier(
  ctx: Ctx,
  schoolId: string,
  family: string,
  input: EarlierInput,
): Promise<{ id: string }> {
  return await write(ctx, async (tx) => {
    const school = await findSchool(ctx, schoolId);
    tx.authorise(mayEnterEarlier(ctx.actor, school.id));
    const framework = await currentFramework(ctx, family);
    await requireEarlierYear(ctx, school.id, input.academicYear);
    const year = academicYearName(input.academicYear);
    if ((await earlierReviews(ctx, school.id, family)).some((one) => one.academic_year === input.academicYear))
      throw new Invalid([
        { field: 'academicYear', message: `The grades of ${year} have been entered already. Correct them instead` },
      ]);
    const judgements = judgementsOf(framework, input);
    if (judgements.length === 0)
      throw new Invalid([
        { field: `grade-${framework.areas[0]?.code}`, message: 'Enter the grade of at least one judgement' },
      ]);
    const { id } = await tx.db
      .insertInto('earlier_review')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: school.id,
        academic_year: input.academicYear,
        framework_id: framework.id,
        framework_family: framework.family,
        source: input.source,
        judgements: JSON.stringify(judgements),
        entered_at: ctx.now,
        entered_by: ctx.actor.personId,
        corrected_at: null,
        corrected_by: null,
        corrected_why: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'annual-review.earlier-grades-entered',
      subjectType: 'earlier_review',
      subjectId: id,
      schoolId: school.id,
      summary: `entered the grades of the Annual Review ${year} made before Cairn, from ${input.source}`,
      detail: { framework: `${framework.name}, version ${framework.version}`, grades: inWords(judgements) },
    });
    return { id };
  });
}

/** Corrects entered grades for a reason: the version before is kept. Without any grade they count no longer. What has been issued stays as it was. */
export async function correctEarlier(
  ctx: Ctx,
  schoolId: string,
  family: string,
  academicYear: number,
  input: EarlierInput & { why: string; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const school = await findSchool(ctx, schoolId);
    tx.authorise(mayEnterEarlier(ctx.actor, school.id));
    await tx.db
      .selectFrom('earlier_review')
      .select('id')
      .where('school_id', '=', school.id)
      .where('framework_family', '=', family)
      .forUpdate()
      .execute();
    const entered = await earlierReviews(ctx, school.id, family);
    const row = entered.find((one) => one.academic_year === academicYear);
    if (!row) throw new NotFound();
    requireRevision(row.revision, input.revision);
    if (input.academicYear !== academicYear) {
      await requireEarlierYear(ctx, school.id, input.academicYear);
      if (entered.some((one) => one.academic_year === input.academicYear))
        throw new Invalid([
          {
            field: 'academicYear',
            message: `Grades of ${academicYearName(input.academicYear)} have been entered already`,
          },
        ]);
    }
    const judgements = judgementsOf(await findFramework(ctx, row.framework_id), input);
    await tx.db
      .updateTable('earlier_review')
      .set({
        academic_year: input.academicYear,
        source: input.source,
        judgements: JSON.stringify(judgements),
        corrected_at: ctx.now,
        corrected_by: ctx.actor.personId,
        corrected_why: input.why,
        revision: row.revision + 1,
      })
      .where('id', '=', row.id)
      .execute();
    await tx.record({
      kind: 'annual-review.earlier-grades-corrected',
      subjectType: 'earlier_review',
      subjectId: row.id,
      schoolId: school.id,
      summary: `${judgements.length === 0 ? 'took away' : 'corrected'} the grades of the Annual Review ${academicYearName(input.academicYear)} made before Cairn`,
      why: input.why,
      detail: { before: inWords(row.judgements), after: inWords(judgements), source: input.source },
    });
  });
}
