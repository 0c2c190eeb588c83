import type { Ctx } from '#core/context.ts';
import { basisNames } from '#features/data-snapshots/index.ts';
import { type Basis, formatFigure, type Measure } from '#features/measures/index.ts';
import { errorFor, type FieldError } from '#platform/errors.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { Link } from '#ui/link.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Draft } from '../assemble.ts';
import { titleOfFigure } from '../documents/paper-document.ts';
import { type FigureKey, keyText } from '../figure-key.ts';
import { analysisPaths as paths } from '../paths.ts';
import { mostProposals, type Proposal } from '../proposal-rules.ts';
import type { Analysis, Point } from '../queries.ts';
import type { Warning } from '../ready.ts';
import { keyOfPoint, titleOfPoint } from '../titles.ts';

const texts = (point: Point) => [point.says, point.why, point.next_step].filter((each) => each.trim() !== '').length;

const Written = ({ point }: { point: Point }) => {
  const written = texts(point);
  if (written === 0) return <Tag colour="grey">Nothing written</Tag>;
  if (written < 3) return <Tag colour="amber">{written} of 3 texts</Tag>;
  return point.next_who.trim() && point.next_by ? (
    <Tag colour="green">Written</Tag>
  ) : (
    <Tag colour="amber">Who and by when?</Tag>
  );
};

/** The measures of the draft in the order of the paper. */
export const MeasureTable = (props: {
  ctx: Ctx;
  analysis: Analysis;
  points: Draft['points'];
  warnings: readonly Warning[];
}) => {
  const { ctx, analysis, points, warnings } = props;
  return (
    <section id="measures">
      <h2 class="govuk-heading-m">Measure by measure</h2>
      {points.length === 0 ? (
        <EmptyState title="No measure has been chosen yet" headingLevel={3}>
          Choose below those that governors should hear about: three to six are enough.
        </EmptyState>
      ) : (
        <Table
          caption="Measures of the analysis"
          captionHidden
          columns={[
            { header: 'Measure' },
            { header: 'School', align: 'number' },
            { header: 'Texts' },
            { header: 'Order', headerHidden: true },
          ]}
          rows={points.map(({ point, loaded }, index) => {
            const title = loaded ? titleOfFigure(loaded.fact) : titleOfPoint(point);
            return [
              <Link href={paths.point(analysis.id, point.id)}>{title}</Link>,
              loaded ? loaded.fact.value : 'Not in this version',
              <>
                <Written point={point} />{' '}
                {warnings.some((each) => each.part === point.id) ? <Tag colour="red">Look at the warning</Tag> : null}
              </>,
              index === 0 ? (
                ''
              ) : (
                <Form action={paths.movePoint(analysis.id, point.id)} csrfToken={ctx.page.csrfToken}>
                  <Button variant="secondary" hiddenText={`: ${title}`}>
                    Move up
                  </Button>
                </Form>
              ),
            ];
          })}
          stack
        />
      )}
    </section>
  );
};

type Other = { key: FigureKey; measure: Measure; value: string };
type OfSubject = { measure: Measure; basis: string; subject_id: number; name: string };

const named = (measure: Measure, basis: string): string => {
  const madeOf = basisNames[basis as Basis | ''] ?? '';
  return madeOf ? `${measure.title} (${madeOf.toLowerCase()})` : measure.title;
};

/** What stands out, each with why, and every other measure of the snapshot. */
export const ChooseMeasures = (props: {
  ctx: Ctx;
  analysis: Analysis;
  proposals: readonly Proposal[];
  others: readonly Other[];
  subjects: readonly OfSubject[];
  there: readonly Point[];
  shown: { errors: readonly FieldError[]; chosen: readonly string[]; other: string };
}) => {
  const { ctx, analysis, shown } = props;
  const known = new Set(props.there.map((point) => keyText(keyOfPoint(point))));
  const proposals = props.proposals.filter((each) => !known.has(keyText(each.key))).slice(0, mostProposals);
  const options = [
    ...props.others.map((each) => ({
      value: keyText(each.key),
      label: `${named(each.measure, each.key.basis)}: ${each.value}`,
    })),
    ...props.subjects.map((each) => ({
      value: keyText({ measure: each.measure.code, basis: each.basis as Basis | '', subjectId: each.subject_id }),
      label: `${each.name}: ${named(each.measure, each.basis)}`,
    })),
  ].filter((each) => !known.has(each.value));
  if (options.length === 0) return null;
  return (
    <section id="choose">
      <h2 class="govuk-heading-m">Choose measures</h2>
      <Form action={paths.points(analysis.id)} csrfToken={ctx.page.csrfToken} label="Choose measures">
        {proposals.length === 0 ? (
          <p class="govuk-body">
            {known.size === 0 ? 'Nothing stands out by itself in this snapshot.' : 'Nothing else stands out.'}
          </p>
        ) : (
          <Checkboxes
            name="keys"
            label="These stand out"
            hint="A difference that could be chance is not among the reasons."
            options={proposals.map((each) => ({
              value: keyText(each.key),
              label: `${named(each.measure, each.key.basis)}: ${formatFigure(each.measure, each.figure)}`,
              hint: each.reasons.join('. '),
            }))}
            values={[...shown.chosen]}
            error={errorFor(shown.errors, 'keys')}
          />
        )}
        <Select
          name="other"
          label={proposals.length === 0 ? 'Measure' : 'Another measure'}
          required={proposals.length === 0}
          options={options}
          value={shown.other}
          placeholder="Choose a measure"
          error={proposals.length === 0 ? errorFor(shown.errors, 'keys') : undefined}
        />
        <Button variant="secondary">Add to the analysis</Button>
      </Form>
    </section>
  );
};
