import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { errorFor, type FieldError } from '#platform/errors.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { type HandOver, mayTake } from '../actions/take-step.ts';
import { blockersOf, cautionsOf, type ReviewFacts } from '../blocker-rules.ts';
import { factsPath, issuedPath, moderationPath, repliesPath, signPath, stepPath } from '../paths.ts';
import { isOfTrust, mayCheckFacts, mayModerate, maySign, mayWrite } from '../policy.ts';
import type { Review } from '../queries.ts';
import { reviewStates } from '../rules.ts';

/** What still stands in the way, in plain words, before the button is pressed. */
export const Blockers = ({
  blockers,
  cautions = [],
  title = 'Before this can be done',
}: {
  blockers: readonly string[];
  cautions?: readonly string[];
  title?: string;
}) => (
  <>
    {blockers.length > 0 ? (
      <InsetText>
        <p class="govuk-body govuk-!-font-weight-bold">{title}</p>
        <ul class="govuk-list govuk-list--bullet">
          {blockers.map((blocker) => (
            <li>{blocker}</li>
          ))}
        </ul>
      </InsetText>
    ) : null}
    {cautions.length > 0 ? (
      <InsetText>
        <p class="govuk-body govuk-!-font-weight-bold">Think about</p>
        <ul class="govuk-list govuk-list--bullet">
          {cautions.map((caution) => (
            <li>{caution}</li>
          ))}
        </ul>
      </InsetText>
    ) : null}
  </>
);

type HandOverProps = { ctx: Ctx; review: Review; step: HandOver; label: string; facts: ReviewFacts; children?: Child };

/** A step that hands the pen on: its blockers, then its button; the button is there only when nothing stands in the way. */
export const HandOverForm = ({ ctx, review, step, label, facts, children }: HandOverProps) => {
  const blockers = blockersOf(step, facts);
  if (!mayTake(step, ctx.actor, review).allowed) {
    if (!isOfTrust(ctx.actor, review.schoolId) || reviewStates[review.state].pen !== 'authors') return null;
    const lead = review.team.find((member) => member.role === 'lead')?.name ?? 'The team';
    return (
      <>
        <p class="govuk-body">{lead} has the pen.</p>
        <Blockers blockers={blockers} title="What is still missing" />
      </>
    );
  }
  return (
    <>
      <Blockers
        blockers={blockers}
        cautions={cautionsOf(step, facts)}
        title={`Before you can ${label.charAt(0).toLowerCase()}${label.slice(1)}`}
      />
      {blockers.length === 0 ? (
        <Form action={stepPath(review.id, step)} csrfToken={ctx.page.csrfToken}>
          {children}
          <Button>{label}</Button>
        </Form>
      ) : null}
    </>
  );
};

type ReasonProps = {
  ctx: Ctx;
  review: Review;
  step: HandOver;
  summary: string;
  hint: string;
  label: string;
  errors: readonly FieldError[];
};

/** A step that needs its reason, closed until it is wanted. */
export const ReasonForm = ({ ctx, review, step, summary, hint, label, errors }: ReasonProps) => {
  if (!mayTake(step, ctx.actor, review).allowed) return null;
  const error = errorFor(errors, `why-${step}`);
  return (
    <Details summary={summary} open={error !== undefined}>
      <Form action={stepPath(review.id, step)} csrfToken={ctx.page.csrfToken}>
        <TextArea name="why" id={`why-${step}`} label="Reason" hint={hint} rows={3} error={error} required />
        <Button variant="secondary">{label}</Button>
      </Form>
    </Details>
  );
};

/** What this reader can do now to bring the review forward; nothing where it waits for somebody else. */
export const NextStep = ({
  ctx,
  review,
  facts,
  errors,
}: {
  ctx: Ctx;
  review: Review;
  facts: ReviewFacts;
  errors: readonly FieldError[];
}) => {
  switch (review.state) {
    case 'draft':
      return (
        <HandOverForm
          ctx={ctx}
          review={review}
          step="sent_to_school"
          label="Send to the school to check the facts"
          facts={facts}
        />
      );
    case 'facts':
      return (
        <>
          {mayCheckFacts(ctx.actor, review).allowed ? (
            <ButtonLink href={factsPath(review.id)}>Check the facts</ButtonLink>
          ) : null}
          <ReasonForm
            ctx={ctx}
            review={review}
            step="taken_back"
            summary="Take the review back from the school"
            label="Take it back"
            errors={errors}
            hint="The school then no longer sees the draft. What it has answered so far is kept."
          />
        </>
      );
    case 'revision':
      return (
        <>
          {facts.unreplied > 0 && mayWrite(ctx.actor, review).allowed ? (
            <ButtonGroup>
              <ButtonLink href={repliesPath(review.id)}>Reply to the school</ButtonLink>
            </ButtonGroup>
          ) : null}
          <HandOverForm
            ctx={ctx}
            review={review}
            step="sent_to_moderation"
            label="Send to be moderated"
            facts={facts}
          />
          {mayTake('sent_to_school', ctx.actor, review).allowed && facts.unreplied === 0 ? (
            <Details summary="The text has changed much: let the school check it once more">
              <HandOverForm
                ctx={ctx}
                review={review}
                step="sent_to_school"
                label="Send to the school again"
                facts={facts}
              />
            </Details>
          ) : null}
        </>
      );
    case 'moderation':
      return mayModerate(ctx.actor, review).allowed ? (
        <ButtonLink href={moderationPath(review.id)}>Moderate the grades</ButtonLink>
      ) : null;
    case 'signature':
    case 'signed':
      return maySign(ctx.actor, review).allowed ? (
        <ButtonLink href={signPath(review.id)}>
          {review.state === 'signature' ? 'Read and sign' : 'Issue the review'}
        </ButtonLink>
      ) : null;
    default:
      return <ButtonLink href={issuedPath(review.id)}>Read the issued review</ButtonLink>;
  }
};
