import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { interventionPaths } from '../paths.ts';
import { pastAssessments, rulesOf } from '../rule-queries.ts';
import { type Cause, nothingFired, type Response, responseWords, tryRules } from '../rules.ts';
import { CauseList } from './cause.tsx';
import { readableSet, ruleCrumbs } from './rule-set.tsx';

const SetOff = ({ response, causes, none }: { response: Response | null; causes: readonly Cause[]; none: string }) =>
  response === null ? (
    <span>{none}</span>
  ) : (
    <>
      <div>{responseWords[response]}</div>
      <CauseList causes={causes} />
    </>
  );

/** One version of the rules tried on every review that was issued: what it would set off, beside what was set off then. Changes nothing. */
export async function showPastYears(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const set = await readableSet(ctx, request);
  const rules = await rulesOf(ctx, set.id);
  const trials = (await pastAssessments(ctx)).map((past) => ({ past, trial: tryRules(rules, past) }));
  return appPage(
    ctx,
    {
      title: 'Tried on past years',
      crumbs: [...ruleCrumbs, { href: interventionPaths.ruleSet(set.id), label: `Version ${set.version}` }],
      wide: true,
    },
    <>
      <PageHeading
        title="Tried on past years"
        caption={`What a grade sets off, version ${set.version}`}
        lead="What these rules would have set off for each review as it was last issued, beside what was set off then. Trying changes nothing. Withdrawn reviews are left out."
      />
      {trials.length === 0 ? (
        <EmptyState title="No Annual Review has been issued yet">There is nothing to try these rules on.</EmptyState>
      ) : (
        <Table
          caption="Trust judgements of past reviews against this version"
          captionHidden
          stack
          columns={[
            { header: 'School and year' },
            { header: 'Set off then' },
            { header: 'By version', align: 'number' },
            { header: 'Would set off' },
            { header: 'The same?' },
          ]}
          rows={trials.map(({ past, trial }) => [
            `${past.school} ${academicYearName(past.academic_year)}`,
            <SetOff response={trial.before} causes={past.fired} none="Nothing" />,
            past.version,
            <SetOff
              response={trial.now.response}
              causes={trial.now.causes}
              none={nothingFired(trial.now.frameworkKnown)}
            />,
            trial.differs ? <Tag colour="amber">Differs</Tag> : 'The same',
          ])}
        />
      )}
    </>,
  );
}
