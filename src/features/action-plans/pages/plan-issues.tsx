import { reviewPath } from '#features/annual-reviews/paths.ts';
import { reviewReportPaths } from '#features/review-reports/paths.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import type { IssueRow } from '../content.ts';
import { actionPlanPaths } from '../paths.ts';
import type { ProgressSource } from '../progress-sources.ts';
import type { PlanView } from '../queries.ts';
import { Change, ObjectiveSection, type PlanRights } from './plan-parts.tsx';

/** Where a key issue came from, with a link for those who may open it. */
const Source = ({ issue, rights }: { issue: IssueRow; rights: PlanRights }) => {
  const report = issue.review_report_id;
  const [words, href] = report
    ? [
        `From: ${issue.source_words ?? 'a report of a review'}`,
        rights.readReport ? reviewReportPaths.issued(report) : null,
      ]
    : issue.annual_review_id
      ? ['From the annual review', rights.readReview ? reviewPath(issue.annual_review_id) : null]
      : ['Added by hand', null];
  return href === null ? (
    <span>{words}</span>
  ) : (
    <a class="govuk-link" href={href}>
      {words}
    </a>
  );
};

/** Key issues, each with its objectives, their criteria and actions. */
export const IssueSections = ({
  view,
  rights,
  today,
  sources = new Map(),
}: {
  view: PlanView;
  rights: PlanRights;
  today: Temporal.PlainDate;
  /** Where the newest entries of progress were recorded, as far as the reader may open it. */
  sources?: ReadonlyMap<string, ProgressSource>;
}) => {
  const { content, plan } = view;
  if (content.issues.length === 0) {
    return (
      <EmptyState
        title="No key issue yet"
        action={
          rights.edit ? (
            <ButtonLink href={actionPlanPaths.addPart(plan.id, 'issues')}>Add a key issue</ButtonLink>
          ) : undefined
        }
      >
        The key issues of the annual review flow into the plan when the review is issued. Others can be added by hand.
      </EmptyState>
    );
  }
  return (
    <>
      {content.issues.map((issue, index) => {
        const objectives = content.objectives.filter((row) => row.issue_id === issue.id);
        return (
          <section>
            <h2 class="govuk-heading-m">
              Key issue {index + 1}: {issue.text}
            </h2>
            <p class="govuk-hint">
              {issue.area_title ? `${issue.area_title}. ` : ''}
              <Source issue={issue} rights={rights} />
              {rights.edit ? (
                <> · {<Change href={actionPlanPaths.part(plan.id, 'issues', issue.id)} what={issue.text} />}</>
              ) : null}
            </p>
            {objectives.map((objective, at) => (
              <ObjectiveSection
                view={view}
                objective={objective}
                number={`${index + 1}.${at + 1}`}
                rights={rights}
                today={today}
                sources={sources}
              />
            ))}
            {rights.edit ? (
              <p class="govuk-body">
                <a class="govuk-link" href={actionPlanPaths.addPart(plan.id, 'objectives', issue.id)}>
                  Add an objective<span class="govuk-visually-hidden"> to key issue {index + 1}</span>
                </a>
              </p>
            ) : objectives.length === 0 ? (
              <p class="govuk-body">No objective yet.</p>
            ) : null}
          </section>
        );
      })}
      {rights.edit ? (
        <p class="govuk-body">
          <a class="govuk-link" href={actionPlanPaths.addPart(plan.id, 'issues')}>
            Add a key issue
          </a>
        </p>
      ) : null}
    </>
  );
};
