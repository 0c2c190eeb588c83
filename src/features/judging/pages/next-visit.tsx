import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { minutesInWords } from '#core/workload/count-rules.ts';
import { visitNotePaths } from '#features/informal-monitoring/paths.ts';
import { qaCalendarPaths } from '#features/qa-calendar/paths.ts';
import { capital } from '#platform/capital.ts';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import type { Judged } from '../judged-queries.ts';
import type { Mending } from '../next-visit-rules.ts';
import { type Known, mendsWords, visitWords } from '../visit-words.ts';

/** The links by which this reader can plan the visit: into the calendar, or as a note of a visit. */
const PlanIt = ({ ctx, judged }: { ctx: Ctx; judged: Judged }) => (
  <ul class="govuk-list">
    {holdsAt(ctx.actor, 'qa-calendar:plan', judged.schoolId) ? (
      <li>
        <Link href={qaCalendarPaths.add(judged.academicYear, judged.schoolId)}>Plan it in the QA calendar</Link>
      </li>
    ) : null}
    {holdsAt(ctx.actor, 'monitoring:write', judged.schoolId) ? (
      <li>
        <Link href={visitNotePaths.startAt(judged.schoolId)}>Begin a visit note</Link>
      </li>
    ) : null}
  </ul>
);

/** The one visit that mends most for least, the set that mends more where there is one, and where to plan it. */
export const NextVisit = ({
  ctx,
  judged,
  next,
  plan,
  known,
  nobody,
}: {
  ctx: Ctx;
  judged: Judged;
  next: Mending | null;
  plan: Mending | null;
  known: Known;
  nobody: boolean;
}) => {
  const [visit] = next?.visits ?? [];
  const more = plan && next && plan.mends.length > next.mends.length ? plan : null;
  return (
    <section>
      <h2 class="govuk-heading-m">The cheapest next visit</h2>
      {next && visit ? (
        <InsetText>
          {capital(visitWords(visit, known))}, {mendsWords(next, known)}.
        </InsetText>
      ) : (
        <p class="govuk-body">
          {known.weaknesses.length === 0 ? 'None is needed: it stands safely.' : 'No visit would mend what is weak.'}
        </p>
      )}
      {more ? (
        <>
          <p class="govuk-body">
            To mend {more.mends.length} of {known.weaknesses.length}, the cheapest are these {more.visits.length}, for{' '}
            {minutesInWords(more.minutes)} together:
          </p>
          <ul class="govuk-list govuk-list--bullet">
            {more.visits.map((one) => (
              <li>{capital(visitWords(one, known))}</li>
            ))}
          </ul>
        </>
      ) : null}
      {nobody ? (
        <p class="govuk-body">
          A lesson observation is left out: every teacher here has reached the limit of observations this year.
        </p>
      ) : null}
      {next ? <PlanIt ctx={ctx} judged={judged} /> : null}
    </section>
  );
};
