import { z } from 'zod';
import type { Ctx } from '#core/context.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, requiredText } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Pager } from '#ui/pager.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { leaveOutTogether, putRightEverywhere } from '../actions/put-right-everywhere.ts';
import type { ProblemGroup } from '../findings.ts';
import { importPaths } from '../paths.ts';
import { mayCollect } from '../policy.ts';
import {
  findPupilImport,
  findSnapshot,
  listProblems,
  type OpenSnapshot,
  type ProblemRow,
  type PupilImport,
  rowsAPage,
} from '../queries.ts';
import { leftOutTogether, type ProblemCode, problemTitles, sameEverywhere } from '../reading/problem.ts';
import { number, plural } from '../words.ts';
import { problemsCsv } from './problems-csv.ts';
import { snapshotCrumbs } from './snapshot-crumbs.ts';

const isCode = (text: string | undefined): text is ProblemCode => text !== undefined && text in problemTitles;

const Everywhere = ({ ctx, row, group, at }: { ctx: Ctx; row: PupilImport; group: ProblemGroup; at: number }) => (
  <Form
    action={importPaths.everywhere(row.snapshot_id, row.id)}
    csrfToken={ctx.page.csrfToken}
    label={`“${group.value}” everywhere`}
  >
    <HiddenField name="code" value={group.code} />
    <HiddenField name="field" value={group.field} />
    <HiddenField name="value" value={group.value} />
    <TextField
      id={`into-${at}`}
      name="into"
      label={
        <>
          “{group.value}” in {plural(group.rows, 'row', 'rows')}
          {group.column ? ` of “${group.column}”` : ''} stands for
        </>
      }
      hint={`${group.reason}. Left empty: as if the cell were empty`}
      width={10}
    />
    <Button variant="secondary" hiddenText={`for “${group.value}”`}>
      The same everywhere
    </Button>
  </Form>
);

const Together = ({ ctx, row, code, count }: { ctx: Ctx; row: PupilImport; code: ProblemCode; count: number }) => (
  <Details summary={`Leave out all ${number(count)}: ${problemTitles[code].toLowerCase()}`}>
    <Form
      action={importPaths.leaveOut(row.snapshot_id, row.id)}
      csrfToken={ctx.page.csrfToken}
      label={`Leave out: ${problemTitles[code]}`}
    >
      <HiddenField name="code" value={code} />
      <TextField
        id={`why-${code}`}
        name="why"
        label="Why?"
        hint="Such as “Left before the day of the data”"
        maxLength={200}
      />
      <Button variant="secondary">Leave them out</Button>
    </Form>
  </Details>
);

const Rows = ({ row, rows, total }: { row: PupilImport; rows: readonly ProblemRow[]; total: number }) => (
  <Table
    caption={`Rows to put right: ${number(total)}`}
    columns={[
      { header: 'Line' },
      { header: 'Column' },
      { header: 'It says' },
      { header: 'What is wrong' },
      { header: 'Put right', headerHidden: true },
    ]}
    rows={rows.map((one) => [
      number(one.line),
      one.column_name ?? '—',
      one.value || 'nothing',
      <>
        {one.reason}
        {one.others.length > 0 ? (
          <div class="govuk-hint">and {plural(one.others.length, 'more thing', 'more things')}</div>
        ) : null}
      </>,
      <a class="govuk-link" href={importPaths.row(row.snapshot_id, row.id, one.line)}>
        Put right<span class="govuk-visually-hidden"> line {one.line}</span>
      </a>,
    ])}
    stack
  />
);

const LeftByRule = ({ ctx, row, may }: { ctx: Ctx; row: PupilImport; may: boolean }) => {
  const rules = Object.entries(row.mapping?.leaveOut ?? {});
  if (rules.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Left out all together</h2>
      {rules.map(([code, why]) => (
        <Form
          action={importPaths.leaveOut(row.snapshot_id, row.id)}
          csrfToken={ctx.page.csrfToken}
          label={`Take back: ${code}`}
        >
          <HiddenField name="code" value={code} />
          <HiddenField name="back" value="yes" />
          <p class="govuk-body">
            {isCode(code) ? problemTitles[code] : code}: {why}
          </p>
          {may ? <Button variant="secondary">Take them back</Button> : null}
        </Form>
      ))}
    </>
  );
};

async function rowsPage(
  ctx: Ctx,
  snapshot: OpenSnapshot,
  row: PupilImport,
  request: PageRequest,
  errors: readonly FieldError[] = [],
): Promise<Reply> {
  await recordPupilReading(ctx, {
    schoolId: snapshot.school_id,
    snapshotId: snapshot.id,
    pupilId: null,
    what: `rows of the file “${row.file_name}” that are to be put right`,
  });
  const code = isCode(request.query['what']) ? request.query['what'] : undefined;
  const page = Math.max(1, Math.trunc(Number(request.query['page'])) || 1);
  const { rows, total } = await listProblems(ctx, row.id, { code, page });
  const left = await listProblems(ctx, row.id, { left: true });
  const may = mayCollect(ctx.actor, snapshot).allowed && row.undone_at === null && row.replaced_by === null;
  const groups = row.findings.groups ?? [];
  const repeated = groups.filter((group) => sameEverywhere.includes(group.code) && group.value !== '').slice(0, 12);
  const together = leftOutTogether
    .map((each) => ({
      code: each,
      count: groups.filter((group) => group.code === each).reduce((sum, group) => sum + group.rows, 0),
    }))
    .filter(({ count }) => count > 1);
  const hasUnknown = groups.some((group) => group.code === 'unknown-pupil');
  const address = importPaths.rows(snapshot.id, row.id);
  return appPage(
    ctx,
    {
      title: 'Rows to put right',
      crumbs: snapshotCrumbs(snapshot, { id: row.id, name: row.file_name }),
      errors,
      wide: true,
    },
    <>
      <PageHeading
        title="Rows to put right"
        caption={row.file_name}
        lead="These rows wait. Each can be put right here, or left out with a reason; what is right comes in with the rest of the file."
      />
      {hasUnknown ? (
        <p class="govuk-body">
          Some rows are of pupils who are not in the snapshot. If they should be,{' '}
          <a class="govuk-link" href={importPaths.add(snapshot.id)}>
            bring in the pupil list
          </a>{' '}
          first: the rows then come in by themselves.
        </p>
      ) : null}
      {total === 0 ? (
        <EmptyState title="No row waits">
          <a class="govuk-link" href={importPaths.import(snapshot.id, row.id)}>
            Back to the file
          </a>
        </EmptyState>
      ) : null}
      {may && repeated.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">Put right everywhere at once</h2>
          {repeated.map((group, at) => (
            <Everywhere ctx={ctx} row={row} group={group} at={at} />
          ))}
        </>
      ) : null}
      {may ? together.map(({ code: each, count }) => <Together ctx={ctx} row={row} code={each} count={count} />) : null}
      {total > 0 ? (
        <>
          <Rows row={row} rows={rows} total={total} />
          <Pager
            page={page}
            pages={Math.ceil(total / rowsAPage)}
            showing={{ from: (page - 1) * rowsAPage + 1, to: Math.min(total, page * rowsAPage), of: total }}
            hrefFor={(to) => `${address}?page=${to}${code ? `&what=${code}` : ''}`}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={importPaths.rowsCsv(snapshot.id, row.id)}>
              Download these rows (CSV)
            </a>
          </p>
        </>
      ) : null}
      <LeftByRule ctx={ctx} row={row} may={may} />
      {left.total > 0 ? (
        <Table
          caption={`Left out one by one: ${number(left.total)}`}
          columns={[{ header: 'Line' }, { header: 'Why' }, { header: 'Look', headerHidden: true }]}
          rows={left.rows.map((one) => [
            number(one.line),
            one.left_out_why ?? '',
            <a class="govuk-link" href={importPaths.row(snapshot.id, row.id, one.line)}>
              Look again<span class="govuk-visually-hidden"> at line {one.line}</span>
            </a>,
          ])}
          stack
        />
      ) : null}
    </>,
  );
}

async function load(ctx: Ctx, request: PageRequest) {
  const snapshot = await findSnapshot(ctx, idParam(request, 'snapshotId'));
  return { snapshot, row: await findPupilImport(ctx, snapshot.id, idParam(request, 'pupilImportId')) };
}

export async function showRows(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  return await rowsPage(ctx, snapshot, row, request);
}

const everywhereForm = z.object({
  code: requiredText('what is wrong', 40),
  field: requiredText('the field', 60),
  value: requiredText('the value', 100),
});

export async function sendEverywhere(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  const form = readForm(everywhereForm, request.form);
  if (!form.ok || !isCode(form.value.code))
    return await rowsPage(ctx, snapshot, row, request, form.ok ? [] : form.errors);
  const { code, field, value } = form.value;
  const into = (request.form['into']?.[0] ?? '').trim().slice(0, 100);
  try {
    await putRightEverywhere(ctx, snapshot.id, row.id, { code, field, value, into });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await rowsPage(ctx, snapshot, row, request, error.errors);
  }
  return redirectTo(
    importPaths.rows(snapshot.id, row.id),
    into === '' ? `“${value}” is now read as an empty cell.` : `“${value}” is now read as “${into}”.`,
  );
}

const leaveOutForm = z.object({
  code: requiredText('what is wrong', 40),
  why: requiredText('why they are left out', 200),
});

export async function sendLeaveOut(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  const back = request.form['back']?.[0] === 'yes';
  const form = readForm(leaveOutForm, back ? { ...request.form, why: ['taken back'] } : request.form);
  if (!form.ok || !isCode(form.value.code))
    return await rowsPage(ctx, snapshot, row, request, form.ok ? [] : form.errors);
  try {
    await leaveOutTogether(ctx, snapshot.id, row.id, form.value.code, back ? null : form.value.why);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await rowsPage(ctx, snapshot, row, request, error.errors);
  }
  return redirectTo(importPaths.rows(snapshot.id, row.id), back ? 'They wait here again.' : 'They have been left out.');
}

/** All rows that wait, as a CSV file that no spreadsheet takes for formulas. */
export async function downloadRows(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  await recordPupilReading(ctx, {
    schoolId: snapshot.school_id,
    snapshotId: snapshot.id,
    pupilId: null,
    what: `a download of rows of the file “${row.file_name}” that are to be put right`,
  });
  const { rows } = await listProblems(ctx, row.id, { all: true });
  return download({
    bytes: problemsCsv(row.header, rows),
    mediaType: 'text/csv; charset=utf-8',
    fileName: `rows to put right, ${row.file_name.replace(/\.\w+$/, '')}.csv`,
  });
}
