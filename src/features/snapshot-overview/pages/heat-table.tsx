import { academicYearName } from '#core/academic-year/rules.ts';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import {
  type Basis,
  type Figure,
  formatFigure,
  formatValue,
  type Measure,
  nullWords,
} from '#features/measures/index.ts';
import type { NationalFigure } from '#features/performance-data/index.ts';
import { shortDate } from '#platform/clock.ts';
import { classes } from '#ui/classes.ts';
import { safeHref } from '#ui/safe-href.ts';
import type { Beside, Mark } from '../rules.ts';
import type { HeatCell, HeatRow } from './heat-rows.ts';

const signs: Record<Mark, string> = { better: '✓', worse: '!', chance: '', unknown: '' };
const signWords: Record<Mark, string> = { better: 'better', worse: 'worse', chance: 'could be chance', unknown: '' };

const against: Record<Beside, string> = {
  trust: 'the trust',
  last: 'its last snapshot',
  target: 'its own target',
  national: 'England',
};

/** What the signs say. */
export const HeatKey = (props: { beside: Beside }) => (
  <ul class="cairn-heat-key">
    <li>
      <span class="cairn-heat-key__swatch cairn-heat-key__swatch--better">{signs.better}</span>better than{' '}
      {against[props.beside]}
    </li>
    <li>
      <span class="cairn-heat-key__swatch cairn-heat-key__swatch--worse">{signs.worse}</span>worse
    </li>
    <li>No sign: could be chance, or it cannot be told. The small number is the pupils.</li>
  </ul>
);

const shortNull = { suppressed: 'Held back', 'no-pupils': 'No pupils', 'not-assessed': 'Not assessed' } as const;
const nothing = (figure: Figure): string => {
  const kind = figure.nullKind ?? 'not-available';
  return kind in shortNull ? shortNull[kind as keyof typeof shortNull] : nullWords[kind];
};

const Cell = (props: { cell: HeatCell; measure: Measure; href: string; other: boolean }) => {
  const { cell, measure } = props;
  const { figure, mark } = cell;
  const hide = props.other ? 'cairn-heat__other' : undefined;
  if (!figure)
    return (
      <td class={hide}>
        <span class="cairn-heat__none">—</span>
        <span class="govuk-visually-hidden">not in its snapshot</span>
      </td>
    );
  if (figure.value === null)
    return (
      <td class={hide}>
        <a class="cairn-heat__none" href={props.href}>
          {nothing(figure)}
        </a>
      </td>
    );
  const shade = mark === 'better' ? 'cairn-heat__better' : mark === 'worse' ? 'cairn-heat__worse' : undefined;
  return (
    <td class={classes(shade, hide)}>
      <span class="cairn-heat__sign" aria-hidden="true">
        {signs[mark]}
      </span>
      <a href={props.href}>{formatFigure(measure, figure)}</a>
      {signWords[mark] ? <span class="govuk-visually-hidden">, {signWords[mark]},</span> : null}{' '}
      <span class="cairn-heat__pupils">
        {figure.pupils.toLocaleString('en-GB')}
        <span class="govuk-visually-hidden"> pupils</span>
      </span>
    </td>
  );
};

export type HeatTableProps = {
  today: Temporal.PlainDate;
  columns: readonly { measure: Measure; basis: Basis | '' }[];
  rows: readonly HeatRow[];
  trust: readonly (Figure | null)[];
  seesAll: boolean;
  national: readonly (NationalFigure | null)[];
  /** The measure that a phone shows. */
  picked: string;
  sorted: { at: number; order: 'up' | 'down' } | null;
  sortHref: (at: number) => string;
  nameHref: string;
};

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** “Not shared yet: due 27 Nov 2026, 3 days late”. */
export function notSharedWords(dueOn: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const late = today.since(dueOn).days;
  return `Not shared yet: due ${shortDate(dueOn)}${late > 0 ? `, ${days(late)} late` : ''}`;
}

const Row = (props: { row: HeatRow; table: HeatTableProps }) => {
  const { row, table } = props;
  return (
    <tr>
      <th scope="row" class="cairn-heat__school" title={row.school}>
        <a href={snapshotPaths.snapshot(row.snapshotId ?? row.openId)}>{row.school}</a>
      </th>
      {row.snapshotId === null ? (
        <td class="cairn-heat__missing" colspan={table.columns.length}>
          {notSharedWords(row.dueOn, table.today)}
        </td>
      ) : (
        row.cells.map((cell, at) => {
          const column = table.columns[at];
          return column ? (
            <Cell
              cell={cell}
              measure={column.measure}
              href={snapshotPaths.measure(row.snapshotId ?? '', column.measure.code, column.basis)}
              other={column.measure.code !== table.picked}
            />
          ) : null;
        })
      )}
    </tr>
  );
};

const otherClass = (table: HeatTableProps, at: number) =>
  table.columns[at]?.measure.code === table.picked ? undefined : 'cairn-heat__other';

const Foot = (props: HeatTableProps) => {
  const { columns, trust, national } = props;
  return (
    <tfoot>
      <tr>
        <th scope="row" class="cairn-heat__school">
          The trust{props.seesAll ? '' : ', all schools'}
        </th>
        {columns.map(({ measure }, at) => {
          const figure = trust[at];
          return (
            <td class={otherClass(props, at)}>
              {figure ? (
                <>
                  {formatFigure(measure, figure)}{' '}
                  <span class="cairn-heat__pupils">
                    {figure.pupils.toLocaleString('en-GB')}
                    <span class="govuk-visually-hidden"> pupils</span>
                  </span>
                </>
              ) : (
                '—'
              )}
            </td>
          );
        })}
      </tr>
      {national.some((each) => each !== null) ? (
        <tr>
          <th scope="row" class="cairn-heat__school">
            England
          </th>
          {columns.map(({ measure }, at) => {
            const figure = national[at];
            return (
              <td class={otherClass(props, at)}>
                {figure ? (
                  <>
                    {formatValue(measure, figure.value)}{' '}
                    <span class="cairn-heat__pupils">{academicYearName(figure.academicYear)}</span>
                  </>
                ) : (
                  '—'
                )}
              </td>
            );
          })}
        </tr>
      ) : null}
    </tfoot>
  );
};

const arrows = { up: '↑', down: '↓' };
const ariaSort = { up: 'ascending', down: 'descending' } as const;

/** Schools down, measures across. */
export const HeatTable = (props: HeatTableProps) => (
  <section class="cairn-table-region" aria-label="Schools by measures" tabindex={0}>
    <table class="cairn-heat">
      <caption class="govuk-visually-hidden">Schools by measures</caption>
      <thead>
        <tr>
          <th scope="col" class="cairn-heat__school" aria-sort={props.sorted ? undefined : 'ascending'}>
            <a href={safeHref(props.nameHref)}>School</a>
          </th>
          {props.columns.map(({ measure }, at) => {
            const order = props.sorted?.at === at ? props.sorted.order : null;
            return (
              <th scope="col" class={otherClass(props, at)} aria-sort={order ? ariaSort[order] : undefined}>
                <a href={safeHref(props.sortHref(at))} title={measure.title}>
                  {measure.shortTitle}
                </a>
                {order ? <span aria-hidden="true"> {arrows[order]}</span> : null}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Row row={row} table={props} />
        ))}
      </tbody>
      <Foot {...props} />
    </table>
  </section>
);
