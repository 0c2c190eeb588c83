import type { Child } from 'hono/jsx';
import { classes } from './classes.ts';
import { safeHref } from './safe-href.ts';

export interface Column {
  header: Child;
  align?: 'text' | 'number' | undefined;
  /** Read out but not shown: the column of "Change" links. */
  headerHidden?: boolean | undefined;
  /** Makes the header a link that sorts by this column. */
  sort?: { href: string; current?: 'ascending' | 'descending' | undefined } | undefined;
}

export interface TableProps {
  caption: string;
  captionHidden?: boolean | undefined;
  columns: readonly Column[];
  rows: readonly (readonly Child[])[];
  /** Totals, set apart below. */
  foot?: readonly (readonly Child[])[] | undefined;
  /** The first cell names its row. True unless said otherwise. */
  rowHeaders?: boolean | undefined;
  stickyFirst?: boolean | undefined;
  /** Each row a small card on a phone, for tables that are really lists. */
  stack?: boolean | undefined;
  dense?: boolean | undefined;
  /** Shown instead of rows. */
  empty?: Child | undefined;
}

// Laid out as blocks, a table is no longer a table to a screen reader unless it says so.
const role = (stack: boolean | undefined, name: string) => (stack ? name : undefined);

const arrows = { ascending: '↑', descending: '↓' };

const Header = ({ column, stack }: { column: Column; stack: boolean | undefined }) => (
  <th
    scope="col"
    role={role(stack, 'columnheader')}
    class={classes('govuk-table__header', column.align === 'number' && 'govuk-table__header--numeric')}
    aria-sort={column.sort?.current}
  >
    {column.sort ? (
      <a class="cairn-table__sort" href={safeHref(column.sort.href)}>
        {column.header}
        {column.sort.current ? <span aria-hidden="true"> {arrows[column.sort.current]}</span> : null}
      </a>
    ) : (
      <span class={column.headerHidden ? 'govuk-visually-hidden' : undefined}>{column.header}</span>
    )}
  </th>
);

const plain = (header: Child): string | undefined => (typeof header === 'string' ? header : undefined);

const Row = ({ cells, table }: { cells: readonly Child[]; table: TableProps }) => (
  <tr class="govuk-table__row" role={role(table.stack, 'row')}>
    {cells.map((cell, index) => {
      const column = table.columns[index];
      const numeric = column?.align === 'number';
      if (index === 0 && table.rowHeaders !== false)
        return (
          <th
            scope="row"
            role={role(table.stack, 'rowheader')}
            class={classes('govuk-table__header cairn-table__row-header', numeric && 'govuk-table__header--numeric')}
          >
            {cell}
          </th>
        );
      return (
        <td
          role={role(table.stack, 'cell')}
          class={classes('govuk-table__cell', numeric && 'govuk-table__cell--numeric')}
          data-label={table.stack && !column?.headerHidden ? plain(column?.header) : undefined}
        >
          {table.stack ? <div class="cairn-table__value">{cell}</div> : cell}
        </td>
      );
    })}
  </tr>
);

const Body = ({ table }: { table: TableProps }) => (
  <tbody class="govuk-table__body" role={role(table.stack, 'rowgroup')}>
    {table.rows.length === 0 ? (
      <tr class="govuk-table__row" role={role(table.stack, 'row')}>
        <td
          class="govuk-table__cell cairn-table__empty"
          colspan={table.columns.length}
          role={role(table.stack, 'cell')}
        >
          {table.empty ?? 'Nothing to show.'}
        </td>
      </tr>
    ) : (
      table.rows.map((cells) => <Row cells={cells} table={table} />)
    )}
  </tbody>
);

/** A table that scrolls inside itself when it is wider than the page, and can be reached and scrolled with the keyboard. */
export const Table = (props: TableProps) => (
  <section class="cairn-table-region" aria-label={props.caption} tabindex={0}>
    <table
      role={role(props.stack, 'table')}
      class={classes(
        'govuk-table cairn-table',
        props.stickyFirst && 'cairn-table--sticky',
        props.stack && 'cairn-table--stack',
        props.dense && 'cairn-table--dense',
      )}
    >
      <caption class={classes('govuk-table__caption', props.captionHidden && 'govuk-visually-hidden')}>
        {props.caption}
      </caption>
      <thead class="govuk-table__head" role={role(props.stack, 'rowgroup')}>
        <tr class="govuk-table__row" role={role(props.stack, 'row')}>
          {props.columns.map((column) => (
            <Header column={column} stack={props.stack} />
          ))}
        </tr>
      </thead>
      <Body table={props} />
      {props.foot?.length ? (
        <tfoot class="cairn-table__foot" role={role(props.stack, 'rowgroup')}>
          {props.foot.map((cells) => (
            <Row cells={cells} table={props} />
          ))}
        </tfoot>
      ) : null}
    </table>
  </section>
);
