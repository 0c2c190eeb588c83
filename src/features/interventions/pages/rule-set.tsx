import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { adoptedFrameworks, allFrameworks } from '#core/frameworks/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { londonDate, longDate } from '#platform/clock.ts';
import { type FieldError, Invalid, NotFound } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import type { Crumb } from '#ui/breadcrumbs.tsx';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { adoptRules, discardDraft } from '../actions/change-rules.ts';
import { adoptForm } from '../forms.ts';
import { interventionPaths } from '../paths.ts';
import { mayChangeRules } from '../policy.ts';
import { adoptedRuleSet, findRuleSet, pastAssessments, type RuleSet, rulesOf } from '../rule-queries.ts';
import { tryRules } from '../rules.ts';
import { RuleList, VersionTag } from './rule-list.tsx';

export const ruleCrumbs: Crumb[] = [
  { href: interventionPaths.list, label: 'Interventions' },
  { href: interventionPaths.rules, label: 'What a grade sets off' },
];

/** A version that the reader may see: drafts are for whoever may change them. */
export async function readableSet(ctx: Ctx, request: PageRequest): Promise<RuleSet> {
  const set = await findRuleSet(ctx, idParam(request, 'ruleSetId'));
  if (set.adopted_at === null && !mayChangeRules(ctx.actor).allowed) throw new NotFound();
  return set;
}

const differences = (count: number, of: number): string => {
  if (of === 0) return 'No Annual Review has been issued yet, so there is nothing to try these rules on.';
  const reviews = of === 1 ? 'the one past review' : `the ${of} past reviews`;
  if (count === 0) return `Tried on ${reviews}, these rules set off the same as what was set off then.`;
  return `Tried on ${reviews}, these rules set off something else for ${count === 1 ? 'one of them' : `${count} of them`}.`;
};

async function dryRun(ctx: Ctx, set: RuleSet) {
  const rules = await rulesOf(ctx, set.id);
  const past = await pastAssessments(ctx);
  const count = past.filter((row) => tryRules(rules, row).differs).length;
  return (
    <section>
      <h2 class="govuk-heading-m">What they would have set off</h2>
      <p class="govuk-body">{differences(count, past.length)}</p>
      {past.length === 0 ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={interventionPaths.tryOut(set.id)}>
            See each school and year
          </a>
        </p>
      )}
    </section>
  );
}

type Wrong = { typed: Typed; errors: readonly FieldError[] };

async function draftForms(ctx: Ctx, set: RuleSet, wrong: Wrong | null) {
  const frameworks = await adoptedFrameworks(ctx);
  return (
    <>
      <h3 class="govuk-heading-s">Add a rule</h3>
      <ul class="govuk-list">
        {frameworks.map((framework) => (
          <li>
            <a class="govuk-link" href={interventionPaths.addRule(set.id, framework.family)}>
              Add a rule for {framework.name}
            </a>
          </li>
        ))}
      </ul>
      {await dryRun(ctx, set)}
      <h2 class="govuk-heading-m">Adopt this version</h2>
      <p class="govuk-body">
        Reviews that are issued from now on are held against it. It can never be changed then; what earlier versions set
        off stays.
      </p>
      <Form action={interventionPaths.adopt(set.id)} csrfToken={ctx.page.csrfToken} label="Adopt this version">
        <TextArea
          name="why"
          label="Why do the rules change?"
          rows={3}
          value={wrong?.typed['why']}
          error={wrong?.errors.find((error) => error.field === 'why')?.message}
        />
        <Button>Adopt version {set.version}</Button>
      </Form>
      <Details summary="Discard this draft instead">
        <p class="govuk-body">The version in force stays as it is. What was drafted stays in the trail.</p>
        <Form action={interventionPaths.discardDraft(set.id)} csrfToken={ctx.page.csrfToken} label="Discard the draft">
          <Button variant="warning">Discard the draft</Button>
        </Form>
      </Details>
    </>
  );
}

async function setPage(ctx: Ctx, set: RuleSet, wrong: Wrong | null): Promise<Reply> {
  const current = await adoptedRuleSet(ctx);
  const isDraft = set.adopted_at === null;
  const rules = await rulesOf(ctx, set.id);
  const frameworks = await allFrameworks(ctx);
  return appPage(
    ctx,
    { title: `Version ${set.version}`, crumbs: ruleCrumbs, errors: wrong?.errors ?? [] },
    <>
      <PageHeading
        title={`Version ${set.version}`}
        caption="What a grade sets off"
        status={<VersionTag adopted={!isDraft} current={set.id === current?.id} />}
        lead={
          set.adopted_at
            ? `Adopted on ${longDate(londonDate(set.adopted_at))} by ${set.adopted_by}: ${set.adopted_why}`
            : 'A draft: change the rules, see what they would have set off in past years, then adopt the version with a reason.'
        }
      />
      <h2 class="govuk-heading-m">Rules</h2>
      {rules.length === 0 ? <p class="govuk-body">There is no rule in this version.</p> : null}
      <RuleList
        rules={rules}
        frameworks={frameworks}
        changeHref={isDraft ? (rule) => interventionPaths.rule(set.id, rule.id) : undefined}
      />
      {isDraft ? await draftForms(ctx, set, wrong) : await dryRun(ctx, set)}
      {holds(ctx.actor, 'trail:read') ? <TrailLink table="intervention_rule_set" id={set.id} /> : null}
    </>,
  );
}

export async function showRuleSet(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await setPage(ctx, await readableSet(ctx, request), null);
}

export async function sendAdopt(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const set = await readableSet(ctx, request);
  const form = readForm(adoptForm, request.form);
  if (!form.ok) return await setPage(ctx, set, form);
  try {
    await adoptRules(ctx, set.id, form.value.why);
  } catch (error) {
    if (error instanceof Invalid) return await setPage(ctx, set, { typed: form.typed, errors: error.errors });
    throw error;
  }
  return redirectTo(interventionPaths.rules, `Version ${set.version} has been adopted.`);
}

export async function sendDiscard(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const set = await readableSet(ctx, request);
  await discardDraft(ctx, set.id);
  return redirectTo(interventionPaths.rules, `The draft of version ${set.version} has been discarded.`);
}
