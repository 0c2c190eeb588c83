import { evidenceKinds } from '#core/evidence/kinds.ts';
import { sourceNames } from '#core/evidence/sources.ts';
import { evidenceTags } from '#core/evidence/tags.ts';
import type { FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { Grid } from '#ui/grid.tsx';
import { Select } from '#ui/select.tsx';
import { evidencePaths } from '../paths.ts';
import { pointsNames } from '../reach-rules.ts';

type Named = readonly { id: string; label: string }[];
type Props = {
  schoolId: string;
  typed: Typed;
  errors: readonly FieldError[];
  filtered: boolean;
  people: readonly { id: string; name: string }[];
  areas: Named;
  lines: Named;
};

const listed = (first: string, names: Readonly<Record<string, string>>) => [
  { value: '', label: first },
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
];
const byId = (first: string, options: Named) => [
  { value: '', label: first },
  ...options.map(({ id, label }) => ({ value: id, label })),
];

/** Everything by which the list can be narrowed. */
export const ListFilter = ({ schoolId, typed, errors, filtered, people, areas, lines }: Props) => {
  const field = (name: string) => ({
    name,
    value: typed[name],
    error: errors.find((one) => one.field === name)?.message,
  });
  const more = ['line', 'source', 'recordedFrom', 'recordedUntil', 'mine', 'withdrawn'].some((name) => typed[name]);
  return (
    <FilterForm
      action={evidencePaths.list(schoolId)}
      label="Narrow the evidence"
      clearHref={filtered ? evidencePaths.list(schoolId) : undefined}
    >
      <Select {...field('kind')} label="Kind" options={listed('Every kind', evidenceKinds)} />
      <Select
        {...field('by')}
        label="Recorded by"
        options={byId(
          'Anybody',
          people.map(({ id, name }) => ({ id, label: name })),
        )}
      />
      <Select {...field('area')} label="Area" options={byId('Every area', areas)} />
      <Select {...field('points')} label="It shows" options={listed('Anything', pointsNames)} />
      <Select {...field('tag')} label="Found by" options={listed('Every word', evidenceTags)} />
      <DateField {...field('from')} label="Happened from" />
      <DateField {...field('until')} label="Happened until" />
      <Details summary="More ways to narrow" open={more}>
        <Grid of="tiles">
          {lines.length === 0 ? null : (
            <Select {...field('line')} label="Line of a plan or of enquiry" options={byId('Every line', lines)} />
          )}
          <Select
            {...field('source')}
            label="Comes from"
            options={listed('Anywhere', { by_hand: 'Recorded by itself', ...sourceNames })}
          />
          <DateField {...field('recordedFrom')} label="Recorded from" />
          <DateField {...field('recordedUntil')} label="Recorded until" />
          <Checkboxes
            name="mine"
            label="Seen by me"
            labelHidden
            options={[{ value: 'yes', label: 'Only what I saw' }]}
            values={[typed['mine'] ?? '']}
          />
          <Checkboxes
            name="withdrawn"
            label="Withdrawn"
            labelHidden
            options={[{ value: 'yes', label: 'Show withdrawn too' }]}
            values={[typed['withdrawn'] ?? '']}
          />
        </Grid>
      </Details>
    </FilterForm>
  );
};
