import type { Ctx } from '#core/context.ts';
import { evidenceTagNames, evidenceTags } from '#core/evidence/tags.ts';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import type { Place } from '../place-queries.ts';
import { noteKinds, pointsWords } from '../rules.ts';

export type Values = Readonly<Record<string, string | undefined>>;
type ErrorOf = (name: string) => string | undefined;

const options = (of: Readonly<Record<string, string>>) =>
  Object.entries(of).map(([value, label]) => ({ value, label }));
const listed = (text: string | undefined) => (text ?? '').split('\n').filter(Boolean);

/** The words: the one field that takes thought. */
export const WordsField = ({ values, error }: { values: Values; error: ErrorOf }) => (
  <TextArea
    name="words"
    label="What did you see?"
    hint="What pupils did, said or could show; no names of pupils."
    rows={7}
    value={values['words']}
    error={error('words')}
    required
  />
);

export const PointsField = ({ values, error }: { values: Values; error: ErrorOf }) => (
  <Radios
    name="points"
    label="What does it point to?"
    inline
    options={options(pointsWords)}
    value={values['points'] ?? 'mixed'}
    error={error('points')}
  />
);

export const AreasAndTags = ({
  areas,
  values,
}: {
  areas: readonly { id: string; title: string }[];
  values: Values;
}) => (
  <>
    {areas.length > 0 ? (
      <Checkboxes
        name="areaIds"
        label="Areas that it speaks to"
        values={listed(values['areaIds'])}
        options={areas.map((area) => ({ value: area.id, label: area.title }))}
        required={false}
      />
    ) : null}
    <Checkboxes
      name="tags"
      label="Words to find it by"
      values={listed(values['tags'])}
      options={evidenceTagNames.map((tag) => ({ value: tag, label: evidenceTags[tag] }))}
      required={false}
    />
  </>
);

type MoreProps = {
  ctx: Ctx;
  place: Place;
  areas: readonly { id: string; title: string }[];
  values: Values;
  error: ErrorOf;
  open: boolean;
  /** An activity of a review says itself who was observed. */
  observing: boolean;
};

const Observed = ({ place, values, error }: Pick<MoreProps, 'place' | 'values' | 'error'>) => (
  <>
    <Select
      name="observedId"
      label="A teacher whom you saw at work"
      hint="Only where the note is about this one teacher. They read it at once; beside you nobody else does."
      placeholder="Nobody in particular"
      value={values['observedId']}
      error={error('observedId')}
      options={place.teachers.map((teacher) => ({ value: teacher.id, label: teacher.name }))}
      required={false}
    />
    <NumberField
      name="observedMinutes"
      label="For how many minutes?"
      hint="They count against the limits that hold for this teacher. Left empty: 15."
      value={values['observedMinutes']}
      error={error('observedMinutes')}
      required={false}
    />
  </>
);

/** Everything that can be left alone. */
export const MoreFields = ({ ctx, place, areas, values, error, open, observing }: MoreProps) => (
  <Details summary="Day, department, teacher, areas" open={open}>
    <Radios name="kind" label="What kind of visit?" options={options(noteKinds)} value={values['kind']} inline />
    <DateField
      name="happenedOn"
      label="Day"
      value={values['happenedOn']}
      max={ctx.today.toString()}
      error={error('happenedOn')}
    />
    {place.departments.length > 0 ? (
      <Select
        name="departmentId"
        label="Department"
        placeholder="The whole school"
        value={values['departmentId']}
        error={error('departmentId')}
        options={place.departments.map((one) => ({
          value: one.id,
          label: one.visitsThisWeek > 0 ? `${one.name} (${one.visitsThisWeek} this week)` : one.name,
        }))}
        required={false}
      />
    ) : null}
    {observing && place.teachers.length > 0 ? <Observed place={place} values={values} error={error} /> : null}
    <AreasAndTags areas={areas} values={values} />
  </Details>
);
