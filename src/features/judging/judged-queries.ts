import { academicYearName } from '#core/academic-year/rules.ts';
import { scopeOf } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { type Area, type Framework, frameworksByIds, type Grade } from '#core/frameworks/queries.ts';
import { gradesFor } from '#core/frameworks/rules.ts';
import { isOfTrust, judgementPart, mayReadDraft, type Review } from '#features/annual-reviews/index.ts';
import { judgementPath } from '#features/annual-reviews/paths.ts';
import { isOfReview, type QaReview } from '#features/reviews/index.ts';
import { qaReviewPaths } from '#features/reviews/paths.ts';
import { together } from '#platform/db/together.ts';
import type { JudgedArea } from './evidence-queries.ts';
import { judgingPaths } from './paths.ts';
import { bothHaveSaid } from './policy.ts';
import type { Place } from './safety-rules.ts';
import './tables.ts';

/** A judgement of an Annual Review, or a theme of a review, as far as this reader may know it. */
export type Judged = {
  type: 'judgement' | 'theme';
  id: string;
  reviewId: string;
  schoolId: string;
  school: string;
  academicYear: number;
  /** `Annual Review 2026/27`, or the title of the review. */
  where: string;
  title: string;
  framework: Framework;
  area: Area;
  departmentId: string | null;
  /** The Trust's grade; null where there is none yet or the reader may not see it: `gradeShown` tells the two apart. */
  grade: Grade | null;
  gradeShown: boolean;
  /** The reader is on the side of those who judge. */
  judges: boolean;
  /** Everybody who wrote or is on the team. */
  authorIds: readonly string[];
  /** The school's own grade; null where there is none or it may not be shown yet. */
  own: { grade: Grade | null; reasons: string } | null;
  /** Its safety page, and the page where it is written. */
  href: string;
  writtenAt: string;
};

/** The reader's context narrowed to where they hold another permission than the page's own. */
export const within = (ctx: Ctx, permission: Permission): Ctx => ({ ...ctx, scope: scopeOf(ctx.actor, permission) });

/** The first day of an academic year. */
export const yearStart = (academicYear: number): Temporal.PlainDate =>
  Temporal.PlainDate.from({ year: academicYear, month: 9, day: 1 });

/** Where a grade stands on its own scale. */
export const placeOf = (grade: Grade | null): Place | null =>
  grade && { position: grade.position, of: grade.scaleCodes.split('|').length };

type Which = {
  academicYear?: number;
  reviewId?: string;
  themeIds?: readonly string[];
  judgementIds?: readonly string[];
};

const gradeOf = (framework: Framework, area: Area, code: string | null): Grade | null =>
  gradesFor(framework, area).find((grade) => grade.code === code) ?? null;

const areaOf = (frameworks: readonly Framework[], frameworkId: string, areaId: string) => {
  const framework = frameworks.find((one) => one.id === frameworkId);
  const area = framework?.areas.find((one) => one.id === areaId);
  return framework && area ? { framework, area } : null;
};

async function rowsOf(ctx: Ctx, annual: readonly Review[], others: readonly QaReview[]) {
  return await together(ctx.db, {
    judgements:
      annual.length === 0
        ? null
        : ctx.db
            .selectFrom('judgement as j')
            .innerJoin('annual_review as r', 'r.id', 'j.review_id')
            .leftJoin('school_own_grade as o', (join) =>
              join
                .onRef('o.school_id', '=', 'r.school_id')
                .onRef('o.academic_year', '=', 'r.academic_year')
                .onRef('o.area_id', '=', 'j.area_id'),
            )
            .select([
              'j.id',
              'j.review_id',
              'j.area_id',
              'j.grade_code',
              'o.grade_code as own_grade_code',
              'o.reasons as own_reasons',
            ])
            .where(inScope(ctx.scope, 'r.school_id'))
            .where(
              'j.review_id',
              'in',
              annual.map((review) => review.id),
            ),
    themes:
      others.length === 0
        ? null
        : ctx.db
            .selectFrom('qa_review_theme as t')
            .innerJoin('qa_review as r', 'r.id', 't.review_id')
            .select([
              't.id',
              't.review_id',
              't.area_id',
              't.title',
              't.grade_code',
              't.own_grade_code',
              't.own_reasons',
              't.own_saved_by',
            ])
            .where(inScope(ctx.scope, 'r.school_id'))
            .where('t.removed_at', 'is', null)
            .where(
              't.review_id',
              'in',
              others.map((review) => review.id),
            )
            .orderBy('t.position'),
  });
}

/** What is judged in reviews of the reader's scope that the reader may know of. Policies of the reviews themselves decide which grades are shown. */
export async function judgedIn(
  ctx: Ctx,
  annual: readonly Review[],
  others: readonly QaReview[],
  which: Which,
): Promise<Judged[]> {
  const { judgements, themes } = await rowsOf(ctx, annual, others);
  const frameworks = await frameworksByIds(ctx, [
    ...new Set([...annual, ...others].map((review) => review.frameworkId)),
  ]);
  const found = (judgements ?? []).flatMap((row): Judged[] => {
    const review = annual.find((one) => one.id === row.review_id);
    const of = review && areaOf(frameworks, review.frameworkId, row.area_id);
    if (!review || !of || (which.judgementIds && !which.judgementIds.includes(row.id))) return [];
    const gradeShown = mayReadDraft(ctx.actor, review).allowed;
    return [
      {
        type: 'judgement',
        id: row.id,
        reviewId: review.id,
        schoolId: review.schoolId,
        school: review.schoolName,
        academicYear: review.academicYear,
        where: `Annual Review ${academicYearName(review.academicYear)}`,
        title: of.area.title,
        ...of,
        departmentId: null,
        grade: gradeShown ? gradeOf(of.framework, of.area, row.grade_code) : null,
        gradeShown,
        judges: isOfTrust(ctx.actor, review.schoolId),
        authorIds: [...review.authorIds, ...review.teamIds],
        own:
          row.own_grade_code === null
            ? null
            : { grade: gradeOf(of.framework, of.area, row.own_grade_code), reasons: row.own_reasons ?? '' },
        href: judgingPaths.judgement(review.id, of.area.code),
        writtenAt: judgementPath(review.id, of.area.code),
      },
    ];
  });
  const seen = (themes ?? []).flatMap((row): Judged[] => {
    const review = others.find((one) => one.id === row.review_id);
    const of = review && areaOf(frameworks, review.frameworkId, row.area_id);
    if (!review || !of || (which.themeIds && !which.themeIds.includes(row.id))) return [];
    const judges = isOfReview(ctx.actor, review);
    const open = bothHaveSaid({ state: review.state, gradeCode: row.grade_code, ownSaved: row.own_saved_by !== null });
    return [
      {
        type: 'theme',
        id: row.id,
        reviewId: review.id,
        schoolId: review.schoolId,
        school: review.schoolName,
        academicYear: review.academicYear,
        where: review.title,
        title: row.title,
        ...of,
        departmentId: review.departmentId,
        grade: judges || open ? gradeOf(of.framework, of.area, row.grade_code) : null,
        gradeShown: judges || open,
        judges,
        authorIds: [],
        own:
          row.own_grade_code !== null && (open || !judges)
            ? { grade: gradeOf(of.framework, of.area, row.own_grade_code), reasons: row.own_reasons }
            : null,
        href: judgingPaths.theme(row.id),
        writtenAt: qaReviewPaths.theme(review.id, row.id),
      },
    ];
  });
  return [...found, ...seen];
}

/**
 * What evidence speaks to it: since the year before, in the department that is reviewed, and what its sentences cite (which a reader of whom the draft is kept
 * does not learn).
 */
export function evidenceAsked(judged: Judged): JudgedArea {
  return {
    schoolId: judged.schoolId,
    family: judged.framework.family,
    areaCode: judged.area.code,
    since: yearStart(judged.academicYear - 1),
    department: judged.departmentId === null ? null : { id: judged.departmentId, reviewId: judged.reviewId },
    citing:
      judged.type === 'judgement' && judged.gradeShown
        ? { reviewId: judged.reviewId, part: judgementPart(judged.area.code) }
        : null,
  };
}
