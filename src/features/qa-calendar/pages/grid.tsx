import { termNames } from '#core/academic-year/rules.ts';
import { capital } from '#platform/capital.ts';
import { shortDate } from '#platform/clock.ts';
import { classes } from '#ui/classes.ts';
import type { Clash } from '../clash-rules.ts';
import { whenInWords } from '../entry-words.ts';
import type { CalendarColumn, CellState, GridRow } from '../grid-rules.ts';
import { qaCalendarPaths } from '../paths.ts';
import type { Entry } from '../queries.ts';
import { shortTitle } from '../words.ts';

const cardClasses = {
  data_review: 'qa-card--data',
  annual_review: 'qa-card--annual',
  department_review: 'qa-card--department',
  topic_review: 'qa-card--topic',
} as const;

const cellClasses = {
  school: '',
  edge: 'qa-grid__edge',
  exam: 'qa-grid__exam',
  short: 'qa-grid__short',
  closed: 'qa-grid__closed',
} as const satisfies Record<CellState['kind'], string>;

const clashesOf = (entry: Entry, clashes: readonly Clash[]) =>
  clashes.filter((clash) => clash.entryIds.includes(entry.id));

/** One entry in its week. Whoever plans drags it, or moves it with the keyboard from “Move”, which without the script is the way to the form. */
export const EntryCard = ({ entry, clashes, moves }: { entry: Entry; clashes: readonly Clash[]; moves: boolean }) => {
  const own = clashesOf(entry, clashes);
  return (
    <div
      class={classes(
        'qa-card',
        cardClasses[entry.kind],
        own.length > 0 && 'qa-card--clash',
        !entry.published && 'qa-card--draft',
      )}
      draggable={moves}
      data-entry={moves ? entry.id : undefined}
      data-title={moves ? `${entry.title}, ${entry.school}` : undefined}
      data-revision={moves ? entry.revision : undefined}
      data-move-action={moves ? qaCalendarPaths.move(entry.id) : undefined}
      data-needs-reason={moves && entry.published ? qaCalendarPaths.moveTo(entry.id, 'MONDAY') : undefined}
    >
      <a class="govuk-link qa-card__title" href={qaCalendarPaths.entry(entry.id)} draggable={false}>
        {shortTitle(entry)}
        <span class="govuk-visually-hidden">
          {`, ${entry.title}, ${entry.school}, ${whenInWords(entry)}${entry.lead ? `, led by ${entry.lead}` : ''}${entry.published ? '' : ', not published yet'}`}
        </span>
      </a>
      {own.length > 0 ? (
        <span class="qa-card__flag" title={own.map((clash) => clash.words).join(' ')}>
          <span aria-hidden="true">!</span>
          <span class="govuk-visually-hidden">{own.map((clash) => clash.words).join(' ')}</span>
        </span>
      ) : null}
      {moves ? (
        // After a move the page comes back here, so that the next step is one key away.
        <a
          class="qa-card__move"
          id={`entry-${entry.id}`}
          href={`${qaCalendarPaths.entry(entry.id)}#move`}
          data-move
          draggable={false}
        >
          Move<span class="govuk-visually-hidden">{` ${entry.title}, ${entry.school}`}</span>
        </a>
      ) : null}
    </div>
  );
};

const Head = ({ columns }: { columns: readonly CalendarColumn[] }) => {
  const groups: { label: string; span: number }[] = [];
  for (const column of columns) {
    const label = column.kind === 'week' && column.term ? capital(termNames[column.term]) : '';
    const last = groups.at(-1);
    if (last && (last.label === label || label === '')) last.span += 1;
    else groups.push({ label, span: 1 });
  }
  return (
    <thead>
      <tr>
        <th scope="col" rowspan={2} class="qa-grid__school">
          School
        </th>
        {groups.map((group) => (
          <th scope="colgroup" colspan={group.span} class="qa-grid__term">
            {group.label}
          </th>
        ))}
      </tr>
      <tr>
        {columns.map((column) =>
          column.kind === 'week' ? (
            <th scope="col" class={classes('qa-grid__week', column.current && 'qa-grid__week--now')}>
              <span class="qa-grid__number">{column.ofTerm === null ? '' : `Week ${column.ofTerm}`}</span>
              {shortDate(column.monday).replace(/ \d{4}$/, '')}
              {column.current ? <span class="govuk-visually-hidden">, this week</span> : null}
            </th>
          ) : (
            <th scope="col" class="qa-grid__holiday">
              <span class="govuk-visually-hidden">{`Holidays, ${column.weeks} ${column.weeks === 1 ? 'week' : 'weeks'} from ${shortDate(column.monday)}`}</span>
            </th>
          ),
        )}
      </tr>
    </thead>
  );
};

/** Schools by weeks. The column of schools stays in sight; the grid scrolls inside its own box. On a phone a list takes its place. */
export const CalendarGrid = ({
  caption,
  columns,
  rows,
  clashes,
  moves,
  year,
}: {
  caption: string;
  columns: readonly CalendarColumn[];
  rows: readonly GridRow<Entry>[];
  clashes: readonly Clash[];
  moves: boolean;
  year: number;
}) => (
  <section class="cairn-table-region qa-grid-region" aria-label={caption} tabindex={0}>
    <table class="qa-grid" data-qa-grid={moves ? '' : undefined}>
      <caption class="govuk-visually-hidden">{caption}</caption>
      <Head columns={columns} />
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row" class="qa-grid__school">
              <a class="govuk-link" href={qaCalendarPaths.schoolYear(row.school.id, year)}>
                {row.school.name}
              </a>
            </th>
            {row.cells.map((cell) =>
              cell.kind === 'holiday' ? (
                <td class="qa-grid__holiday" />
              ) : (
                <td
                  class={classes('qa-grid__cell', cellClasses[cell.state.kind])}
                  data-monday={moves ? cell.monday.toString() : undefined}
                  data-words={moves ? cell.inWords : undefined}
                >
                  {cell.state.label ? (
                    <span class="qa-grid__label" title={cell.state.words}>
                      {cell.state.label}
                      <span class="govuk-visually-hidden">: {cell.state.words}</span>
                    </span>
                  ) : null}
                  {cell.entries.map((entry) => (
                    <EntryCard entry={entry} clashes={clashes} moves={moves} />
                  ))}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
