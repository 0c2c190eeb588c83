import { academicYearName } from '#core/academic-year/rules.ts';
import type { OpenLine } from '#features/data-reviews/index.ts';
import type { ShownIntervention, ShownLeadership } from '#features/interventions/index.ts';
import { longDate } from '#platform/clock.ts';
import { InsetText } from '#ui/inset-text.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';

/** What asks for something now: each open intervention with why and how the Trust responds, and what the Trust leads itself. */
export const WhatTheTrustDoes = ({
  interventions,
  leaderships,
}: {
  interventions: readonly ShownIntervention[];
  leaderships: readonly ShownLeadership[];
}) =>
  interventions.length === 0 && leaderships.length === 0 ? null : (
    <InsetText>
      {interventions.map((one) => (
        <p class="govuk-body">
          <strong>{one.responseInWords}.</strong> Annual Review {academicYearName(one.academicYear)}: {one.causeInWords}
          .{' '}
          <a class="govuk-link" href={one.href}>
            Read about the intervention
          </a>
        </p>
      ))}
      {leaderships.map((led) => (
        <p class="govuk-body">
          <strong>The Trust leads directly:</strong> {led.aspect}. {led.leader}, from {longDate(led.startsOn)} to{' '}
          {longDate(led.endsOn)}. {led.state === 'overdue' ? <Tag colour="red">{led.stateInWords}</Tag> : null}{' '}
          <a class="govuk-link" href={led.href}>
            Read when it ends
          </a>
        </p>
      ))}
    </InsetText>
  );

/** The lines of enquiry of the data review that have not been answered. */
export const LinesOfEnquiry = ({ lines }: { lines: readonly OpenLine[] }) =>
  lines.length === 0 ? null : (
    <Table
      caption="Open lines of enquiry"
      columns={[{ header: 'Question' }, { header: 'Who follows it up' }, { header: 'By when' }]}
      rows={lines.map((line) => [
        <a class="govuk-link" href={line.href}>
          {line.question}
        </a>,
        line.owner,
        line.overdue ? <strong>{longDate(line.byWhen)}, overdue</strong> : longDate(line.byWhen),
      ])}
      stack
    />
  );
