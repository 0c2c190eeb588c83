import type { Ctx } from '#core/context.ts';
import { errorFor, errorsOf, type FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Form } from '#ui/form.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { answerQuestion } from '../actions/ask-and-answer.ts';
import { answerForm } from '../forms.ts';
import { openPaper, papersOf, pickPaper } from '../paper-queries.ts';
import { analysisPaths as paths } from '../paths.ts';
import { findAnalysis } from '../queries.ts';
import { findQuestion } from '../question-queries.ts';
import { analysisPage, captionOf } from './analysis-frame.tsx';
import { QuestionCard } from './questions.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed };

async function answerPage(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const analysis = await findAnalysis(ctx, idParam(request, 'analysisId'));
  const question = await findQuestion(ctx, analysis.id, idParam(request, 'questionId'));
  const { facts } = openPaper(pickPaper(await papersOf(ctx, analysis.id), String(question.paperNumber)));
  const errors = shown.errors ?? [];
  const warned = errors.some((each) => each.field === 'warned');
  return analysisPage(
    ctx,
    analysis,
    { title: 'Answer a question', errors },
    <>
      <PageHeading
        caption={captionOf(analysis)}
        title="Answer a question"
        lead="Everybody who may read the paper reads question and answer."
      />
      <QuestionCard question={question} facts={facts} answerHref={null} headingLevel={2} />
      {warned
        ? errors.filter((each) => each.field === 'answer').map((each) => <WarningText>{each.message}.</WarningText>)
        : null}
      <Form action={paths.question(analysis.id, question.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <TextArea
          name="answer"
          label={question.answers.length === 0 ? 'Your answer' : 'A further answer'}
          hint="It stands as you send it; what you leave out can be added. Do not name pupils."
          rows={6}
          value={shown.typed?.['answer'] ?? ''}
          error={errorFor(errors, 'answer')}
        />
        {warned ? (
          <Checkboxes
            name="warned"
            label="The warning"
            options={[{ value: 'yes', label: 'I have read it, and the answer may stay as it is' }]}
            error={errorFor(errors, 'warned')}
          />
        ) : null}
        <Button>Send the answer</Button>
      </Form>
      <p class="govuk-body">
        <Link href={paths.onePaper(analysis.id, question.paperNumber)}>Read the paper that was asked about</Link>
      </p>
    </>,
  );
}

export const showAnswer = (ctx: Ctx, request: PageRequest): Promise<Reply> => answerPage(ctx, request);

export async function sendAnswer(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  const questionId = idParam(request, 'questionId');
  const form = readForm(answerForm, request.form);
  if (!form.ok) return await answerPage(ctx, request, { errors: form.errors, typed: form.typed });
  try {
    await answerQuestion(ctx, id, questionId, form.value);
    return redirectTo(`${paths.paper(id)}#question-${questionId}`, 'Your answer has been sent.');
  } catch (error) {
    return await answerPage(ctx, request, { errors: errorsOf(error), typed: form.typed });
  }
}
