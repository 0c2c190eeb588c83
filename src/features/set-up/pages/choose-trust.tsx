import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { FieldError } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { keepDraft } from '../actions/keep-draft.ts';
import type { SetUpDraft } from '../draft.ts';
import { chooseForm } from '../forms.ts';
import { setUpPaths } from '../paths.ts';
import { findDraft } from '../queries.ts';
import { proposeSchool, type RegisterTrust } from '../rules.ts';
import { SetUpSteps } from './set-up-steps.tsx';

const describe = (trust: RegisterTrust): string => {
  const schools = trust.schools.map((school) => school.name);
  const some = schools.slice(0, 4).join(', ');
  return `UID ${trust.uid}. ${schools.length} ${schools.length === 1 ? 'school' : 'schools'}: ${some}${schools.length > 4 ? ' …' : ''}`;
};

function choosePage(ctx: PublicCtx, token: string, draft: SetUpDraft, errors: readonly FieldError[]): Reply {
  return appPage(
    ctx,
    { title: 'Choose your trust', errors },
    <>
      <PageHeading title="Choose your trust" />
      <SetUpSteps current={1} />
      {draft.notes.length > 0 ? (
        <InsetText>
          {draft.notes.map((note) => (
            <p class="govuk-body">{note}</p>
          ))}
        </InsetText>
      ) : null}
      <Form action={setUpPaths.choose(token)} csrfToken={ctx.page.csrfToken}>
        <Radios
          name="uid"
          label={`What matches “${draft.search}”`}
          error={errors[0]?.message}
          value={draft.candidates.length === 1 ? draft.candidates[0]?.uid : undefined}
          options={draft.candidates.map((trust) => ({ value: trust.uid, label: trust.name, hint: describe(trust) }))}
          required
        />
        <Button>Continue</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={setUpPaths.start(token)}>
          Not here: search again
        </a>
      </p>
    </>,
  );
}

export async function showChoose(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  const draft = await findDraft(ctx.db, token);
  return draft.candidates.length === 0 ? redirectTo(setUpPaths.start(token)) : choosePage(ctx, token, draft, []);
}

export async function sendChoose(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  const draft = await findDraft(ctx.db, token);
  const form = readForm(chooseForm, request.form);
  if (!form.ok) return choosePage(ctx, token, draft, form.errors);
  const trust = draft.candidates.find((candidate) => candidate.uid === form.value.uid);
  if (!trust) return choosePage(ctx, token, draft, [{ field: 'uid', message: 'Choose your trust' }]);
  await keepDraft(ctx.db, token, {
    ...draft,
    chosen: {
      name: trust.name,
      uid: trust.uid,
      companiesHouseNumber: trust.companiesHouseNumber,
      schools: trust.schools.map(proposeSchool),
    },
  });
  return redirectTo(setUpPaths.check(token));
}
