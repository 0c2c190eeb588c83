import { academicYearName, termInYear } from '#core/academic-year/rules.ts';
import { scopeOf } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import type { Ctx } from '#core/context.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { issuedReviews } from '#features/annual-reviews/index.ts';
import { issuedPath } from '#features/annual-reviews/paths.ts';
import {
  basisNames,
  comparesWith,
  figureIn,
  loadFigures,
  shownTo,
  takenSnapshotsOf,
} from '#features/data-snapshots/index.ts';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { formatFigure, gapOf, measureOf } from '#features/measures/index.ts';
import { dataPackPaths } from '#features/performance-data/paths.ts';
import { capital } from '#platform/capital.ts';
import { londonDate, longDate, shortDate } from '#platform/clock.ts';
import { type Direction, directionOf } from './agenda-rules.ts';
import { importsSince, snapshotsTakenSince } from './change-queries.ts';

/** Something of the data that is new since the last meeting. `direction` is null where it can be neither better nor worse. */
export type DataChange = {
  what: string;
  was: string | null;
  now: string;
  direction: Direction | null;
  href: string;
};

const at = (ctx: Ctx, permission: Permission): Ctx => ({ ...ctx, scope: scopeOf(ctx.actor, permission) });
const figuresTold = 8;

/** The figures of a snapshot beside those of the one before it: what changed beyond chance first. Small numbers are held back for every reader, because minutes are frozen. */
async function figuresOf(
  ctx: Ctx,
  schoolId: string,
  snapshot: Awaited<ReturnType<typeof snapshotsTakenSince>>[number],
) {
  const taken = await takenSnapshotsOf(ctx, schoolId);
  const before = taken.findLast((each) => Temporal.PlainDate.compare(each.data_on, snapshot.data_on) < 0);
  const stored = await loadFigures(ctx, {
    snapshotIds: [snapshot.id, ...(before ? [before.id] : [])],
    breakdown: 'all',
    subjectId: 0,
  });
  const figures = shownTo(false, stored);
  const href = snapshotPaths.snapshot(snapshot.id);
  return figures
    .filter((each) => each.snapshotId === snapshot.id)
    .flatMap(({ measure: code, basis, figure }): DataChange[] => {
      const measure = measureOf(code);
      if (!measure || figure.value === null) return [];
      const comparable = before && comparesWith(measure, snapshot, before);
      const earlier = comparable ? figureIn(figures, { measure: code, basis, snapshotId: before.id }) : undefined;
      const gap = earlier ? gapOf(figure, earlier) : null;
      return [
        {
          what: [measure.title, basisNames[basis].toLowerCase()].filter(Boolean).join(', '),
          was:
            earlier && earlier.value !== null
              ? `${formatFigure(measure, earlier)} (${shortDate(before?.data_on ?? snapshot.data_on)})`
              : null,
          now: `${formatFigure(measure, figure)} (${shortDate(snapshot.data_on)})`,
          direction:
            gap?.value == null
              ? null
              : directionOf(gap.value, gap.difference === 'a real change', measure.higherIsBetter),
          href,
        },
      ];
    });
}

const weight: Record<Direction | 'none', number> = { worse: 0, better: 1, same: 2, none: 3 };

async function fromSnapshots(ctx: Ctx, schoolId: string, since: Temporal.Instant): Promise<DataChange[]> {
  const changes: DataChange[] = [];
  for (const snapshot of await snapshotsTakenSince(ctx, schoolId, since)) {
    const figures = (await figuresOf(ctx, schoolId, snapshot)).toSorted(
      (a, b) => weight[a.direction ?? 'none'] - weight[b.direction ?? 'none'],
    );
    changes.push(
      {
        what: `${snapshot.name}${snapshot.version > 1 ? ', corrected' : ''}, ${termInYear(snapshot.term, snapshot.academic_year)}`,
        was: null,
        now: `Taken${snapshot.taken_at ? ` on ${longDate(londonDate(snapshot.taken_at))}` : ''}`,
        direction: null,
        href: snapshotPaths.snapshot(snapshot.id),
      },
      ...figures.slice(0, figuresTold),
    );
  }
  return changes;
}

async function fromReviews(ctx: Ctx, schoolId: string, since: Temporal.Instant): Promise<DataChange[]> {
  const issued = await issuedReviews(ctx, { schoolIds: [schoolId], newestOnly: true });
  return issued
    .filter((review) => Temporal.Instant.compare(review.issuedAt, since) > 0)
    .flatMap((review) =>
      review.judgements.map((judgement): DataChange => {
        const [now, was] = [judgement.gradeCode, judgement.previousGradeCode];
        const numbers = /^[1-4]$/.test(now) && was !== null && /^[1-4]$/.test(was);
        return {
          what: `Annual Review ${academicYearName(review.academicYear)}: ${judgement.areaTitle}`,
          was: was === null ? null : gradeLabel({ code: was, label: judgement.previousGradeLabel ?? '' }),
          now: gradeLabel({ code: now, label: judgement.gradeLabel }),
          direction: numbers ? directionOf(Number(now) - Number(was), true, false) : null,
          href: issuedPath(review.reviewId),
        };
      }),
    );
}

/** What is new in the data of a school since a day: snapshots taken, results imported, grades issued. */
export async function dataChanges(ctx: Ctx, schoolId: string, sinceDay: Temporal.PlainDate): Promise<DataChange[]> {
  const since = sinceDay.add({ days: 1 }).toZonedDateTime('Europe/London').toInstant();
  const imports = await importsSince(ctx, schoolId, since);
  return [
    ...(await fromReviews(at(ctx, 'annual-review:read'), schoolId, since)),
    ...(await fromSnapshots(at(ctx, 'snapshot:read'), schoolId, since)),
    ...imports.map(
      (each): DataChange => ({
        what: capital(each.title),
        was: null,
        now: `Imported on ${longDate(londonDate(each.imported_at))}`,
        direction: null,
        href: dataPackPaths.pack(schoolId),
      }),
    ),
  ];
}
