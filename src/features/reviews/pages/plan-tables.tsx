import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import type { Framework } from '#core/frameworks/queries.ts';
import { longMoment } from '#platform/clock.ts';
import { Link } from '#ui/link.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Activity } from '../activity-queries.ts';
import { standingWords } from '../member-rules.ts';
import { qaReviewPaths } from '../paths.ts';
import { isOfReview, isOfSchool } from '../policy.ts';
import type { changesOf, QaReview } from '../queries.ts';
import { activityKinds } from '../rules.ts';
import type { Theme } from '../theme-queries.ts';
import { shownToReader } from '../theme-rules.ts';
import { fromOf, ledOf, whenOf, withOf } from './frame.tsx';

/** On which side a reader stands: those who review, the school that is reviewed, or neither. */
export const sideOf = (ctx: Ctx, review: QaReview): 'review' | 'school' | 'neither' =>
  isOfReview(ctx.actor, review) ? 'review' : isOfSchool(ctx.actor, review) ? 'school' : 'neither';

const gradeOf = (framework: Framework, theme: Theme, code: string | null) =>
  framework.grades[theme.area_scale].find((grade) => grade.code === code) ?? null;

export const ThemesTable = ({
  ctx,
  review,
  themes,
  framework,
}: {
  ctx: Ctx;
  review: QaReview;
  themes: readonly Theme[];
  framework: Framework;
}) => {
  const side = sideOf(ctx, review);
  const lead = review.members.find((member) => member.role === 'lead')?.name ?? 'the lead';
  const grades = review.state !== 'preparing';
  return (
    <Table
      caption="Themes"
      columns={[
        { header: 'Theme' },
        { header: 'Area of the framework' },
        { header: 'Written by' },
        ...(grades ? [{ header: 'Trust judgement' }, { header: 'The school’s own' }] : []),
      ]}
      rows={themes.map((theme) => {
        const shown = shownToReader(side, review.state, {
          gradeCode: theme.grade_code,
          ownSaved: theme.own_saved_at !== null,
        });
        return [
          side === 'neither' && review.state !== 'gathered' ? (
            theme.title
          ) : (
            <Link href={qaReviewPaths.theme(review.id, theme.id)}>{theme.title}</Link>
          ),
          theme.area_title,
          theme.delegated_name ?? lead,
          ...(grades
            ? [
                shown.team ? <FrameworkGrade grade={gradeOf(framework, theme, theme.grade_code)} /> : 'Not shown yet',
                !shown.own ? (
                  'Not shown yet'
                ) : theme.own_saved_at === null ? (
                  'Not given'
                ) : (
                  <FrameworkGrade grade={gradeOf(framework, theme, theme.own_grade_code)} />
                ),
              ]
            : []),
        ];
      })}
      empty="No theme yet."
      stack
    />
  );
};

const standingColours = { clear: 'green', undeclared: 'amber', undecided: 'amber', refused: 'red' } as const;

export const TeamTable = ({ ctx, review }: { ctx: Ctx; review: QaReview }) => {
  const ours = isOfReview(ctx.actor, review);
  return (
    <Table
      caption="Team"
      columns={[
        { header: 'Name' },
        { header: 'From' },
        { header: 'Part' },
        { header: 'What they know' },
        ...(ours ? [{ header: 'Ties to the school' }] : []),
      ]}
      rows={review.members.map((member) => [
        member.name,
        fromOf(member),
        member.role === 'lead' ? 'Leads the review' : 'Reviewer',
        member.expertise || '—',
        ...(ours ? [<Tag colour={standingColours[member.standing]}>{standingWords[member.standing]}</Tag>] : []),
      ])}
      stack
    />
  );
};

const ActivityState = ({ activity }: { activity: Activity }) => {
  if (activity.cancelled_at !== null) return <Tag colour="red">Cancelled</Tag>;
  if (activity.evidence_withdrawn_at !== null) return <Tag colour="amber">Recorded, then withdrawn</Tag>;
  return activity.recorded_at === null ? <Tag>Not recorded</Tag> : <Tag colour="green">Recorded</Tag>;
};

export const TimetableTable = ({
  ctx,
  review,
  activities,
}: {
  ctx: Ctx;
  review: QaReview;
  activities: readonly Activity[];
}) => {
  const ours = isOfReview(ctx.actor, review);
  return (
    <Table
      caption="Timetable"
      columns={[
        { header: 'When' },
        { header: 'Activity' },
        { header: 'With' },
        { header: 'By' },
        { header: 'Where' },
        { header: 'State' },
      ]}
      rows={activities.map((activity) => [
        whenOf(activity),
        <>
          {activityKinds[activity.kind].label}:{' '}
          {ours || (activity.readable && isOfSchool(ctx.actor, review)) ? (
            <Link href={qaReviewPaths.activity(review.id, activity.id)}>{activity.title}</Link>
          ) : (
            activity.title
          )}
          {activity.focus ? <div class="govuk-hint govuk-!-margin-bottom-0">Focus: {activity.focus}</div> : null}
          {activity.cancelled_why ? (
            <div class="govuk-hint govuk-!-margin-bottom-0">Cancelled: {activity.cancelled_why}</div>
          ) : null}
        </>,
        withOf(activity),
        ledOf(activity),
        activity.place || '—',
        <ActivityState activity={activity} />,
      ])}
      empty="Nothing is planned yet."
      stack
    />
  );
};

/** What was changed after the page had been shared: it stands on the page, so that nobody works from an older one. */
export const Changes = ({ changes }: { changes: Awaited<ReturnType<typeof changesOf>> }) =>
  changes.length === 0 ? null : (
    <section>
      <h2 class="govuk-heading-m">Changed since it was shared</h2>
      <ul class="govuk-list govuk-list--bullet">
        {changes.map((change) => (
          <li>
            {longMoment(change.changed_at)}, {change.changed_by_name} {change.what}. Why: {change.why}
          </li>
        ))}
      </ul>
    </section>
  );
