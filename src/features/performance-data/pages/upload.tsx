import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { FieldError } from '#platform/errors.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { FileField } from '#ui/file-field.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { stageFile } from '../actions/stage-file.ts';
import { withProgress } from '../import/progress.ts';
import { publishedDataPaths } from '../paths.ts';
import { mayImport } from '../policy.ts';
import { ProgressField, progressToken } from './progress.tsx';

function uploadPage(ctx: Ctx, errors: readonly FieldError[] = []): Reply {
  demand(mayImport(ctx.actor));
  return appPage(
    ctx,
    { title: 'Import files', crumbs: [{ href: publishedDataPaths.overview, label: 'Published data' }], errors },
    <>
      <PageHeading
        title="Import files"
        lead="Choose files as they were downloaded: do not open and save them first. You will see what is in each before anything is imported."
      />
      <Form action={publishedDataPaths.upload} csrfToken={ctx.page.csrfToken} enctype="multipart/form-data">
        <FileField
          name="files"
          label="Files"
          hint="CSV or Excel (.xlsx), up to ten files of 200 MB each. A file for all of England takes a few seconds."
          accept=".csv,.xlsx,.txt"
          multiple
          error={errors.find(({ field }) => field === 'files')?.message}
        />
        <ProgressField />
        <Button>Look at the files</Button>
      </Form>
      <Details summary="Which files Cairn reads">
        <ul class="govuk-list govuk-list--bullet">
          <li>
            Performance tables of key stage 2, key stage 4 and 16 to 18, of any year, for England or one authority
          </li>
          <li>Pupil absence, school census and key stage 4 destinations</li>
          <li>The same results as Explore Education Statistics publishes them</li>
          <li>GIAS: establishments, group membership, links between schools</li>
          <li>Ofsted management information, before and after November 2025</li>
        </ul>
      </Details>
    </>,
  );
}

export async function showUpload(ctx: Ctx): Promise<Reply> {
  return uploadPage(ctx);
}

export async function sendUpload(ctx: Ctx, request: PageRequest): Promise<Reply> {
  if (request.files.length === 0) return uploadPage(ctx, [{ field: 'files', message: 'Choose at least one file' }]);
  const { files } = request;
  const staged = await withProgress(ctx.actor.personId, progressToken(request), async (report) => {
    const done = [];
    for (const [index, { bytes, fileName }] of files.entries()) {
      const which = files.length === 1 ? '' : ` (${index + 1} of ${files.length})`;
      done.push(await stageFile(ctx, { bytes, fileName }, (share) => report(`Reading “${fileName}”${which}`, share)));
    }
    return done;
  });
  const repeated = staged.filter(({ state }) => state === 'imported_before').length;
  const [only, ...others] = staged;
  if (only && others.length === 0) {
    return redirectTo(
      publishedDataPaths.import(only.importId),
      repeated > 0
        ? 'This very file has been imported before. Nothing was changed.'
        : 'This is what the file holds. Nothing has been imported yet.',
    );
  }
  const known = repeated > 0 ? ` ${repeated} had been imported before and changed nothing.` : '';
  return redirectTo(
    publishedDataPaths.overview,
    `${staged.length} files have been looked at.${known} Open each below to import it.`,
  );
}
