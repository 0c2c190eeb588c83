import type { Ctx } from '#core/context.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import type { Instrument, Question } from '../instrument-queries.ts';
import { qaReviewPaths } from '../paths.ts';

type Areas = readonly { id: string; title: string }[];

/** What a question is: its words, its area, how it is answered, whether it always is. */
export const QuestionFields = ({
  areas,
  values,
  stored,
  suffix,
}: {
  areas: Areas;
  values: ReturnType<typeof shownIn>;
  stored: Question | undefined;
  suffix: string;
}) => (
  <>
    <TextArea
      name="prompt"
      id={`prompt-${suffix}`}
      label="Question or statement"
      rows={2}
      value={values.value('prompt') ?? stored?.prompt}
      error={values.error('prompt')}
      required
    />
    <Select
      name="areaId"
      id={`areaId-${suffix}`}
      label="Area of the framework that it speaks to"
      placeholder="None in particular"
      value={values.value('areaId') ?? stored?.area_id ?? ''}
      error={values.error('areaId')}
      options={areas.map((area) => ({ value: area.id, label: area.title }))}
    />
    <Radios
      name="answer"
      id={`answer-${suffix}`}
      label="How it is answered"
      value={values.value('answer') ?? stored?.answer ?? 'text'}
      error={values.error('answer')}
      options={[
        { value: 'text', label: 'In words' },
        { value: 'seen', label: 'How clearly it was seen: clearly, partly, not seen, does not apply' },
      ]}
    />
    <Checkboxes
      name="required"
      id={`required-${suffix}`}
      label="When it is answered"
      values={(values.open ? values.value('required') : stored?.required) ? ['yes'] : []}
      options={[{ value: 'yes', label: 'It must always be answered' }]}
    />
  </>
);

/** A question of a draft, with what can be done to it. */
export const QuestionCard = ({
  ctx,
  form,
  question,
  first,
  last,
  areas,
  refused,
}: {
  ctx: Ctx;
  form: Instrument;
  question: Question;
  first: boolean;
  last: boolean;
  areas: Areas;
  refused: Refused | undefined;
}) => {
  const values = shownIn(`question-${question.id}`, refused);
  const path = (what: 'change' | 'move' | 'remove') => qaReviewPaths.formQuestion(form.id, question.id, what);
  const Move = ({ move, label }: { move: 'up' | 'down'; label: string }) => (
    <Form action={path('move')} csrfToken={ctx.page.csrfToken}>
      <HiddenField name="move" value={move} />
      <Button variant="secondary" hiddenText={question.prompt}>
        {label}
      </Button>
    </Form>
  );
  return (
    <Card title={question.prompt}>
      <p class="govuk-body">
        {question.area_title ?? 'No area in particular'}.{' '}
        {question.answer === 'seen' ? 'How clearly it was seen' : 'Answered in words'}
        {question.required ? ', always' : ''}.
      </p>
      <Details summary="Change it" open={values.open}>
        <Form action={path('change')} csrfToken={ctx.page.csrfToken}>
          <QuestionFields areas={areas} values={values} stored={question} suffix={question.id} />
          <Button variant="secondary" hiddenText={question.prompt}>
            Save the question
          </Button>
        </Form>
      </Details>
      <ButtonGroup>
        {first ? null : <Move move="up" label="Move up" />}
        {last ? null : <Move move="down" label="Move down" />}
        <Form action={path('remove')} csrfToken={ctx.page.csrfToken}>
          <Button variant="secondary" hiddenText={question.prompt}>
            Take out
          </Button>
        </Form>
      </ButtonGroup>
    </Card>
  );
};
