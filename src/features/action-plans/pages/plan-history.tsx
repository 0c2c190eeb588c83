import { termInYear } from '#core/academic-year/rules.ts';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { Timeline, type TimelineEvent } from '#ui/timeline.tsx';
import { actionPlanPaths } from '../paths.ts';
import type { PlanView } from '../queries.ts';
import { decisionNames, outcomeNames } from '../rules.ts';

type Dated = TimelineEvent & { order: string };

export type ReadableEvidence = ReadonlyMap<string, { title: string }>;

const at = (moment: Temporal.Instant) => ({
  when: longMoment(moment),
  datetime: moment.toString(),
  order: moment.toString(),
});

function decisions(view: PlanView): Dated[] {
  return view.facts.recommendations.flatMap((row): Dated[] => [
    {
      title: 'Recommended to the board',
      by: row.by,
      when: longDate(row.on),
      datetime: row.on.toString(),
      order: row.at.toString(),
      children: row.coveringWords,
    },
    ...(row.takenBack
      ? [
          {
            title: 'Recommendation taken back',
            by: row.takenBack.by,
            ...at(row.takenBack.at),
            children: row.takenBack.why,
          },
        ]
      : []),
    ...(row.decision
      ? [
          {
            title: `${outcomeNames[row.decision.outcome]} by the board, minute ${row.decision.minuteReference}`,
            by: `${row.decision.recordedBy} (recorded ${longDate(londonDate(row.decision.recordedAt))})`,
            when: longDate(row.decision.meetingOn),
            datetime: row.decision.meetingOn.toString(),
            order: row.decision.recordedAt.toString(),
            children: row.decision.words,
          },
        ]
      : []),
  ]);
}

function agreement(view: PlanView): Dated[] {
  const { facts } = view;
  const standing = (version: number) => (version === facts.contentVersion ? null : 'The plan has been changed since.');
  return [
    ...facts.signatures.map((row) => ({
      title: `Signed for the ${row.side}`,
      by: row.by,
      ...at(row.at),
      children: standing(row.contentVersion),
    })),
    ...facts.readiness.map((row) => ({
      title: row.kind === 'ready' ? 'Declared ready' : 'Put in place by the trust',
      by: row.by,
      ...at(row.at),
      children: row.kind === 'ready' ? standing(row.contentVersion) : null,
    })),
  ];
}

function reviews(view: PlanView, evidence: ReadableEvidence): Dated[] {
  return view.reviews.map((review) => ({
    title: `Reviewed, ${termInYear(review.term, review.academic_year)}: ${decisionNames[review.decision].toLowerCase()}`,
    by: view.name(review.recorded_by),
    ...at(review.recorded_at),
    children: (
      <>
        <p class="govuk-body">{review.overall}</p>
        <p class="govuk-body">Reason: {review.reason}</p>
        <ReviewLines view={view} reviewId={review.id} />
        <EvidenceOf ids={review.evidence_ids} evidence={evidence} />
      </>
    ),
  }));
}

/** Evidence is named to those who may read it; to others it is only counted. */
const EvidenceOf = ({ ids, evidence }: { ids: readonly string[]; evidence: ReadableEvidence }) => {
  if (ids.length === 0) return null;
  const titles = ids.flatMap((id) => evidence.get(id)?.title ?? []);
  const count = ids.length === 1 ? 'one piece of evidence' : `${ids.length} pieces of evidence`;
  return (
    <p class="govuk-hint">
      Rests on {count}
      {titles.length > 0 ? `: ${titles.join('; ')}` : ''}.
    </p>
  );
};

const ReviewLines = ({ view, reviewId }: { view: PlanView; reviewId: string }) => {
  const said = view.lines.filter((line) => line.review_id === reviewId && line.words !== null);
  if (said.length === 0) return null;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {said.map((line) => (
        <li>
          <strong>{view.parts.criteria.find((row) => row.id === line.criterion_id)?.what}</strong>: {line.words}
        </li>
      ))}
    </ul>
  );
};

/** How the plan was agreed, recommended, decided and reviewed, newest first. */
export const PlanHistory = ({ view, evidence }: { view: PlanView; evidence: ReadableEvidence }) => {
  const opened: Dated = {
    title: 'Plan opened',
    by: view.name(view.plan.opened_by),
    ...at(view.plan.opened_at),
    children: view.plan.basis_why,
  };
  const events = [opened, ...agreement(view), ...decisions(view), ...reviews(view, evidence)]
    .toReversed()
    .sort((one, other) => other.order.localeCompare(one.order));
  return (
    <section>
      <h2 class="govuk-heading-m">Agreement, decisions and reviews</h2>
      <Timeline events={events} />
    </section>
  );
};

export const CommentsSection = ({
  view,
  csrfToken,
  mayWrite,
  typed,
  error,
}: {
  view: PlanView;
  csrfToken: string;
  mayWrite: boolean;
  typed?: string | undefined;
  error?: string | undefined;
}) => (
  <section id="comments">
    <h2 class="govuk-heading-m">Comments</h2>
    {view.comments.length === 0 ? <p class="govuk-body">Nobody has commented.</p> : null}
    <Timeline
      events={view.comments.map((row) => ({
        title: view.name(row.written_by),
        when: longMoment(row.written_at),
        datetime: row.written_at.toString(),
        children: row.text,
      }))}
    />
    {mayWrite ? (
      <Form action={actionPlanPaths.comments(view.plan.id)} csrfToken={csrfToken} label="Comment">
        <TextArea
          name="text"
          label="Your comment"
          hint="It stays with the plan under your name."
          rows={3}
          value={typed}
          error={error}
        />
        <Button variant="secondary">Add the comment</Button>
      </Form>
    ) : null}
  </section>
);

/** What was taken out of the plan: it does not disappear. */
export const RemovedParts = ({ view }: { view: PlanView }) => {
  const { parts } = view;
  const removed = [
    ...parts.issues.map((row) => ({ ...row, words: row.text, kind: 'Key issue' })),
    ...parts.objectives.map((row) => ({ ...row, words: row.text, kind: 'Objective' })),
    ...parts.criteria.map((row) => ({ ...row, words: row.what, kind: 'Criterion' })),
    ...parts.actions.map((row) => ({ ...row, words: row.what, kind: 'Action' })),
    ...parts.support.map((row) => ({ ...row, words: row.what, kind: 'Support' })),
  ].filter((row) => row.removed_at !== null);
  if (removed.length === 0) return null;
  return (
    <Details summary={`Taken out of the plan (${removed.length})`}>
      <ul class="govuk-list govuk-list--bullet">
        {removed.map((row) => (
          <li>
            {row.kind}: {row.words}. Taken out by {view.name(row.removed_by)}
            {row.removed_at ? ` on ${longDate(londonDate(row.removed_at))}` : ''}
            {row.removed_why ? `: ${row.removed_why}` : '.'}
          </li>
        ))}
      </ul>
    </Details>
  );
};
