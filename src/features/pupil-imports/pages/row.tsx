import { z } from 'zod';
import type { Ctx } from '#core/context.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid, NotFound } from '#platform/errors.ts';
import { readForm, requiredText } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { leaveRowOut, mendRow } from '../actions/mend-row.ts';
import { importPaths } from '../paths.ts';
import { mayCollect } from '../policy.ts';
import {
  findProblem,
  findPupilImport,
  findSnapshot,
  type OpenSnapshot,
  type ProblemRow,
  type PupilImport,
} from '../queries.ts';
import { snapshotCrumbs } from './snapshot-crumbs.ts';

type Loaded = { snapshot: OpenSnapshot; row: PupilImport; problem: ProblemRow };

async function load(ctx: Ctx, request: PageRequest): Promise<Loaded> {
  const snapshot = await findSnapshot(ctx, idParam(request, 'snapshotId'));
  const row = await findPupilImport(ctx, snapshot.id, idParam(request, 'pupilImportId'));
  const line = textParam(request, 'line');
  if (!/^\d{1,8}$/.test(line)) throw new NotFound();
  return { snapshot, row, problem: await findProblem(ctx, row.id, Number(line)) };
}

const Cells = ({ row, problem, typed }: { row: PupilImport; problem: ProblemRow; typed: readonly string[] | null }) => {
  const wrong = new Map<number, string>();
  if (problem.code !== null && problem.column_number !== null) wrong.set(problem.column_number, problem.reason ?? '');
  for (const other of problem.others)
    if (other.column !== null && !wrong.has(other.column)) wrong.set(other.column, other.reason);
  const used = (at: number) => wrong.has(at) || row.mapping?.columns[at] != null;
  return (
    <>
      {row.header.map((name, at) =>
        used(at) ? (
          <TextField
            name={`cell-${at}`}
            label={name}
            value={typed?.[at] ?? problem.cells[at] ?? ''}
            error={wrong.get(at)}
          />
        ) : null,
      )}
    </>
  );
};

async function rowPage(
  ctx: Ctx,
  { snapshot, row, problem }: Loaded,
  errors: readonly FieldError[] = [],
  typed: readonly string[] | null = null,
): Promise<Reply> {
  await recordPupilReading(ctx, {
    schoolId: snapshot.school_id,
    snapshotId: snapshot.id,
    pupilId: null,
    what: `line ${problem.line} of the file “${row.file_name}”`,
  });
  const may = mayCollect(ctx.actor, snapshot).allowed && row.undone_at === null && row.replaced_by === null;
  const address = importPaths.row(snapshot.id, row.id, problem.line);
  const crumbs = [
    ...snapshotCrumbs(snapshot, { id: row.id, name: row.file_name }),
    { href: importPaths.rows(snapshot.id, row.id), label: 'Rows to put right' },
  ];
  const reasons = [problem.reason, ...problem.others.map(({ reason }) => reason)].filter((reason) => reason !== null);
  return appPage(
    ctx,
    { title: `Line ${problem.line}`, crumbs, errors },
    <>
      <PageHeading title={`Line ${problem.line}`} caption={row.file_name} />
      {problem.left_out_at === null ? (
        problem.code === null ? (
          <InsetText>Nothing is wrong with this row any more.</InsetText>
        ) : (
          <InsetText>{reasons.join('. ')}.</InsetText>
        )
      ) : (
        <InsetText>Left out: {problem.left_out_why}. Saving it below takes it back in.</InsetText>
      )}
      {may ? (
        <>
          <Form action={address} csrfToken={ctx.page.csrfToken} label="The row">
            <Cells row={row} problem={problem} typed={typed} />
            <Button>Save and read it again</Button>
          </Form>
          {problem.left_out_at === null ? (
            <Details summary="Leave this row out" open={errors.some(({ field }) => field === 'why')}>
              <Form action={`${address}/leave-out`} csrfToken={ctx.page.csrfToken} label="Leave out">
                <TextField
                  name="why"
                  label="Why?"
                  error={errors.find(({ field }) => field === 'why')?.message}
                  maxLength={200}
                />
                <Button variant="secondary">Leave it out</Button>
              </Form>
            </Details>
          ) : null}
        </>
      ) : null}
    </>,
  );
}

/** One row in quarantine, to be put right in place. */
export async function showRow(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await rowPage(ctx, await load(ctx, request));
}

export async function sendRow(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const loaded = await load(ctx, request);
  const { snapshot, row, problem } = loaded;
  const cells = row.header.map((_, at) => request.form[`cell-${at}`]?.[0] ?? problem.cells[at] ?? '');
  try {
    const after = await mendRow(ctx, snapshot.id, row.id, problem.line, cells);
    if (after.code !== null)
      return await rowPage(ctx, { ...loaded, problem: after }, [
        { field: `cell-${after.column_number ?? 0}`, message: after.reason ?? 'The row still cannot be read' },
      ]);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await rowPage(ctx, loaded, error.errors, cells);
  }
  return redirectTo(importPaths.rows(snapshot.id, row.id), `Line ${problem.line} is right now.`);
}

const whyForm = z.object({ why: requiredText('why the row is left out', 200) });

export async function sendLeaveRow(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const loaded = await load(ctx, request);
  const { snapshot, row, problem } = loaded;
  const form = readForm(whyForm, request.form);
  if (!form.ok) return await rowPage(ctx, loaded, form.errors);
  try {
    await leaveRowOut(ctx, snapshot.id, row.id, problem.line, form.value.why);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await rowPage(ctx, loaded, error.errors);
  }
  return redirectTo(importPaths.rows(snapshot.id, row.id), `Line ${problem.line} has been left out.`);
}
