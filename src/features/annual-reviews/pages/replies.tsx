import type { Ctx } from '#core/context.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { replyToPoint } from '../actions/reply-to-point.ts';
import { type FactPoint, factChecks } from '../checks/queries.ts';
import { loadContent } from '../content/queries.ts';
import { partTitle } from '../content/review-facts.ts';
import { replyForm } from '../forms.ts';
import { pointPath, repliesPath } from '../paths.ts';
import { mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import { partPath } from './comments.tsx';
import { reviewPage } from './review-frame.tsx';

type Shown = { pointId: string; typed: Typed; errors: readonly FieldError[] };

const PointTag = ({ point }: { point: FactPoint }) => {
  if (point.outcome === null) return <Tag colour="amber">No reply yet</Tag>;
  return point.outcome === 'changed' ? <Tag colour="green">Changed</Tag> : <Tag colour="grey">Not changed</Tag>;
};

async function show(ctx: Ctx, reviewId: string, shown?: Shown): Promise<Reply> {
  const review = await findDraft(ctx, reviewId);
  const content = await loadContent(ctx, review);
  const rounds = (await factChecks(ctx, review.id)).filter((round) => round.returnedAt !== null);
  const may = mayWrite(ctx.actor, review).allowed;
  const left = rounds.flatMap((round) => round.points).filter((point) => point.outcome === null).length;
  const lead =
    left === 0
      ? 'Every point of the school has been answered.'
      : `${left} ${left === 1 ? 'point has' : 'points have'} no reply yet. Change the text where the school is right, then say so here.`;
  return reviewPage(
    ctx,
    review,
    { title: 'Points of the school', errors: shown?.errors ?? [] },
    <>
      <PageHeading
        title="Points of the school and replies"
        caption={review.schoolName}
        lead={rounds.length === 0 ? undefined : lead}
      />
      {rounds.length === 0 ? (
        <EmptyState title="The school has not returned the review yet">Its points appear here when it does.</EmptyState>
      ) : null}
      {[...rounds].reverse().map((round) => (
        <section>
          <h2 class="govuk-heading-m">
            {round.returnedAt ? `Returned on ${longDate(londonDate(round.returnedAt))}` : ''}
          </h2>
          {round.points.length === 0 ? <p class="govuk-body">The school marked every part as accurate.</p> : null}
          {round.points.map((point) => {
            const mine = shown?.pointId === point.id ? shown : undefined;
            return (
              <Card
                title={`Point ${point.number}: ${partTitle(content, point.part)}`}
                aside={<PointTag point={point} />}
              >
                <p class="govuk-body">{point.body}</p>
                {point.reply ? (
                  <p class="govuk-body">
                    Reply by {point.repliedBy}: {point.reply}
                  </p>
                ) : null}
                {may ? (
                  <Form
                    action={pointPath(review.id, point.id)}
                    csrfToken={ctx.page.csrfToken}
                    label={`Reply to point ${point.number}`}
                  >
                    <Radios
                      name="outcome"
                      id={`outcome-${point.id}`}
                      label="What did you do?"
                      inline
                      value={mine?.typed['outcome'] ?? point.outcome ?? undefined}
                      error={errorFor(mine?.errors ?? [], 'outcome')}
                      options={[
                        { value: 'changed', label: 'Changed' },
                        { value: 'not_changed', label: 'Not changed' },
                      ]}
                    />
                    <TextArea
                      name="reply"
                      id={`reply-${point.id}`}
                      label="Reply to the school"
                      rows={2}
                      hint="Where nothing was changed, say why."
                      value={mine?.typed['reply'] ?? point.reply ?? ''}
                      error={errorFor(mine?.errors ?? [], `reply-${point.id}`)}
                    />
                    <Button variant="secondary" hiddenText={`to point ${point.number}`}>
                      Save the reply
                    </Button>{' '}
                    <Link href={partPath(review.id, point.part)}>Open the text</Link>
                  </Form>
                ) : null}
              </Card>
            );
          })}
        </section>
      ))}
    </>,
  );
}

export const showReplies = (ctx: Ctx, request: PageRequest): Promise<Reply> => show(ctx, idParam(request, 'reviewId'));

export async function postReply(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const pointId = idParam(request, 'pointId');
  const form = readForm(replyForm, request.form);
  if (!form.ok) return await show(ctx, reviewId, { pointId, typed: form.typed, errors: form.errors });
  try {
    await replyToPoint(ctx, reviewId, pointId, form.value.outcome, form.value.reply);
    return redirectTo(repliesPath(reviewId), 'Your reply has been saved.');
  } catch (error) {
    return await show(ctx, reviewId, { pointId, typed: form.typed, errors: errorsOf(error) });
  }
}
