import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { hasRole } from '#core/access/actor.ts';
import { coversSchool } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { NotFound } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { openPlanByHand } from '../actions/open-plan.ts';
import { startForm } from '../forms.ts';
import { actionPlanPaths } from '../paths.ts';
import { basisChoices } from './basis-page.tsx';
import { submit, type Wrong, wrongIn } from './form-page.tsx';

const isTrustLeader = (ctx: Ctx) => hasRole(ctx.actor, 'executive_principal') || hasRole(ctx.actor, 'trust_leader');

async function showStart(ctx: Ctx, wrong: Wrong | null, chosen?: string): Promise<Reply> {
  const schools = await listSchools(ctx);
  const current = academicYearOf(ctx.today);
  const typed = wrong?.typed ?? {};
  const error = wrongIn(wrong);
  const [only] = schools.length === 1 ? schools : [];
  return appPage(
    ctx,
    {
      title: 'Start an action plan',
      crumbs: [{ href: actionPlanPaths.list(), label: 'Action plans' }],
      errors: wrong?.errors ?? [],
    },
    <>
      <PageHeading
        title="Start an action plan"
        lead="A plan opens by itself when an annual review with a 3 or a 4 is issued. Start one by hand for a school that has none for the year."
      />
      <Form action={actionPlanPaths.start()} csrfToken={ctx.page.csrfToken}>
        <Select
          name="school"
          label="School"
          placeholder={only ? undefined : 'Choose a school'}
          options={schools.map((school) => ({ value: school.id, label: school.name }))}
          value={typed['school'] ?? chosen}
          error={error('school')}
        />
        <Select
          name="year"
          label="Academic year"
          options={[current, current + 1].map((year) => ({ value: String(year), label: academicYearName(year) }))}
          value={typed['year'] ?? String(current)}
          error={error('year')}
        />
        {isTrustLeader(ctx) ? (
          <>
            <Radios
              name="basis"
              label="How does the plan come about?"
              options={basisChoices}
              value={typed['basis'] ?? 'school'}
              error={error('basis')}
            />
            <TextArea
              name="why"
              label="Why, if it is not the school’s own plan"
              required={false}
              rows={2}
              value={typed['why']}
              error={error('why')}
            />
          </>
        ) : (
          <HiddenField name="basis" value="school" />
        )}
        <ButtonGroup>
          <Button>Start the plan</Button>
          <a class="govuk-link" href={actionPlanPaths.list()}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export const startPage = (ctx: Ctx, request: PageRequest) => showStart(ctx, null, request.query['school']);

export async function startPost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await submit(
    readForm(startForm, request.form),
    async (value) => {
      if (
        !coversSchool(ctx.scope, value.school) ||
        !(await listSchools(ctx)).some((school) => school.id === value.school)
      )
        throw new NotFound();
      const { planId } = await openPlanByHand(ctx, {
        schoolId: value.school,
        academicYear: value.year,
        basis: value.basis,
        why: value.why,
      });
      return redirectTo(actionPlanPaths.plan(planId), 'The plan is started. Add its key issues.');
    },
    (wrong) => showStart(ctx, wrong),
  );
}
