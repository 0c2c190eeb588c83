import { termDates } from '#core/academic-year/queries.ts';
import { academicYearName, academicYearOf, latestTermOn, termNames, terms } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { capital } from '#platform/capital.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { askSchools } from '../actions/ask-schools.ts';
import { askForm } from '../forms.ts';
import { snapshotPaths } from '../paths.ts';
import { wantedKinds, wantedNames } from '../rules.ts';

async function askPage(
  ctx: Ctx,
  shown: { errors?: readonly FieldError[]; typed?: Typed; wanted?: readonly string[]; schoolIds?: readonly string[] },
): Promise<Reply> {
  const { errors = [], typed = {} } = shown;
  const schools = await listSchools(ctx);
  const year = academicYearOf(ctx.today);
  const term = latestTermOn(await termDates(ctx, null, year), ctx.today) ?? 'autumn';
  const error = (field: string) => errors.find((found) => found.field === field)?.message;
  return appPage(
    ctx,
    {
      title: 'Ask schools for a snapshot',
      errors,
      crumbs: [{ label: 'Snapshots', href: snapshotPaths.list }],
    },
    <>
      <PageHeading
        title="Ask schools for a snapshot"
        lead="One each term is what the model asks, and more than three a year of one year group costs teachers time that pupils need."
      />
      <Form action={snapshotPaths.ask} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <TextField
          name="name"
          label="Name"
          hint="As schools will know it"
          value={typed['name'] ?? `${capital(term)} snapshot`}
          error={error('name')}
          width={20}
          required
        />
        <Select
          name="academicYear"
          label="School year"
          value={typed['academicYear'] ?? String(year)}
          error={error('academicYear')}
          options={[year - 1, year, year + 1].map((each) => ({ value: String(each), label: academicYearName(each) }))}
          required
        />
        <Select
          name="term"
          label="Term"
          value={typed['term'] ?? term}
          error={error('term')}
          options={terms.map((each) => ({ value: each, label: capital(termNames[each]) }))}
          required
        />
        <DateField
          name="dataOn"
          label="The day that the data describes"
          value={typed['dataOn'] ?? ''}
          error={error('dataOn')}
          required
        />
        <DateField
          name="dueOn"
          label="Due by"
          hint="The last day on which a school can take it without being late"
          value={typed['dueOn'] ?? ''}
          error={error('dueOn')}
          required
        />
        <Checkboxes
          name="wanted"
          label="What schools give"
          values={shown.wanted ?? wantedKinds}
          error={error('wanted')}
          options={wantedKinds.map((kind) => ({ value: kind, label: wantedNames[kind] }))}
          required
        />
        <Checkboxes
          name="schoolIds"
          label="Schools"
          values={shown.schoolIds ?? schools.map((school) => school.id)}
          error={error('schoolIds')}
          options={schools.map((school) => ({ value: school.id, label: school.name }))}
          required
        />
        <TextArea
          name="note"
          label="Anything schools should know"
          value={typed['note'] ?? ''}
          error={error('note')}
          rows={4}
          required={false}
        />
        <Button>Ask for it</Button>
      </Form>
    </>,
  );
}

export async function showAsk(ctx: Ctx): Promise<Reply> {
  return await askPage(ctx, {});
}

export async function sendAsk(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(askForm, request.form);
  const chosen = { wanted: request.form['wanted'] ?? [], schoolIds: request.form['schoolIds'] ?? [] };
  if (!form.ok) return await askPage(ctx, { errors: form.errors, typed: form.typed, ...chosen });
  try {
    const id = await askSchools(ctx, form.value);
    return redirectTo(
      snapshotPaths.collection(id),
      'The schools have been asked, and their heads and data managers told.',
    );
  } catch (error) {
    if (error instanceof Invalid) return await askPage(ctx, { errors: error.errors, typed: form.typed, ...chosen });
    throw error;
  }
}
