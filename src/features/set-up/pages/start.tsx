import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { FileField } from '#ui/file-field.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { keepDraft } from '../actions/keep-draft.ts';
import { emptyDraft } from '../draft.ts';
import { byHandForm, searchForm } from '../forms.ts';
import { setUpPaths } from '../paths.ts';
import { findDraft } from '../queries.ts';
import { readRegister } from '../read-register.ts';
import { matchTrusts } from '../rules.ts';
import { SetUpSteps } from './set-up-steps.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed; notes?: readonly string[] };

function startPage(ctx: PublicCtx, token: string, { errors = [], typed = {}, notes = [] }: Shown): Reply {
  const error = (field: string) => errors.find((found) => found.field === field)?.message;
  return appPage(
    ctx,
    { title: 'Set up Cairn for your trust', errors },
    <>
      <PageHeading
        title="Set up Cairn for your trust"
        lead="About ten minutes. Nothing is made until the last step, and what you choose is kept if you close the page."
      />
      <SetUpSteps current={0} />
      {notes.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {notes.map((note) => (
            <li>{note}</li>
          ))}
        </ul>
      ) : null}
      <h2 class="govuk-heading-m">From a GIAS file</h2>
      <p class="govuk-body">
        Download the establishments file, or the group links file, from Get Information about Schools and choose it here
        as it came. With both, the schools arrive with all their details.
      </p>
      <Form action={setUpPaths.file(token)} csrfToken={ctx.page.csrfToken} enctype="multipart/form-data">
        <TextField
          name="search"
          label="Your trust"
          hint="Its name or a part of it, its group UID, or its company number"
          value={typed['search']}
          error={error('search')}
          required
        />
        <FileField
          name="files"
          label="GIAS files"
          hint="CSV, up to 100 MB; you may choose both at once"
          accept=".csv,.xlsx"
          multiple
          error={error('files')}
          required
        />
        <Button>Find the trust</Button>
      </Form>
      <h2 class="govuk-heading-m">By hand</h2>
      <p class="govuk-body">Without a file: name the trust now and add its schools one by one afterwards.</p>
      <Form action={setUpPaths.byHand(token)} csrfToken={ctx.page.csrfToken}>
        <TextField
          name="trustName"
          label="Name of the trust"
          value={typed['trustName']}
          error={error('trustName')}
          required
        />
        <Button variant="secondary">Continue without a file</Button>
      </Form>
    </>,
  );
}

export async function showStart(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  const draft = await findDraft(ctx.db, token);
  return startPage(ctx, token, { typed: { search: draft.search } });
}

export async function sendFiles(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  await findDraft(ctx.db, token);
  const form = readForm(searchForm, request.form);
  const errors = form.ok ? [] : [...form.errors];
  if (request.files.length === 0) errors.push({ field: 'files', message: 'Choose a GIAS file' });
  if (!form.ok || errors.length > 0) return startPage(ctx, token, { errors, typed: form.typed });
  const register = await readRegister(request.files);
  const candidates = matchTrusts(register.trusts, form.value.search).slice(0, 30);
  if (candidates.length === 0) {
    const message =
      register.trusts.length === 0
        ? 'No trust is named in these files. Choose the group links file, or an establishments file that has the trust’s name'
        : `None of the ${register.trusts.length.toLocaleString('en-GB')} trusts in these files matches “${form.value.search}”`;
    return startPage(ctx, token, { errors: [{ field: 'search', message }], typed: form.typed, notes: register.notes });
  }
  await keepDraft(ctx.db, token, { ...emptyDraft, candidates, notes: register.notes, search: form.value.search });
  return redirectTo(setUpPaths.choose(token));
}

export async function sendByHand(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  const draft = await findDraft(ctx.db, token);
  const form = readForm(byHandForm, request.form);
  if (!form.ok) return startPage(ctx, token, form);
  await keepDraft(ctx.db, token, {
    ...draft,
    chosen: { name: form.value.trustName, uid: null, companiesHouseNumber: null, schools: [] },
  });
  return redirectTo(setUpPaths.check(token));
}
