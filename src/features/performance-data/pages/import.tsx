import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { capital } from '#platform/capital.ts';
import { londonDate, longMoment } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { answerImport } from '../actions/answer-import.ts';
import { importStaged } from '../actions/import-staged.ts';
import { withdrawImport } from '../actions/withdraw-import.ts';
import { answerForm, statuses, withdrawForm } from '../forms.ts';
import { withProgress } from '../import/progress.ts';
import { findImport, type ImportRow } from '../import-queries.ts';
import { publishedDataPaths } from '../paths.ts';
import { academicYearOf, yearName } from '../years.ts';
import { Found } from './import-found.tsx';
import { stateOf } from './import-words.ts';
import { problemsCsv } from './problems-csv.ts';
import { ProgressField, progressToken } from './progress.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Readonly<Record<string, string>>; withdrawing?: boolean };

const Question = ({
  ctx,
  row,
  errors,
  typed,
}: { ctx: Ctx; row: ImportRow } & Required<Pick<Shown, 'errors' | 'typed'>>) => {
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const now = academicYearOf(ctx.today);
  return (
    <Form action={publishedDataPaths.answer(row.id)} csrfToken={ctx.page.csrfToken} label="What the file does not say">
      <h2 class="govuk-heading-m">What the file does not say</h2>
      {row.asks.includes('academic_year') ? (
        <Select
          name="academicYear"
          label="Of which academic year are the figures?"
          hint="Results of summer 2025 are of 2024/25."
          placeholder="Choose a year"
          value={typed['academicYear']}
          options={Array.from({ length: 14 }, (_, back) => ({
            value: String(now - back),
            label: yearName(now - back),
          }))}
          error={error('academicYear')}
        />
      ) : null}
      {row.asks.includes('status') ? (
        <Radios
          name="status"
          label="How final are they?"
          hint="Provisional in autumn, revised in winter, final in spring. Final figures go before revised ones, and revised before provisional."
          value={typed['status']}
          options={statuses.map((value) => ({ value, label: capital(value) }))}
          error={error('status')}
        />
      ) : null}
      <Button>Look at the file again</Button>
    </Form>
  );
};

const Withdraw = ({ ctx, row, shown }: { ctx: Ctx; row: ImportRow; shown: Shown }) => (
  <Details summary={row.imported_at ? 'Withdraw this import' : 'Do not import this file'} open={shown.withdrawing}>
    <Form action={publishedDataPaths.withdraw(row.id)} csrfToken={ctx.page.csrfToken}>
      {row.imported_at ? (
        <p class="govuk-body">
          Its figures are then shown no longer; those of an earlier file are, where there is one. Details of schools
          that it brought up to date stay. Issued documents are not changed.
        </p>
      ) : null}
      <TextField
        name="why"
        label="Why"
        value={shown.withdrawing ? shown.typed?.['why'] : undefined}
        error={shown.withdrawing ? shown.errors?.find(({ field }) => field === 'why')?.message : undefined}
      />
      <Button variant={row.imported_at ? 'warning' : 'secondary'}>
        {row.imported_at ? 'Withdraw the import' : 'Put the file aside'}
      </Button>
    </Form>
  </Details>
);

async function importPage(ctx: Ctx, importId: string, shown: Shown = {}): Promise<Reply> {
  const row = await findImport(ctx, importId);
  const manages = holds(ctx.actor, 'published-data:import');
  const state = stateOf(row);
  const open = !row.imported_at && !row.withdrawn_at && !row.file_problem;
  const useful =
    row.figures_own > 0 ||
    (row.findings.areas ?? 0) > 0 ||
    (row.findings.inspections ?? 0) > 0 ||
    (row.findings.changes ?? []).length > 0;
  const errors = shown.errors ?? [];
  return appPage(
    ctx,
    { title: row.file_name, crumbs: [{ href: publishedDataPaths.overview, label: 'Published data' }], errors },
    <>
      <PageHeading title={row.file_name} caption={row.title} status={<Tag colour={state.colour}>{state.word}</Tag>} />
      {row.file_problem ? (
        <WarningText>
          {row.file_problem} Nothing of this file has been imported. Download it again and choose it once more.
        </WarningText>
      ) : null}
      {row.withdrawn_at ? (
        <InsetText>
          {row.imported_at ? 'Withdrawn' : 'Put aside'} by {row.withdrawn_by_name}, {longMoment(row.withdrawn_at)}:{' '}
          {row.withdrawn_why}
        </InsetText>
      ) : null}
      {row.imported_at ? (
        <p class="govuk-body">
          Imported by {row.imported_by_name}, {longMoment(row.imported_at)}.
        </p>
      ) : null}
      {open && manages && row.asks.length > 0 ? (
        <Question ctx={ctx} row={row} errors={errors} typed={shown.typed ?? {}} />
      ) : null}
      {open && manages && row.asks.length === 0 && useful ? (
        <Form action={publishedDataPaths.confirm(row.id)} csrfToken={ctx.page.csrfToken}>
          <p class="govuk-body">Nothing has been imported yet. This is what would be:</p>
          <ProgressField />
          <Button>Import this file</Button>
        </Form>
      ) : null}
      <Found row={row} />
      {manages && !row.withdrawn_at ? <Withdraw ctx={ctx} row={row} shown={shown} /> : null}
    </>,
  );
}

export async function showImport(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await importPage(ctx, idParam(request, 'importId'));
}

export async function sendAnswer(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const importId = idParam(request, 'importId');
  const form = readForm(answerForm, request.form);
  if (!form.ok) return await importPage(ctx, importId, { errors: form.errors, typed: form.typed });
  const row = await findImport(ctx, importId);
  const errors: FieldError[] = [];
  if (row.asks.includes('academic_year') && form.value.academicYear === null)
    errors.push({ field: 'academicYear', message: 'Choose the academic year of the figures' });
  if (row.asks.includes('status') && form.value.status === null)
    errors.push({ field: 'status', message: 'Choose how final the figures are' });
  if (errors.length > 0) return await importPage(ctx, importId, { errors, typed: form.typed });
  try {
    await answerImport(ctx, importId, form.value);
  } catch (error) {
    if (error instanceof Invalid) return await importPage(ctx, importId, { errors: error.errors, typed: form.typed });
    throw error;
  }
  return redirectTo(
    publishedDataPaths.import(importId),
    'The file has been looked at again. Nothing has been imported yet.',
  );
}

export async function sendImport(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const importId = idParam(request, 'importId');
  try {
    await withProgress(ctx.actor.personId, progressToken(request), (report) =>
      importStaged(ctx, importId, (share) => report('Importing', share)),
    );
  } catch (error) {
    if (error instanceof Invalid) return await importPage(ctx, importId, { errors: error.errors });
    throw error;
  }
  return redirectTo(publishedDataPaths.import(importId), 'The file has been imported.');
}

export async function sendWithdraw(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const importId = idParam(request, 'importId');
  const form = readForm(withdrawForm, request.form);
  if (!form.ok) return await importPage(ctx, importId, { errors: form.errors, typed: form.typed, withdrawing: true });
  try {
    await withdrawImport(ctx, importId, form.value.why);
  } catch (error) {
    if (error instanceof Invalid) return await importPage(ctx, importId, { errors: error.errors, withdrawing: true });
    throw error;
  }
  const { imported_at } = await findImport(ctx, importId);
  return redirectTo(
    publishedDataPaths.import(importId),
    imported_at ? 'Withdrawn. Its figures are not shown any longer.' : 'Put aside. Nothing of it was imported.',
  );
}

/** Every kept problem, for whoever mends the file or asks DfE. */
export async function downloadProblems(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const row = await findImport(ctx, idParam(request, 'importId'));
  return download({
    bytes: problemsCsv(row.problems),
    mediaType: 'text/csv; charset=utf-8',
    fileName: `problems-${londonDate(row.staged_at)}-${row.file_name.replaceAll(/[^\w.-]+/g, '-').replace(/\.\w+$/, '')}.csv`,
  });
}
