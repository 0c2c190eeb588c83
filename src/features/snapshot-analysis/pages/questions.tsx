import type { Ctx } from '#core/context.ts';
import { longMoment } from '#platform/clock.ts';
import { errorFor, type FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Link } from '#ui/link.tsx';
import { Select } from '#ui/select.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { titleOfFigure } from '../documents/paper-document.ts';
import type { PaperFacts } from '../facts.ts';
import { analysisPaths as paths } from '../paths.ts';
import { mayAnswer, mayAskQuestion } from '../policy.ts';
import type { Analysis } from '../queries.ts';
import type { Question } from '../question-queries.ts';

/** What a question is about, in words. */
export function aboutWords(question: Pick<Question, 'about'>, facts: PaperFacts): string {
  if (question.about === null) return 'On the paper as a whole';
  const point = facts.points.find((each) => each.figure.key === question.about);
  return point ? `On ${titleOfFigure(point.figure)}` : 'On a measure of an earlier paper';
}

/** A question with its answers, who and when. */
export const QuestionCard = (props: {
  question: Question;
  facts: PaperFacts;
  answerHref: string | null;
  headingLevel?: 2 | 3;
}) => {
  const { question, facts, answerHref, headingLevel = 3 } = props;
  const Heading = `h${headingLevel}` as 'h2' | 'h3';
  const Below = `h${headingLevel + 1}` as 'h3' | 'h4';
  return (
    <article class="cairn-card" id={`question-${question.id}`}>
      <Heading class="govuk-heading-s">
        {aboutWords(question, facts)}{' '}
        {question.answers.length === 0 ? <Tag colour="amber">Not answered yet</Tag> : null}
      </Heading>
      <p class="govuk-body">{question.question}</p>
      <p class="govuk-hint">
        Asked by {question.asker}, {longMoment(question.askedAt)}, on paper {question.paperNumber}
      </p>
      {question.answers.map((each, index) => (
        <>
          <Below class="govuk-heading-s">{index === 0 ? 'Answer' : 'Further answer'}</Below>
          <p class="govuk-body">{each.answer}</p>
          <p class="govuk-hint">
            {each.answerer}, {longMoment(each.answeredAt)}
          </p>
        </>
      ))}
      {answerHref ? (
        <p class="govuk-body">
          <Link href={answerHref}>{question.answers.length === 0 ? 'Answer this question' : 'Add to the answer'}</Link>
        </p>
      ) : null}
    </article>
  );
};

export type AskShown = { errors?: readonly FieldError[]; typed?: Typed; about?: string };

/** Everything that has been asked, and a place for another question. */
export const Questions = (props: {
  ctx: Ctx;
  analysis: Analysis;
  facts: PaperFacts;
  questions: readonly Question[];
  shown: AskShown;
}) => {
  const { ctx, analysis, facts, questions, shown } = props;
  const asks = mayAskQuestion(ctx.actor, analysis.school_id).allowed;
  const answers = mayAnswer(ctx.actor, analysis.school_id).allowed;
  const errors = shown.errors ?? [];
  return (
    <section id="questions">
      <h2 class="govuk-heading-m">Questions and answers</h2>
      {questions.length === 0 ? <p class="govuk-body">Nobody has asked anything yet.</p> : null}
      {questions.map((question) => (
        <QuestionCard
          question={question}
          facts={facts}
          answerHref={answers ? paths.question(analysis.id, question.id) : null}
        />
      ))}
      {asks ? (
        <Form action={paths.questions(analysis.id)} csrfToken={ctx.page.csrfToken} label="Ask a question" warnUnsaved>
          <h3 class="govuk-heading-s">Ask a question</h3>
          <Select
            name="about"
            label="About"
            required={true}
            options={facts.points.map((point) => ({ value: point.figure.key, label: titleOfFigure(point.figure) }))}
            value={shown.typed?.['about'] ?? shown.about ?? ''}
            placeholder="The paper as a whole"
            error={errorFor(errors, 'about')}
          />
          <TextArea
            name="question"
            label="Your question"
            hint="The head teacher is told, and answers here. Question and answer stay with the paper. Do not name pupils."
            rows={3}
            value={shown.typed?.['question'] ?? ''}
            error={errorFor(errors, 'question')}
          />
          <Button>Ask</Button>
        </Form>
      ) : null}
    </section>
  );
};
