import type { LimitCode } from '#core/workload/check-rules.ts';
import { londonDate, shortDate } from '#platform/clock.ts';
import { Table } from '#ui/table.tsx';
import { workloadPaths } from '../paths.ts';
import type { Excess } from '../queries.ts';
import { limitWords } from '../words.ts';

export const limitName = (code: string): string => limitWords[code as LimitCode] ?? code;

/** Limits that were passed on purpose, with the reason and who decided; with the school where the table goes over several. */
export const Excesses = (props: { excesses: readonly Excess[]; schools?: boolean; caption: string }) => (
  <Table
    caption={props.caption}
    columns={[
      ...(props.schools ? [{ header: 'School' }] : []),
      { header: 'Limit' },
      { header: 'What was found' },
      { header: 'Why it was passed' },
      { header: 'Decided' },
    ]}
    rows={props.excesses.map((excess) => [
      ...(props.schools
        ? [
            <a class="govuk-link" href={workloadPaths.school(excess.school_id)}>
              {excess.school}
            </a>,
          ]
        : []),
      limitName(excess.limit_code),
      excess.finding,
      excess.why,
      `${shortDate(londonDate(excess.decided_at))}, ${excess.by ?? 'unknown'}`,
    ])}
    empty="No limit has been passed."
    stack
  />
);
