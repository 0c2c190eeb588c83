import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceTags, isEvidenceTag } from '#core/evidence/tags.ts';
import { evidenceUses } from '#core/evidence/uses.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import { longMoment } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList, type SummaryRow } from '#ui/summary-list.tsx';
import { type Activity, findActivity } from '../activity-queries.ts';
import { qaReviewPaths } from '../paths.ts';
import { isOfReview, isOfSchool, mayChangePlan, mayRecordActivity } from '../policy.ts';
import { findReview, type QaReview } from '../queries.ts';
import { pieceOfActivity } from '../record-queries.ts';
import { activityKinds } from '../rules.ts';
import { ledOf, reviewPage, whenOf, withOf } from './frame.tsx';

/** What was recorded, as the evidence says it, and where it is relied on; or that this reader works from counts. */
async function recordRows(ctx: Ctx, review: QaReview, activity: Activity): Promise<SummaryRow[]> {
  if (activity.recorded_at === null || activity.evidence_id === null) return [];
  const recorded = {
    key: 'Recorded',
    value: `${activity.recorded_by_name ?? ''}, ${longMoment(activity.recorded_at)}`,
  };
  const evidence = await pieceOfActivity(ctx, activity);
  if (!evidence) return [recorded];
  const uses = (await evidenceUses(ctx, [evidence.id])).get(evidence.id) ?? [];
  const elsewhere = uses.filter((use) => use.href !== qaReviewPaths.activity(review.id, activity.id));
  const tags = activity.tags.filter(isEvidenceTag).map((tag) => evidenceTags[tag]);
  return [
    recorded,
    ...(evidence.withdrawn_at === null ? [] : [{ key: 'Withdrawn', value: evidence.withdrawn_why ?? '' }]),
    { key: 'What was seen', value: <span class="cairn-pre">{evidence.summary}</span> },
    ...(tags.length > 0 ? [{ key: 'Tags', value: tags.join(', ') }] : []),
    {
      key: 'Where it is used',
      value:
        elsewhere.length === 0 ? (
          'Nowhere else yet'
        ) : (
          <ul class="govuk-list">
            {elsewhere.map((use) => (
              <li>
                <Link href={use.href}>{use.label}</Link>
              </li>
            ))}
          </ul>
        ),
    },
    ...(holdsAt(ctx.actor, 'evidence:read', review.schoolId)
      ? [
          {
            key: 'As evidence',
            value: <Link href={evidencePaths.evidence(review.schoolId, evidence.id)}>Files, replies and history</Link>,
          },
        ]
      : []),
  ];
}

/** One activity: its place in the timetable, and what was seen where this reader may read it. */
export async function showActivity(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findReview(ctx, idParam(request, 'qaReviewId'));
  const activity = await findActivity(ctx, review.id, idParam(request, 'activityId'));
  const ofSchool = isOfSchool(ctx.actor, review) && activity.readable;
  if (!isOfReview(ctx.actor, review) && !ofSchool) throw new NotFound();
  const open = activity.recorded_at === null && activity.cancelled_at === null;
  const records =
    open &&
    mayRecordActivity(ctx.actor, review, {
      ledBy: activity.led_by_person_id,
      secondBy: activity.second_by_person_id,
    }).allowed;
  const held = activity.recorded_at !== null && !activity.readable;
  return reviewPage(
    ctx,
    review,
    { title: activity.title },
    <>
      <PageHeading
        caption={`${activityKinds[activity.kind].label}, ${review.schoolName}`}
        title={activity.title}
        lead={activity.focus || undefined}
      />
      <ButtonGroup>
        {records ? (
          <ButtonLink href={qaReviewPaths.activityPart(review.id, activity.id, 'record')}>
            Record what was seen
          </ButtonLink>
        ) : null}
        {open && mayChangePlan(ctx.actor, review).allowed ? (
          <ButtonLink href={qaReviewPaths.activityPart(review.id, activity.id, 'change')} variant="secondary">
            Change or cancel it
          </ButtonLink>
        ) : null}
      </ButtonGroup>
      {held ? (
        <InsetText>
          What was seen of one teacher is read by that teacher and the team. Leaders work from what several activities
          show together.
        </InsetText>
      ) : null}
      <SummaryList
        rows={[
          { key: 'When', value: whenOf(activity) },
          { key: 'Where', value: activity.place || '—' },
          { key: 'With', value: withOf(activity) },
          { key: 'By', value: ledOf(activity) },
          {
            key: 'Form',
            value: activity.instrument_id ? (
              <Link href={qaReviewPaths.form(activity.instrument_id)}>
                {activityKinds[activity.kind].label}, version {activity.instrument_version}
              </Link>
            ) : (
              'None'
            ),
          },
          ...(activity.cancelled_why === null ? [] : [{ key: 'Cancelled', value: activity.cancelled_why }]),
          ...(await recordRows(ctx, review, activity)),
        ]}
      />
    </>,
  );
}
