import { z } from 'zod';
import type { Ctx } from '#core/context.ts';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { longDate } from '#platform/clock.ts';
import { type FieldError, Invalid, isStale, NotFound } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { answerFacts, type GivenAnswer } from '../actions/answer-facts.ts';
import { takeStep } from '../actions/take-step.ts';
import { factChecks } from '../checks/queries.ts';
import { loadContent } from '../content/queries.ts';
import { partsOf, partTitle } from '../content/review-facts.ts';
import { returnForm } from '../forms.ts';
import { autosavePath, factsPath, reviewPath } from '../paths.ts';
import { mayCheckFacts } from '../policy.ts';
import { findDraft, type Review } from '../queries.ts';
import { autosaveReply } from './autosave-reply.ts';
import { GradeNow, reviewPage } from './review-frame.tsx';

/** A part's name as the name of its fields: no colon, which would confuse a style sheet or a link. */
const fieldOf = (part: string): string => part.replace(':', '-');

type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: boolean };

async function show(ctx: Ctx, review: Review, { errors = [], typed, stale = false }: Shown = {}): Promise<Reply> {
  if (!mayCheckFacts(ctx.actor, review).allowed) throw new NotFound('The review is not with you to check.');
  const content = await loadContent(ctx, review);
  const round = (await factChecks(ctx, review.id)).at(-1);
  if (!round) throw new NotFound();
  const parts = partsOf(content);
  return reviewPage(
    ctx,
    review,
    { title: 'Check the facts', errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        title="Check the facts"
        caption={review.schoolName}
        lead={`Say of each part whether its facts are right, by ${longDate(round.dueOn)}. What you write is saved as you go; nothing is sent until you return it.`}
      />
      {stale ? (
        <NotificationBanner kind="error" title="Not saved: these answers were saved elsewhere in the meantime">
          Perhaps in another window. Your answers are below as you gave them: look through them, then save again.
        </NotificationBanner>
      ) : null}
      <InsetText>
        This is about facts: a wrong figure, date, name or event. You may also say where a sentence misleads. Each
        paragraph that you write is one point, and the authors answer every point in writing: changed, or not changed
        and why.
      </InsetText>
      <Form
        action={factsPath(review.id)}
        csrfToken={ctx.page.csrfToken}
        autosave={stale ? undefined : autosavePath(factsPath(review.id))}
      >
        <HiddenField name="revision" value={round.revision} />
        {parts.map(({ part, title, body }) => {
          const field = fieldOf(part);
          const stored = round.answers.get(part);
          const judgement = content.judgements.find((it) => it.part === part);
          const answer = typed ? typed[`answer-${field}`] : stored?.answer;
          const correction = (typed ? typed[`correction-${field}`] : stored?.correction) ?? '';
          return (
            <section class="cairn-card">
              <h2 class="govuk-heading-m">
                {title} {judgement ? <GradeNow judgement={judgement} /> : null}
              </h2>
              {body.trim() === '' ? (
                <p class="govuk-body">Nothing has been written here.</p>
              ) : (
                <MarkdownProse text={body} />
              )}
              <Radios
                name={`answer-${field}`}
                label={`Are the facts of “${title}” right?`}
                inline
                value={answer}
                options={[
                  { value: 'accurate', label: 'Accurate' },
                  { value: 'not_accurate', label: 'Not accurate' },
                ]}
              />
              <Details
                summary={
                  <>
                    Write what is right<span class="govuk-visually-hidden"> for “{title}”</span>
                  </>
                }
                open={correction !== '' || answer === 'not_accurate'}
              >
                <TextArea
                  name={`correction-${field}`}
                  label={`What is right instead, in “${title}”`}
                  hint="One point a paragraph."
                  rows={4}
                  value={correction}
                />
              </Details>
            </section>
          );
        })}
        <ButtonGroup>
          <Button name="done" value="yes">
            Return the review to its authors
          </Button>
          <Button variant="secondary">Save and come back later</Button>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export async function showFacts(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await show(ctx, await findDraft(ctx, idParam(request, 'reviewId')));
}

/** Reads the answers for the parts that the review has now. */
async function readAnswers(ctx: Ctx, request: PageRequest) {
  const review = await findDraft(ctx, idParam(request, 'reviewId'));
  const content = await loadContent(ctx, review);
  const one = z.array(z.string()).transform((values) => (values[0] ?? '').replaceAll('\r\n', '\n').trim());
  const shape = Object.fromEntries(
    partsOf(content).flatMap(({ part }) => [
      [`answer-${fieldOf(part)}`, one],
      [
        `correction-${fieldOf(part)}`,
        one.pipe(z.string().max(5000, `Shorten what you say of “${partTitle(content, part)}”`)),
      ],
    ]),
  );
  const form = readForm(z.object(shape), request.form);
  const control = readForm(returnForm, request.form);
  const given = partsOf(content).map(({ part }): GivenAnswer => {
    const answer = form.typed[`answer-${fieldOf(part)}`];
    return {
      part,
      answer: answer === 'accurate' || answer === 'not_accurate' ? answer : null,
      correction: (form.typed[`correction-${fieldOf(part)}`] ?? '').replaceAll('\r\n', '\n').trim(),
    };
  });
  return {
    review,
    form,
    given,
    revision: control.ok ? control.value.revision : 0,
    done: control.ok && control.value.done,
  };
}

export async function postFacts(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { review, form, given, revision, done } = await readAnswers(ctx, request);
  if (!form.ok) return await show(ctx, review, { errors: form.errors, typed: form.typed });
  try {
    await answerFacts(ctx, review.id, given, revision);
  } catch (error) {
    if (isStale(error)) return await show(ctx, review, { typed: form.typed, stale: true });
    throw error;
  }
  if (!done)
    return redirectTo(reviewPath(review.id), 'Your answers have been saved. The authors have not got them yet.');
  try {
    await takeStep(ctx, review.id, 'facts_returned');
    return redirectTo(reviewPath(review.id), 'The review has been returned to its authors with your answers.');
  } catch (error) {
    // The answers themselves are saved by now, so the page shows them from there.
    if (error instanceof Invalid) return await show(ctx, review, { errors: error.errors });
    throw error;
  }
}

export async function autosaveFacts(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { review, form, given, revision } = await readAnswers(ctx, request);
  return await autosaveReply(
    form,
    () => answerFacts(ctx, review.id, given, revision),
    'These answers were saved elsewhere in the meantime. Yours are still here: press Save to go through them.',
  );
}
