import { z } from 'zod';
import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
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
import type { FactCheck } from '../checks/queries.ts';
import { partsOf } from '../content/parts.ts';
import { loadContent, type ReportContent } from '../content/queries.ts';
import { returnForm } from '../forms.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayCheckFacts, mayReturnFacts } from '../policy.ts';
import { findDraft, type Report } from '../queries.ts';
import { autosaveReply, reportPage } from './frame.tsx';

/** A part's name as the name of its fields: no colon, which would confuse a style sheet or a link. */
const fieldOf = (part: string): string => part.replace(':', '-');

type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: boolean };
type PartProps = {
  content: ReportContent;
  round: FactCheck;
  part: { part: string; title: string; body: string };
  typed: Typed | undefined;
};

const PartToCheck = ({ content, round, part: { part, title, body }, typed }: PartProps) => {
  const field = fieldOf(part);
  const stored = round.answers.get(part);
  const theme = content.themes.find((it) => it.part === part);
  const answer = typed ? typed[`answer-${field}`] : stored?.answer;
  const correction = (typed ? typed[`correction-${field}`] : stored?.correction) ?? '';
  return (
    <section class="cairn-card">
      <h2 class="govuk-heading-m">
        {title} {theme ? <FrameworkGrade grade={theme.grade} /> : null}
      </h2>
      <MarkdownProse text={body} />
      <Radios
        name={`answer-${field}`}
        label={`Are the facts of “${title}” right?`}
        hint={stored ? `Answered by ${stored.by}` : undefined}
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
};

async function show(ctx: Ctx, report: Report, { errors = [], typed, stale = false }: Shown = {}): Promise<Reply> {
  if (!mayCheckFacts(ctx.actor, report).allowed) throw new NotFound('The report is not with you to check.');
  const content = await loadContent(ctx, report);
  const round = content.checks.at(-1);
  if (!round) throw new NotFound();
  const returns = mayReturnFacts(ctx.actor, report).allowed;
  const path = reviewReportPaths.facts(report.id);
  return reportPage(
    ctx,
    report,
    { title: 'Check the facts', errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        title="Check the facts"
        caption={report.schoolName}
        lead={`Say of each part whether its facts are right, by ${longDate(round.dueOn)}. What you write is saved as you go; ${returns ? 'nothing is sent until you return it' : 'the head teacher returns it for the school'}.`}
      />
      {stale ? (
        <NotificationBanner kind="error" title="Not saved: answers were saved elsewhere in the meantime">
          By a colleague, or in another window. Your answers are below as you gave them: look through them, then save
          again.
        </NotificationBanner>
      ) : null}
      <InsetText>
        This is about facts: a wrong figure, date, name or event. Each paragraph that you write is one point, and the
        authors answer every point in writing: changed, or not changed and why.
      </InsetText>
      <Form
        action={path}
        csrfToken={ctx.page.csrfToken}
        autosave={stale ? undefined : reviewReportPaths.autosave(path)}
      >
        <HiddenField name="revision" value={round.revision} />
        {partsOf(content).map((part) => (
          <PartToCheck content={content} round={round} part={part} typed={typed} />
        ))}
        {returns ? (
          <>
            <TextArea
              name="reply"
              label="What the school says to the report"
              labelSize="m"
              hint="In your own words, if you wish. It is printed with the report and reaches governors; names of staff are replaced there too."
              rows={5}
              countWords
              value={typed ? (typed['reply'] ?? '') : round.reply}
            />
            <ButtonGroup>
              <Button name="done" value="yes">
                Return the report to its authors
              </Button>
              <Button variant="secondary">Save and come back later</Button>
            </ButtonGroup>
          </>
        ) : (
          <Button>Save for the head teacher</Button>
        )}
      </Form>
    </>,
  );
}

export async function showFacts(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await show(ctx, await findDraft(ctx, idParam(request, 'reviewReportId')));
}

/** Reads the answers for the parts that the report has now. */
async function readAnswers(ctx: Ctx, request: PageRequest) {
  const report = await findDraft(ctx, idParam(request, 'reviewReportId'));
  const parts = partsOf(await loadContent(ctx, report));
  const text = (max: number, message: string) =>
    z
      .array(z.string())
      .transform((values) => (values[0] ?? '').replaceAll('\r\n', '\n').trim())
      .pipe(z.string().max(max, message));
  const shape = Object.fromEntries(
    parts.map(({ part, title }) => [`correction-${fieldOf(part)}`, text(5000, `Shorten what you say of “${title}”`)]),
  );
  const form = readForm(
    z.object({ ...shape, reply: text(4000, 'Shorten what the school says to the report') }),
    request.form,
  );
  const control = readForm(returnForm, request.form);
  const typedText = (name: string) => (form.typed[name] ?? '').replaceAll('\r\n', '\n').trim();
  const answers = parts.map(({ part }): GivenAnswer => {
    const answer = form.typed[`answer-${fieldOf(part)}`];
    return {
      part,
      answer: answer === 'accurate' || answer === 'not_accurate' ? answer : null,
      correction: typedText(`correction-${fieldOf(part)}`),
    };
  });
  return {
    report,
    form,
    given: { answers, reply: typedText('reply'), revision: control.ok ? control.value.revision : 0 },
    done: control.ok && control.value.done,
  };
}

export async function postFacts(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { report, form, given, done } = await readAnswers(ctx, request);
  if (!form.ok) return await show(ctx, report, { errors: form.errors, typed: form.typed });
  try {
    await answerFacts(ctx, report.id, given);
  } catch (error) {
    if (isStale(error)) return await show(ctx, report, { typed: form.typed, stale: true });
    throw error;
  }
  if (!done)
    return redirectTo(
      reviewReportPaths.report(report.id),
      'Your answers have been saved. The authors have not got them yet.',
    );
  try {
    await takeStep(ctx, report.id, 'facts_returned');
    return redirectTo(
      reviewReportPaths.report(report.id),
      'The report has been returned to its authors with your answers.',
    );
  } catch (error) {
    // The answers themselves are saved by now, so the page shows them from there.
    if (error instanceof Invalid) return await show(ctx, report, { errors: error.errors });
    throw error;
  }
}

export async function autosaveFacts(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { report, form, given } = await readAnswers(ctx, request);
  return await autosaveReply(form, () => answerFacts(ctx, report.id, given));
}
