import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import { shortDate } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { createTrust } from '../actions/create-trust.ts';
import type { SetUpDraft } from '../draft.ts';
import { administratorForm } from '../forms.ts';
import { setUpPaths } from '../paths.ts';
import { findDraft, hashToken } from '../queries.ts';
import type { ProposedSchool } from '../rules.ts';
import { SetUpSteps } from './set-up-steps.tsx';

const schoolCells = (school: ProposedSchool) => [
  school.name,
  school.urn,
  school.phase ?? 'Not in the file',
  `${school.ages.low} to ${school.ages.high}`,
  school.type ?? 'Not in the file',
  school.capacity?.toLocaleString('en-GB') ?? '—',
  school.joinedOn ? shortDate(Temporal.PlainDate.from(school.joinedOn)) : '—',
  school.assumed.length > 0 ? `Assumed from the phase: ${school.assumed.join(', ')}` : 'From the file',
];

type Shown = { errors?: readonly FieldError[]; typed?: Typed };

function checkPage(
  ctx: PublicCtx,
  token: string,
  chosen: NonNullable<SetUpDraft['chosen']>,
  { errors = [], typed = {} }: Shown,
): Reply {
  const error = (field: string) => errors.find((found) => found.field === field)?.message;
  const assumed = chosen.schools.filter((school) => school.assumed.length > 0).length;
  return appPage(
    ctx,
    { title: 'Check the schools', errors, wide: true },
    <>
      <PageHeading title="Check the schools" caption={chosen.name} />
      <SetUpSteps current={2} />
      {chosen.schools.length === 0 ? (
        <p class="govuk-body">No school yet: you add them one by one after signing in.</p>
      ) : (
        <>
          <p class="govuk-body">
            {assumed > 0
              ? `The file does not say everything of ${assumed} of ${chosen.schools.length} schools; what is assumed can be changed after signing in, or go back and choose the establishments file as well.`
              : 'Everything can be changed after signing in.'}
          </p>
          <Table
            caption={`${chosen.schools.length} schools will be added`}
            columns={[
              { header: 'School' },
              { header: 'URN', align: 'number' },
              { header: 'Phase' },
              { header: 'Ages' },
              { header: 'Type' },
              { header: 'Capacity', align: 'number' },
              { header: 'Joined' },
              { header: 'Where it comes from' },
            ]}
            rows={chosen.schools.map(schoolCells)}
          />
        </>
      )}
      <h2 class="govuk-heading-m">You, the first administrator</h2>
      <p class="govuk-body">
        You choose your password on the next page. Then you invite the others and give each a role.
      </p>
      <Form action={setUpPaths.check(token)} csrfToken={ctx.page.csrfToken}>
        <TextField
          name="trustName"
          label="Name of the trust"
          hint="As it will stand on every page and document"
          value={typed['trustName'] ?? chosen.name}
          error={error('trustName')}
          required
        />
        <TextField
          name="name"
          label="Your name"
          value={typed['name']}
          error={error('name')}
          autocomplete="name"
          required
        />
        <TextField
          name="email"
          label="Your e-mail address"
          type="email"
          value={typed['email']}
          error={error('email')}
          autocomplete="email"
          required
        />
        <TextField
          name="jobTitle"
          label="Job title"
          value={typed['jobTitle']}
          error={error('jobTitle')}
          required={false}
        />
        <Button>Create the trust</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={setUpPaths.start(token)}>
          Start again with another file
        </a>
      </p>
    </>,
  );
}

export async function showCheck(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  const { chosen } = await findDraft(ctx.db, token);
  return chosen ? checkPage(ctx, token, chosen, {}) : redirectTo(setUpPaths.start(token));
}

export async function sendCheck(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  const { chosen } = await findDraft(ctx.db, token);
  if (!chosen) return redirectTo(setUpPaths.start(token));
  const form = readForm(administratorForm, request.form);
  if (!form.ok) return checkPage(ctx, token, chosen, form);
  const { invitationPath } = await createTrust(
    { db: ctx.db, services: ctx.services },
    {
      chosen: { ...chosen, name: form.value.trustName },
      administrator: { name: form.value.name, email: form.value.email.toLowerCase(), jobTitle: form.value.jobTitle },
      linkSha256: hashToken(token),
    },
  );
  return redirectTo(invitationPath, `${form.value.trustName} is set up. Choose your password to sign in.`);
}
