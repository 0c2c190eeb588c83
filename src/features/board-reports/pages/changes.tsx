import type { Ctx } from '#core/context.ts';
import { longMoment } from '#platform/clock.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import type { Change } from '../change-rules.ts';
import { boardReportPaths } from '../paths.ts';
import type { BoardReport } from '../queries.ts';

/** Beyond these, a list of changes is folded. */
const shown = 8;

export const inNumber = (number: number): string => (number === 1 ? '1 fact' : `${number} facts`);

const ChangeTable = ({ changes, caption }: { changes: readonly Change[]; caption: string }) => (
  <Table
    caption={caption}
    captionHidden
    columns={[{ header: 'About' }, { header: 'When assembled' }, { header: 'Now' }]}
    rows={changes.map(({ about, before, now }) => [about, before ?? 'Not there', now ?? 'No longer there'])}
  />
);

/** What is recorded now beside what the report says, and what the last assembling brought. */
export const Changes = ({ ctx, report, changes }: { ctx: Ctx; report: BoardReport; changes: readonly Change[] }) => (
  <section>
    <h2 class="govuk-heading-m">The facts</h2>
    {changes.length === 0 ? (
      <p class="govuk-body">The report says what is recorded now. Nothing has changed since it was assembled.</p>
    ) : (
      <>
        <p class="govuk-body">
          Since the report was assembled on {longMoment(report.assembled_at)},{' '}
          {changes.length === 1 ? '1 fact has' : `${changes.length} facts have`} changed. Your own words stay when you
          assemble it anew.
        </p>
        {changes.length <= shown ? (
          <ChangeTable changes={changes} caption="What has changed since the report was assembled" />
        ) : (
          <Details summary={`Show the ${inNumber(changes.length)} that have changed`}>
            <ChangeTable changes={changes} caption="What has changed since the report was assembled" />
          </Details>
        )}
        <Form action={boardReportPaths.assemble(report.id)} csrfToken={ctx.page.csrfToken}>
          <Button variant="secondary">Assemble it anew</Button>
        </Form>
      </>
    )}
    {report.changes.length > 0 ? (
      <Details summary={`What changed when it was last assembled: ${inNumber(report.changes.length)}`}>
        <ChangeTable changes={report.changes} caption="What changed when the report was last assembled" />
      </Details>
    ) : null}
  </section>
);
