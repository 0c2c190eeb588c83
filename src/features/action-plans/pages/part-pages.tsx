import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { removePart } from '../actions/remove-part.ts';
import { type PartKind, partKinds } from '../content.ts';
import { short } from '../content-rules.ts';
import { removeForm } from '../forms.ts';
import { actionPlanPaths } from '../paths.ts';
import { otherSchools, possibleOwners } from '../people-queries.ts';
import { mayEditPlan, mayPromiseSupport } from '../policy.ts';
import { loadPlan, type PlanView } from '../queries.ts';
import { changeNeedsReason, lockedBecause } from '../rules.ts';
import { submit, type Wrong } from './form-page.tsx';
import { actionPart } from './parts/action.tsx';
import { criterionPart } from './parts/criterion.tsx';
import { issuePart } from './parts/issue.tsx';
import { objectivePart } from './parts/objective.tsx';
import { errorOf, type PartForm, type PartOptions } from './parts/part-form.ts';
import { supportPart } from './parts/support.tsx';
import { planCrumbs } from './plan-crumbs.ts';

const forms: Record<PartKind, PartForm> = {
  issues: issuePart,
  objectives: objectivePart,
  criteria: criterionPart,
  actions: actionPart,
  support: supportPart,
};

async function optionsFor(ctx: Ctx, view: PlanView, kind: PartKind): Promise<PartOptions> {
  const owned = kind === 'criteria' || kind === 'actions';
  const owners = owned ? await possibleOwners(ctx, view.plan.school_id) : [];
  const schools = kind === 'support' ? await otherSchools(ctx, view.plan.school_id) : [];
  return {
    owners: owners.map((person) => ({ value: person.id, label: person.label })),
    schools: schools.map((school) => ({ value: school.id, label: school.name })),
    issues: view.content.issues.map((row) => ({ value: row.id, label: short(row.text, 90) })),
    objectives: view.content.objectives.map((row) => ({ value: row.id, label: short(row.text, 90) })),
  };
}

/** Where people have agreed to the plan, a change says why. */
const WhyField = ({ view, typed, error }: { view: PlanView; typed: Typed; error: string | undefined }) =>
  changeNeedsReason(view.facts) ? (
    <TextArea
      name="why"
      label="Why the plan is changed"
      hint={
        view.plan.basis === 'agreed'
          ? 'People have agreed to the plan as it is. After this change the school and the trust sign it again.'
          : 'People have agreed to the plan as it is. The reason is kept with the change.'
      }
      rows={2}
      value={typed['why']}
      error={error}
    />
  ) : null;

/** What a part hangs on is stored as its id and said in its words. */
const inWords = (view: PlanView, value: string) => view.content.issues.find((row) => row.id === value)?.text ?? value;

const Stored = ({ view, part, stored }: { view: PlanView; part: PartForm; stored: Typed }) => (
  <section aria-labelledby="stored">
    <h2 id="stored" class="govuk-heading-m">
      What is stored now
    </h2>
    <SummaryList
      rows={Object.entries(part.labels)
        .filter(([field]) => stored[field])
        .map(([field, label]) => ({ key: label, value: inWords(view, stored[field] ?? '') }))}
    />
  </section>
);

async function showPart(
  ctx: Ctx,
  planId: string,
  kind: PartKind,
  partId: string | null,
  shown: Wrong | null,
  parent?: string,
): Promise<Reply> {
  const view = await loadPlan(ctx, planId);
  demand(kind === 'support' ? mayPromiseSupport(ctx.actor) : mayEditPlan(ctx.actor, view.plan));
  const part = forms[kind];
  const stored = partId === null ? null : part.stored(view, partId);
  if (partId !== null && stored === null) throw new NotFound();
  const locked = lockedBecause(view.timing.standing);
  const fresh: Typed = part.parentField && parent ? { [part.parentField]: parent } : {};
  if (locked && !shown) return redirectTo(actionPlanPaths.plan(planId), locked);
  const typed = shown?.typed ?? stored ?? fresh;
  const errors = shown?.errors ?? [];
  // After a clash the form carries the revision that is shown beside it; after any other mistake the one that it came with.
  const revision = shown && !shown.stale ? shown.typed['revision'] : stored?.['revision'];
  const title = `${partId === null ? 'Add' : 'Change'} ${part.name}`;
  const action = partId === null ? actionPlanPaths.addPart(planId, kind) : actionPlanPaths.part(planId, kind, partId);
  const options = await optionsFor(ctx, view, kind);
  return appPage(
    ctx,
    { title, crumbs: planCrumbs(view.plan), errors, ...(shown?.stale ? { status: 409 } : {}) },
    <>
      {shown?.stale ? <NotificationBanner kind="error">{shown.stale}</NotificationBanner> : null}
      <PageHeading title={title} caption={view.plan.school_name} lead={part.lead} />
      {shown?.stale && stored ? <Stored view={view} part={part} stored={stored} /> : null}
      <Form action={action} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <HiddenField name="revision" value={revision ?? '0'} />
        {part.Fields({ typed, error: errorOf(errors), options })}
        <WhyField view={view} typed={typed} error={errorOf(errors)('why')} />
        <ButtonGroup>
          <Button>Save</Button>
          <a class="govuk-link" href={actionPlanPaths.plan(planId)}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
      {partId === null || locked ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={actionPlanPaths.removePart(planId, kind, partId)}>
            Take this {partKinds[kind].name} out of the plan
          </a>
        </p>
      )}
    </>,
  );
}

async function savePartForm(ctx: Ctx, request: PageRequest, kind: PartKind, partId: string | null): Promise<Reply> {
  const planId = idParam(request, 'planId');
  const typed = Object.fromEntries(Object.entries(request.form).map(([name, values]) => [name, values.join('\n')]));
  try {
    const form = await forms[kind].save(ctx, planId, partId, request.form);
    if (!form.ok) return await showPart(ctx, planId, kind, partId, { typed: form.typed, errors: form.errors });
  } catch (error) {
    if (error instanceof StaleRevision)
      return await showPart(ctx, planId, kind, partId, { typed, errors: [], stale: error.message });
    if (error instanceof Invalid) return await showPart(ctx, planId, kind, partId, { typed, errors: error.errors });
    throw error;
  }
  return redirectTo(actionPlanPaths.plan(planId), `The ${partKinds[kind].name} is saved.`);
}

/** The four pages of one kind of part: add, change, and taking it out with its own page below. */
export const addPartPage = (kind: PartKind) => (ctx: Ctx, request: PageRequest) =>
  showPart(ctx, idParam(request, 'planId'), kind, null, null, request.query['for']);
export const addPartPost = (kind: PartKind) => (ctx: Ctx, request: PageRequest) =>
  savePartForm(ctx, request, kind, null);
export const partPage = (kind: PartKind) => (ctx: Ctx, request: PageRequest) =>
  showPart(ctx, idParam(request, 'planId'), kind, idParam(request, 'partId'), null);
export const partPost = (kind: PartKind) => (ctx: Ctx, request: PageRequest) =>
  savePartForm(ctx, request, kind, idParam(request, 'partId'));

function hangingOn(view: PlanView, kind: PartKind, partId: string): string | null {
  const objectives = kind === 'issues' ? view.content.objectives.filter((row) => row.issue_id === partId).length : 0;
  const ids = new Set(
    kind === 'issues'
      ? view.content.objectives.filter((row) => row.issue_id === partId).map((row) => row.id)
      : [partId],
  );
  const below = [...view.content.criteria, ...view.content.actions].filter((row) => ids.has(row.objective_id)).length;
  if (objectives + below === 0) return null;
  const parts = [
    objectives ? `${objectives} ${objectives === 1 ? 'objective' : 'objectives'}` : '',
    below ? `${below} criteria and actions` : '',
  ];
  return `With it go ${parts.filter(Boolean).join(' and ')}. They are kept, and shown below the plan as taken out.`;
}

async function showRemove(
  ctx: Ctx,
  planId: string,
  kind: PartKind,
  partId: string,
  shown: Wrong | null,
): Promise<Reply> {
  const view = await loadPlan(ctx, planId);
  demand(kind === 'support' ? mayPromiseSupport(ctx.actor) : mayEditPlan(ctx.actor, view.plan));
  const stored = forms[kind].stored(view, partId);
  if (!stored) throw new NotFound();
  const errors = shown?.errors ?? [];
  const title = `Take this ${partKinds[kind].name} out of the plan?`;
  return appPage(
    ctx,
    { title, crumbs: planCrumbs(view.plan), errors, ...(shown?.stale ? { status: 409 } : {}) },
    <>
      {shown?.stale ? <NotificationBanner kind="error">{shown.stale}</NotificationBanner> : null}
      <PageHeading
        title={title}
        caption={view.plan.school_name}
        lead={hangingOn(view, kind, partId) ?? 'It is kept with the plan’s history.'}
      />
      <Stored view={view} part={forms[kind]} stored={stored} />
      <Form action={actionPlanPaths.removePart(planId, kind, partId)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={stored['revision'] ?? '0'} />
        <TextArea
          name="why"
          label="Why it is taken out"
          required={changeNeedsReason(view.facts)}
          rows={2}
          value={shown?.typed['why']}
          error={errorOf(errors)('why')}
        />
        <ButtonGroup>
          <Button variant="warning">Take it out</Button>
          <a class="govuk-link" href={actionPlanPaths.plan(planId)}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export const removePage = (kind: PartKind) => (ctx: Ctx, request: PageRequest) =>
  showRemove(ctx, idParam(request, 'planId'), kind, idParam(request, 'partId'), null);

export const removePost =
  (kind: PartKind) =>
  async (ctx: Ctx, request: PageRequest): Promise<Reply> => {
    const planId = idParam(request, 'planId');
    const partId = idParam(request, 'partId');
    return await submit(
      readForm(removeForm, request.form),
      async ({ revision, why }) => {
        await removePart(ctx, kind, { planId, partId, revision, why });
        return redirectTo(actionPlanPaths.plan(planId), `The ${partKinds[kind].name} is taken out of the plan.`);
      },
      (wrong) => showRemove(ctx, planId, kind, partId, wrong),
    );
  };
