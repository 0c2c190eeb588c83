import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { actionPlanPaths } from '#features/action-plans/paths.ts';
import { issuedPath } from '#features/annual-reviews/paths.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import { qaCalendarPaths } from '#features/qa-calendar/paths.ts';
import { reviewReportPaths } from '#features/review-reports/paths.ts';
import { londonDate, shortDate } from '#platform/clock.ts';
import { Table } from '#ui/table.tsx';
import type { AreaEvidence, SchoolQuality } from '../figures.ts';
import {
  ageInDays,
  biasWords,
  daysWaited,
  daysWords,
  entryKinds,
  entryState,
  entryStates,
  heldOf,
  partWords,
  shareOf,
} from '../quality-rules.ts';
import type { FindingRow } from '../queries.ts';
import { definitions } from './definitions.tsx';

type Props = { quality: SchoolQuality };
type Today = { today: Temporal.PlainDate };

const Heading = ({ id, children, means }: { id: string; children: string; means: string }) => (
  <>
    <h2 class="govuk-heading-m" id={id}>
      {children}
    </h2>
    <p class="govuk-body">{means}</p>
  </>
);

export const Calendar = ({
  quality,
  today,
  mayList,
  unpublishedToo,
  year,
}: Props & Today & { mayList: boolean; unpublishedToo: boolean; year: number }) => {
  const { coverage, entries } = quality;
  const listed = mayList ? entries.filter((entry) => entry.published || unpublishedToo) : [];
  return (
    <section>
      <Heading id="calendar" means={definitions.calendar}>
        What was planned and held
      </Heading>
      {coverage.planned === 0 ? (
        <p class="govuk-body">There is no calendar for this year, so nothing can be told.</p>
      ) : (
        <p class="govuk-body">
          {coverage.planned} planned: {partWords(heldOf(coverage), 'none')} of those due held, {coverage.stopped}{' '}
          stopped, {coverage.to_come} still to come.
        </p>
      )}
      {listed.length > 0 ? (
        <>
          <Table
            caption="Entries of the calendar"
            captionHidden
            stack
            columns={[{ header: 'What' }, { header: 'Kind' }, { header: 'When' }, { header: 'State' }]}
            rows={listed.map((entry) => [
              entry.title,
              entryKinds[entry.kind],
              entry.starts_on.equals(entry.ends_on)
                ? shortDate(entry.starts_on)
                : `${shortDate(entry.starts_on)} to ${shortDate(entry.ends_on)}`,
              entry.stopped_why && entryState(entry, today) === 'stopped'
                ? `Stopped: ${entry.stopped_why}`
                : entryStates[entryState(entry, today)],
            ])}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={qaCalendarPaths.schoolYear(quality.school.id, year)}>
              Open the calendar of the school
            </a>
          </p>
        </>
      ) : null}
    </section>
  );
};

const ageWords = (area: AreaEvidence, today: Temporal.PlainDate): string => {
  const days = ageInDays(area.newest_on, today);
  return days === null ? 'None' : daysWords(days);
};

export const Evidence = ({ quality, today, mayOpen }: Props & Today & { mayOpen: boolean }) => {
  const frameworks = Map.groupBy(quality.areas, (area) => area.framework);
  return (
    <section>
      <Heading id="evidence" means={`${definitions.areas} ${definitions.age}`}>
        Evidence behind each judgement
      </Heading>
      {quality.areas.length === 0 ? <p class="govuk-body">The trust has not adopted a framework yet.</p> : null}
      {[...frameworks].map(([framework, areas]) => (
        <Table
          caption={framework}
          stickyFirst
          columns={[
            { header: 'Area' },
            { header: 'Pieces this year', align: 'number' },
            { header: 'Kinds' },
            { header: 'People who saw it', align: 'number' },
            { header: 'Age of the newest', align: 'number' },
          ]}
          rows={areas.map((area) => [
            mayOpen && area.pieces > 0 ? (
              <a class="govuk-link" href={`${evidencePaths.list(quality.school.id)}?area=${area.id}`}>
                {area.title}
              </a>
            ) : (
              area.title
            ),
            String(area.pieces),
            area.kinds.map(evidenceKindLabel).join(', ') || 'None',
            String(area.observers),
            ageWords(area, today),
          ])}
        />
      ))}
    </section>
  );
};

const sourceHref = (finding: FindingRow, mayReport: boolean): string | null => {
  if (finding.source === 'annual_review') return issuedPath(finding.source_id);
  return mayReport ? reviewReportPaths.issued(finding.source_id) : null;
};

export const Findings = ({
  quality,
  today,
  mayPlan,
  mayReport,
}: Props & Today & { mayPlan: boolean; mayReport: boolean }) => {
  const { waiting, findings } = quality;
  const open = waiting.findings - waiting.answered;
  return (
    <section>
      <Heading id="findings" means={definitions.findings}>
        From finding to action
      </Heading>
      {findings.length === 0 ? (
        <p class="govuk-body">No review of this year has been issued, so nothing waits.</p>
      ) : (
        <>
          <p class="govuk-body">
            {waiting.answered} of {waiting.findings} have an action.{' '}
            {waiting.median === null
              ? 'Too few to tell how long they take.'
              : `The middle one waited ${daysWords(waiting.median)}, the longest ${daysWords(waiting.longest ?? 0)}.`}{' '}
            {waiting.oldestOpen === null
              ? ''
              : `${open} ${open === 1 ? 'waits' : 'wait'} still, the oldest for ${daysWords(waiting.oldestOpen)}.`}
          </p>
          <Table
            caption="Findings"
            captionHidden
            stack
            columns={[
              { header: 'Finding' },
              { header: 'From' },
              { header: 'Issued' },
              { header: 'First action after' },
            ]}
            rows={findings.map((finding) => {
              const href = sourceHref(finding, mayReport);
              const days = daysWords(daysWaited(finding, today));
              return [
                finding.words,
                href ? (
                  <a class="govuk-link" href={href}>
                    {finding.title}
                  </a>
                ) : (
                  finding.title
                ),
                shortDate(londonDate(finding.found_at)),
                finding.answered_at === null ? (
                  `Not yet, after ${days}`
                ) : finding.plan_id && mayPlan ? (
                  <a class="govuk-link" href={actionPlanPaths.plan(finding.plan_id)}>
                    {days}
                  </a>
                ) : (
                  days
                ),
              ];
            })}
          />
        </>
      )}
    </section>
  );
};

export const Criteria = ({ quality, mayList }: Props & { mayList: boolean }) => (
  <section>
    <Heading id="impact" means={definitions.impact}>
      Evidence of impact
    </Heading>
    <p class="govuk-body">
      {quality.impact.of === 0
        ? 'No plan of this year has been put to work.'
        : `${partWords(quality.impact)} criteria have evidence of impact. ${partWords(quality.actions, 'None')} of the actions that are done serve such a criterion.`}
    </p>
    {mayList && quality.criteria.length > 0 ? (
      <Table
        caption="Criteria"
        captionHidden
        stack
        columns={[{ header: 'Criterion' }, { header: 'Progress recorded' }, { header: 'Evidence of impact' }]}
        rows={quality.criteria.map((row) => [
          <a class="govuk-link" href={actionPlanPaths.plan(row.plan_id)}>
            {row.what}
          </a>,
          row.has_progress ? 'Yes' : 'Not yet',
          row.has_evidence ? 'Yes' : 'Not yet',
        ])}
      />
    ) : null}
  </section>
);

export const Grades = ({ quality, mayList }: Props & { mayList: boolean }) => (
  <section>
    <Heading id="grades" means={definitions.grade}>
      The school’s own grade against the Trust’s
    </Heading>
    <p class="govuk-body">{biasWords(quality.bias)}.</p>
    {mayList && quality.pairs.length > 0 ? (
      <Table
        caption="Grades"
        captionHidden
        stack
        columns={[{ header: 'Area' }, { header: 'From' }, { header: 'The school’s own' }, { header: 'The Trust’s' }]}
        rows={quality.pairs.map((pair) => [pair.area, pair.of, pair.own, pair.trust])}
      />
    ) : null}
  </section>
);

export const Replies = ({ quality }: Props) => (
  <section>
    <Heading id="replies" means={definitions.replies}>
      Replies of those who were observed
    </Heading>
    <p class="govuk-body">
      {shareOf(quality.replies) === null
        ? 'Too few to tell. Who was observed is never listed here.'
        : `${partWords(quality.replies)} have replied. Who they are is never listed here.`}
    </p>
  </section>
);
