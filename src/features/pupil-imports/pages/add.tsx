import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { FileField } from '#ui/file-field.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { startReading } from '../actions/start-reading.ts';
import { uploadFile } from '../actions/upload-file.ts';
import { uploadTransferFile } from '../actions/upload-transfer-file.ts';
import { isTransferFile } from '../ctf/recognise.ts';
import { isKind, kindNames, kinds } from '../kinds.ts';
import { importPaths } from '../paths.ts';
import { mayCollect } from '../policy.ts';
import { findPupilImport, findSnapshot, type OpenSnapshot } from '../queries.ts';
import { isSource, sourceNames, sourceTitles } from '../sources.ts';
import { snapshotCrumbs } from './snapshot-crumbs.ts';

function addPage(
  ctx: Ctx,
  snapshot: OpenSnapshot,
  errors: readonly FieldError[] = [],
  chosen = { kind: '', source: '' },
): Reply {
  const message = (name: string) => errors.find(({ field }) => field === name)?.message;
  return appPage(
    ctx,
    { title: 'Choose a file', crumbs: snapshotCrumbs(snapshot), errors },
    <>
      <PageHeading
        title="Choose a file"
        caption={`${snapshot.school} · ${snapshot.collection}`}
        lead="Choose it as the system exported it: do not open and save it first. Nothing comes into the snapshot before you have seen what it holds."
      />
      <Form action={importPaths.add(snapshot.id)} csrfToken={ctx.page.csrfToken} enctype="multipart/form-data">
        <FileField
          name="file"
          label="File"
          hint="CSV, Excel (.xlsx) or Common Transfer File (.xml), up to 500 MB"
          accept=".csv,.xlsx,.txt,.xml"
          error={message('file')}
        />
        <Radios
          name="kind"
          label="What does it hold?"
          options={[
            { value: '', label: 'Find out from its columns' },
            ...kindNames.map((kind) => ({ value: kind, label: kinds[kind].title, hint: kinds[kind].lead })),
          ]}
          value={chosen.kind}
        />
        <Select
          name="source"
          label="Where does it come from?"
          options={[
            { value: '', label: 'Find out from its columns' },
            ...sourceNames
              .filter((source) => source !== 'ctf')
              .map((source) => ({ value: source, label: sourceTitles[source] })),
          ]}
          value={chosen.source}
        />
        <Button>Look at the file</Button>
      </Form>
      <Details summary="What happens to the file">
        <p class="govuk-body">
          It is kept with the snapshot so that rows can be put right, and erased a term after the snapshot has been
          taken. Where the trust keeps names out, they are dropped before the file is kept.
        </p>
      </Details>
    </>,
  );
}

export async function showAdd(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const snapshot = await findSnapshot(ctx, idParam(request, 'snapshotId'));
  demand(mayCollect(ctx.actor, snapshot));
  return addPage(ctx, snapshot);
}

export async function sendAdd(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const snapshot = await findSnapshot(ctx, idParam(request, 'snapshotId'));
  const [file] = request.largeFiles ?? [];
  const chosen = { kind: request.form['kind']?.[0] ?? '', source: request.form['source']?.[0] ?? '' };
  if (!file) {
    demand(mayCollect(ctx.actor, snapshot));
    return addPage(ctx, snapshot, [{ field: 'file', message: 'Choose a file' }], chosen);
  }
  try {
    if (await isTransferFile(file)) {
      const taken = await uploadTransferFile(ctx, snapshot.id, file);
      return redirectTo(importPaths.list(snapshot.id), taken);
    }
    const { importId, state } = await uploadFile(ctx, snapshot.id, file, {
      kind: isKind(chosen.kind) ? chosen.kind : null,
      source: isSource(chosen.source) ? chosen.source : null,
    });
    if (state === 'standing')
      return redirectTo(
        importPaths.import(snapshot.id, importId),
        'This very file is in the snapshot already. Nothing was changed.',
      );
    if (state === 'map') return redirectTo(importPaths.columns(snapshot.id, importId));
    await startReading(ctx, await findPupilImport(ctx, snapshot.id, importId), { what: 'check' });
    return redirectTo(
      importPaths.import(snapshot.id, importId),
      'The columns are as they were the last time, so the file has been checked at once.',
    );
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return addPage(
      ctx,
      snapshot,
      error.errors.map((each) => ({ ...each, field: each.field || 'file' })),
      chosen,
    );
  }
}
