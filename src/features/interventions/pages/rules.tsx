import type { Ctx } from '#core/context.ts';
import { allFrameworks } from '#core/frameworks/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, longDate, shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { startDraft } from '../actions/change-rules.ts';
import { interventionPaths } from '../paths.ts';
import { mayChangeRules } from '../policy.ts';
import { type RuleSet, ruleSets, rulesOf } from '../rule-queries.ts';
import { RuleList, VersionTag } from './rule-list.tsx';

/** A draft is seen by whoever may change it; others read what counts or has counted. */
export const visibleSets = (ctx: Ctx, sets: readonly RuleSet[]): RuleSet[] =>
  sets.filter((set) => set.adopted_at !== null || mayChangeRules(ctx.actor).allowed);

const Change = ({ ctx, draft }: { ctx: Ctx; draft: RuleSet | undefined }) => {
  if (!mayChangeRules(ctx.actor).allowed) return null;
  if (draft) return <ButtonLink href={interventionPaths.ruleSet(draft.id)}>Go on with the draft</ButtonLink>;
  return (
    <Form action={interventionPaths.startDraft} csrfToken={ctx.page.csrfToken}>
      <Button variant="secondary">Change the rules in a new version</Button>
    </Form>
  );
};

/** What a grade sets off now, with the model's sentences, and the versions before it. */
export async function showRules(ctx: Ctx, _request: PageRequest): Promise<Reply> {
  const sets = visibleSets(ctx, await ruleSets(ctx));
  const current = sets.find((set) => set.adopted_at !== null);
  const draft = sets.find((set) => set.adopted_at === null);
  return appPage(
    ctx,
    { title: 'What a grade sets off', crumbs: [{ href: interventionPaths.list, label: 'Interventions' }] },
    <>
      <PageHeading
        title="What a grade sets off"
        lead="The Trust’s judgements are held against these rules when an Annual Review is issued. A plan that the Trust puts in place outweighs one that is agreed. Grades of one framework never fire the rules of another."
      />
      {current?.adopted_at ? (
        <>
          <h2 class="govuk-heading-m">Version {current.version}, in force</h2>
          <p class="govuk-body">
            Adopted on {longDate(londonDate(current.adopted_at))} by {current.adopted_by}: {current.adopted_why}
          </p>
          <RuleList rules={await rulesOf(ctx, current.id)} frameworks={await allFrameworks(ctx)} />
        </>
      ) : (
        <EmptyState title="The trust has no rules yet">
          The two sentences of the model become its rules when the first Annual Review is issued. The Executive
          Principal can also start a version of the trust’s own.
        </EmptyState>
      )}
      <Change ctx={ctx} draft={draft} />
      {sets.length === 0 ? null : (
        <Table
          caption="Versions"
          stack
          columns={[{ header: 'Version' }, { header: 'State' }, { header: 'Adopted' }, { header: 'Why' }]}
          rows={sets.map((set) => [
            <a class="govuk-link" href={interventionPaths.ruleSet(set.id)}>
              Version {set.version}
            </a>,
            <VersionTag adopted={set.adopted_at !== null} current={set.id === current?.id} />,
            set.adopted_at ? `${shortDate(londonDate(set.adopted_at))} by ${set.adopted_by}` : 'Not adopted',
            set.adopted_why ?? '',
          ])}
        />
      )}
    </>,
  );
}

export async function sendStartDraft(ctx: Ctx, _request: PageRequest): Promise<Reply> {
  const id = await startDraft(ctx);
  return redirectTo(interventionPaths.ruleSet(id), 'A new version has been started, as a copy of the one in force.');
}
