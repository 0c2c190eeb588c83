import type { Ctx } from '#core/context.ts';
import { TrailLink } from '#core/web/trail-link.tsx';
import { londonDate, longDate, longMoment, shortDate } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Columns } from '#ui/columns.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { type Step, Steps } from '#ui/steps.tsx';
import { type Task, TaskList } from '#ui/task-list.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { loadContent, type ReviewComment, type ReviewContent } from '../content/queries.ts';
import { loadFacts } from '../content/review-facts.ts';
import {
  claimsPath,
  issuedPath,
  keyIssuesPath,
  listPath,
  moderationPath,
  previewPath,
  repliesPath,
  sectionPath,
  teamPath,
} from '../paths.ts';
import { isOfTrust, mayReadDraft, mayWrite } from '../policy.ts';
import { findReview, type Review } from '../queries.ts';
import { reviewStates, reviewSteps, type StepName } from '../rules.ts';
import { counted, Judgements } from './judgement-table.tsx';
import { NextStep } from './next-step.tsx';
import { reviewPage, reviewTitle, StateTag } from './review-frame.tsx';

const way: readonly { label: string; done: StepName; states: readonly Review['state'][] }[] = [
  { label: 'Written', done: 'sent_to_school', states: ['draft'] },
  { label: 'Facts checked by the school', done: 'facts_returned', states: ['facts'] },
  { label: 'Replied and revised', done: 'sent_to_moderation', states: ['revision'] },
  { label: 'Moderated', done: 'moderated', states: ['moderation'] },
  { label: 'Signed', done: 'signed', states: ['signature'] },
  { label: 'Issued', done: 'issued', states: ['signed'] },
];

function progress(content: ReviewContent): Step[] {
  const { state } = content.review;
  const now = way.findIndex((stage) => stage.states.includes(state));
  return way.map((stage, index) => {
    if (index === now) return { label: stage.label, state: 'current', detail: reviewStates[state].words };
    const step = content.steps.findLast((taken) => taken.step === stage.done);
    const done = now === -1 || index < now;
    return {
      label: stage.label,
      state: done ? 'done' : 'next',
      detail: done && step ? `${step.name}, ${shortDate(londonDate(step.taken_at))}` : undefined,
    };
  });
}

function sectionTasks(content: ReviewContent, comments: readonly ReviewComment[], ofTrust: boolean): Task[] {
  return content.sections.map((it) => {
    const open = ofTrust
      ? comments.filter((comment) => comment.part === it.part && comment.resolved_at === null).length
      : 0;
    const empty = it.body.trim() === '';
    return {
      title: it.title,
      href: sectionPath(content.review.id, it.code),
      hint:
        [
          it.savedBy && it.savedAt ? `Last written by ${it.savedBy}, ${longMoment(it.savedAt)}` : '',
          counted(open, 'open comment', 'open comments'),
        ]
          .filter(Boolean)
          .join('. ') || undefined,
      status: empty ? (it.code === 'improvement' ? 'Empty, may stay so' : 'Nothing written') : 'Written',
      ...(empty ? {} : { colour: 'green' as const }),
    };
  });
}

/** Where one review stands, what it says so far, and what is next. */
export async function reviewView(ctx: Ctx, review: Review, errors: readonly FieldError[] = []): Promise<Reply> {
  const content = await loadContent(ctx, review);
  const { facts, comments, checks } = await loadFacts(ctx, content);
  const ofTrust = isOfTrust(ctx.actor, review.schoolId);
  const points = checks.flatMap((round) => round.points).length;
  const moderated = content.judgements.some((it) => it.moderations.length > 0);
  const next = await NextStep({ ctx, review, facts, errors });
  return reviewPage(
    ctx,
    review,
    { title: reviewTitle(review), crumbs: [{ href: listPath, label: 'Annual Reviews' }], errors },
    <>
      <PageHeading
        title={reviewTitle(review)}
        caption={review.schoolName}
        status={<StateTag state={review.state} />}
        lead={`Due ${longDate(review.dueOn)}. Its grades are Trust judgements, not an Ofsted inspection outcome.`}
      />
      <Steps steps={progress(content)} />
      {review.stateWhy && review.state !== 'issued' ? (
        <InsetText>
          {content.steps.at(-1)?.name} wrote: {review.stateWhy}
        </InsetText>
      ) : null}
      <Columns
        main={
          <>
            {next ? (
              <section>
                <h2 class="govuk-heading-m">Next</h2>
                {next}
              </section>
            ) : null}
            <Judgements ctx={ctx} content={content} comments={comments} ofTrust={ofTrust} />
            <h2 class="govuk-heading-m">Sections</h2>
            <TaskList tasks={sectionTasks(content, comments, ofTrust)} idPrefix="section" />
            <h2 class="govuk-heading-m">Key issues</h2>
            {content.keyIssues.length === 0 ? (
              <p class="govuk-body">None yet. They become the School Action Plan.</p>
            ) : (
              <ol class="govuk-list govuk-list--number">
                {content.keyIssues.map((issue) => (
                  <li>{issue.body}</li>
                ))}
              </ol>
            )}
            <p class="govuk-body">
              <Link href={keyIssuesPath(review.id)}>
                {mayWrite(ctx.actor, review).allowed ? 'Write the key issues' : 'Read the key issues'}
              </Link>
            </p>
          </>
        }
        asideLabel="About this review"
        aside={
          <>
            <h2 class="govuk-heading-s">Read and check</h2>
            <ul class="govuk-list">
              <li>
                <Link href={previewPath(review.id)}>The whole draft as one document</Link>
              </li>
              {ofTrust ? (
                <li>
                  <Link href={claimsPath(review.id)}>Evidence behind each sentence</Link>
                  {facts.unsupported > 0 ? ` (${facts.unsupported} without)` : ''}
                </li>
              ) : null}
              {points > 0 || review.state === 'revision' ? (
                <li>
                  <Link href={repliesPath(review.id)}>Points of the school and replies</Link>
                </li>
              ) : null}
              {moderated && ofTrust ? (
                <li>
                  <Link href={moderationPath(review.id)}>What moderation said</Link>
                </li>
              ) : null}
              {review.everIssued ? (
                <li>
                  <Link href={issuedPath(review.id)}>The issued review</Link>
                </li>
              ) : null}
            </ul>
            <h2 class="govuk-heading-s">Review team</h2>
            <ul class="govuk-list">
              {review.team.map((member) => (
                <li>
                  {member.name}
                  {member.role === 'lead' ? ', lead author' : member.organisation ? `, ${member.organisation}` : ''}
                </li>
              ))}
            </ul>
            {ofTrust ? (
              <p class="govuk-body">
                <Link href={teamPath(review.id)}>Team and declarations</Link>
              </p>
            ) : null}
            <h2 class="govuk-heading-s">What has happened</h2>
            <Timeline
              events={[...content.steps].reverse().map((step) => ({
                title: reviewSteps[step.step].summary.replace(/^./, (first) => first.toUpperCase()),
                by: step.name,
                when: longMoment(step.taken_at),
                datetime: step.taken_at.toString(),
                children: step.why,
              }))}
            />
            {ofTrust ? <TrailLink table="annual_review" id={review.id} label="History of this review" /> : null}
          </>
        }
      />
    </>,
  );
}

/** The workspace for those who may read the draft; others are led to what has been issued. */
export async function showReview(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findReview(ctx, idParam(request, 'reviewId'));
  if (!mayReadDraft(ctx.actor, review).allowed) return redirectTo(issuedPath(review.id));
  return await reviewView(ctx, review);
}
