import { longDate, longMoment } from '#platform/clock.ts';
import { Link } from '#ui/link.tsx';
import { Table } from '#ui/table.tsx';
import { lineMeetingPaths } from '../paths.ts';
import type { MinutesRequest, readersOf } from '../reader-queries.ts';
import { requestState, requestWords } from '../reader-rules.ts';

type Props = {
  readers: Awaited<ReturnType<typeof readersOf>>;
  requests: readonly MinutesRequest[];
  today: Temporal.PlainDate;
};

/** Who has opened these minutes, and which trustees have asked to: both who met may know. */
export const Readers = ({ readers, requests, today }: Props) => (
  <section>
    <h2 class="govuk-heading-m">Who has read these minutes</h2>
    <Table
      caption="Readers"
      captionHidden
      columns={[
        { header: 'Who' },
        { header: 'First read' },
        { header: 'Last read' },
        { header: 'Times', align: 'number' },
        { header: 'Document taken' },
      ]}
      rows={readers.map((reader) => [
        reader.name,
        longMoment(reader.first_at),
        longMoment(reader.last_at),
        reader.times,
        reader.took_document ? 'Yes' : 'No',
      ])}
      empty="Nobody has opened them since they were circulated."
      stack
      dense
    />
    {requests.length > 0 ? (
      <Table
        caption="Trustees who have asked to read them"
        columns={[{ header: 'Who' }, { header: 'Asked on' }, { header: 'Where it stands' }]}
        rows={requests.map((request) => [
          request.asker,
          <Link href={lineMeetingPaths.request(request.id)}>{longMoment(request.asked_at)}</Link>,
          `${requestWords[requestState(request, today)]}${request.until_on ? `, until ${longDate(request.until_on)}` : ''}`,
        ])}
        stack
        dense
      />
    ) : null}
  </section>
);
