import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { makeScale } from '../actions/make-scale.ts';
import { readScale } from '../forms.ts';
import { importPaths } from '../paths.ts';
import { findPupilImport, findSnapshot, type OpenSnapshot, type PupilImport } from '../queries.ts';
import { snapshotCrumbs } from './snapshot-crumbs.ts';

function scalePage(
  ctx: Ctx,
  snapshot: OpenSnapshot,
  row: PupilImport,
  errors: readonly FieldError[] = [],
  typed: Typed = {},
): Reply {
  const message = (name: string) => errors.find(({ field }) => field === name)?.message;
  return appPage(
    ctx,
    { title: 'Make a grade scale', crumbs: snapshotCrumbs(snapshot, { id: row.id, name: row.file_name }), errors },
    <>
      <PageHeading
        title="Make a grade scale"
        caption={snapshot.school}
        lead="For grades that no national scale has. It can be used in every file of the school from then on."
      />
      <Form action={importPaths.scale(snapshot.id, row.id)} csrfToken={ctx.page.csrfToken}>
        <TextField
          name="name"
          label="Name"
          hint="Such as “Key stage 3 steps”"
          value={typed['name'] ?? ''}
          error={message('name')}
        />
        <TextArea
          name="grades"
          label="Grades, the best first"
          hint="One in each line. Points are counted down to 1 unless you give them: “Secure = 3”. Put a star after every grade that is at least what is expected: “Secure = 3 *”. “Absent = none” has no points."
          value={typed['grades'] ?? ''}
          rows={8}
          error={message('grades')}
        />
        <Button>Make the scale</Button>
      </Form>
    </>,
  );
}

async function load(ctx: Ctx, request: PageRequest) {
  const snapshot = await findSnapshot(ctx, idParam(request, 'snapshotId'));
  return { snapshot, row: await findPupilImport(ctx, snapshot.id, idParam(request, 'pupilImportId')) };
}

export async function showScale(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  return scalePage(ctx, snapshot, row);
}

export async function sendScale(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  const read = readScale(request.form);
  if ('errors' in read) return scalePage(ctx, snapshot, row, read.errors, read.typed);
  try {
    await makeScale(ctx, snapshot.id, row.id, read.scale);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return scalePage(ctx, snapshot, row, error.errors, {
      name: read.scale.name,
      grades: request.form['grades']?.[0] ?? '',
    });
  }
  return redirectTo(importPaths.columns(snapshot.id, row.id), `The scale “${read.scale.name}” can be chosen below.`);
}
