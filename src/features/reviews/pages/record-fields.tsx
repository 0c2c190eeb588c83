import { evidenceTags } from '#core/evidence/tags.ts';
import { errorFor, type FieldError } from '#platform/errors.ts';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { areaWords } from '../area-words.ts';
import type { Question } from '../instrument-queries.ts';
import { seenWords } from '../instrument-rules.ts';
import { fewestPupils } from '../rules.ts';
import type { ActivityKind } from '../tables.ts';

type Values = (name: string) => string | undefined;
type Props = { values: Values; errors: readonly FieldError[] };

const seenOptions = Object.entries(seenWords).map(([value, label]) => ({ value, label }));

/** One question of a form: a statement with how clearly it was seen and what was seen, or a question with room for words. */
export const QuestionField = ({ question, values, errors }: Props & { question: Question }) => {
  const answer = `answer-${question.id}`;
  const seen = `seen-${question.id}`;
  const required = question.required ? true : undefined;
  if (question.answer === 'text')
    return (
      <TextArea
        name={answer}
        label={question.prompt}
        rows={3}
        value={values(answer)}
        error={errorFor(errors, answer)}
        required={required}
      />
    );
  return (
    <>
      <Radios
        name={seen}
        label={question.prompt}
        inline
        value={values(seen)}
        options={seenOptions}
        error={errorFor(errors, answer)}
        required={required}
      />
      <TextArea
        name={answer}
        label={<span class="govuk-visually-hidden">What was seen: {question.prompt}</span>}
        hint="What was seen"
        rows={2}
        value={values(answer)}
      />
    </>
  );
};

/** How many pupils or pieces of work, and how they spread: asked of work scrutiny, and of pupil voice its size. */
export const SampleFields = ({ kind, values, errors }: Props & { kind: ActivityKind }) => {
  const field = (name: string) => ({ name, value: values(name), error: errorFor(errors, name) });
  if (kind === 'pupil_voice')
    return (
      <NumberField
        {...field('sampleSize')}
        label="How many pupils took part"
        hint={`${fewestPupils} or more, so that nobody can be told apart.`}
        width={4}
        required
      />
    );
  if (kind !== 'work_scrutiny') return null;
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">The sample</legend>
      <NumberField {...field('sampleSize')} label="Pupils whose work was looked at" width={4} required />
      <NumberField {...field('sampleDisadvantaged')} label="Of them disadvantaged" width={4} required />
      <NumberField {...field('sampleSend')} label="Of them with SEND" width={4} required />
      <NumberField {...field('sampleLow')} label="Low prior attainment" width={4} required={false} />
      <NumberField {...field('sampleMiddle')} label="Middle prior attainment" width={4} required={false} />
      <NumberField {...field('sampleHigh')} label="High prior attainment" width={4} required={false} />
    </fieldset>
  );
};

/** What the activity shows of each area, and the words by which it is found again. */
export const ReachFields = ({
  areas,
  tags,
  values,
  errors,
}: Props & { areas: readonly { id: string; title: string }[]; tags: readonly string[] }) => (
  <>
    {areas.map((area) => (
      <Radios
        name={`area-${area.id}`}
        label={`What does it show of ${areaWords(area.title)}?`}
        value={values(`area-${area.id}`) ?? ''}
        error={errorFor(errors, `area-${area.id}`)}
        options={[
          { value: 'strength', label: 'A strength' },
          { value: 'development', label: 'Something to develop' },
          { value: 'mixed', label: 'Both' },
          { value: '', label: 'Nothing that can be said from this' },
        ]}
      />
    ))}
    <Checkboxes
      name="tags"
      label="Tags"
      hint="So that it is found again. Leave them out where none fits."
      values={tags}
      options={Object.entries(evidenceTags).map(([value, label]) => ({ value, label }))}
    />
  </>
);
