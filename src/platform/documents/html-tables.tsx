import type { Fact } from './document-tree.ts';
import { inlines } from './html-inlines.tsx';
import type { PreparedJudgements, PreparedTable } from './prepared-tree.ts';

/** Label and value pairs. */
export function HtmlFacts({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl class="document__facts">
      {facts.map((fact) => (
        <div>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Width as a class in steps of five hundredths: the Content Security Policy allows no style attribute. */
const widthClass = (share: number) => `document__col--${Math.max(1, Math.round(share * 20)) * 5}`;
const numeric = (align: 'text' | 'number') => (align === 'number' ? { class: 'document__number' } : {});

/** A table that scrolls sideways on a narrow screen; it can be reached by keyboard for that. */
export function HtmlTable({ table }: { table: PreparedTable }) {
  return (
    <section class="document__table-frame" tabindex={0} aria-label={table.caption || 'Table'}>
      <table class={table.roomy ? 'document__table document__table--roomy' : 'document__table'}>
        {table.caption === '' ? null : <caption>{table.caption}</caption>}
        <colgroup>
          {table.columns.map((column) => (
            <col class={widthClass(column.width)} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th scope="col" {...numeric(column.align)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr>
              {row.map((cell, at) => {
                const side = numeric(table.columns[at]?.align ?? 'text');
                return table.headerColumn && at === 0 ? (
                  <th scope="row" {...side}>
                    {inlines(cell)}
                  </th>
                ) : (
                  <td {...side}>{inlines(cell)}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {table.note === '' ? null : <p class="document__note">{table.note}</p>}
    </section>
  );
}

/** A grade box: the words of each grade, with a colour in support. */
export function HtmlJudgements({ box }: { box: PreparedJudgements }) {
  return (
    <table class="document__judgements">
      <thead>
        <tr>
          <th scope="col">Judgement</th>
          <th scope="col">Grade</th>
          {box.hasPrevious ? <th scope="col">Previous grade</th> : null}
        </tr>
      </thead>
      <tbody>
        {box.lines.map((line) => (
          <tr>
            <th scope="row">{line.title}</th>
            <td>
              <strong class={`document__grade document__grade--${line.tone}`}>{line.grade}</strong>
            </td>
            {box.hasPrevious ? <td class="document__previous">{line.previous}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
