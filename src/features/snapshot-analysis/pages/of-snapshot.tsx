import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';

import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { beginAnalysis } from '../actions/begin-analysis.ts';
import { standings } from '../list-queries.ts';
import { analysisPaths } from '../paths.ts';
import { mayWriteAnalysis, seesProgress } from '../policy.ts';
import { captionOf } from './analysis-frame.tsx';

/** Where the analysis of a snapshot begins; once there is something to read or to write, the page leads there. */
export async function showOfSnapshot(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const [row] = await standings(ctx, { snapshotId: idParam(request, 'snapshotId') });
  if (!row) throw new NotFound();
  const writes = mayWriteAnalysis(ctx.actor, row.school_id).allowed;
  if (row.analysis_id && row.presented_at) return redirectTo(analysisPaths.paper(row.analysis_id));
  if (row.analysis_id && writes) return redirectTo(analysisPaths.write(row.analysis_id));
  if (!seesProgress(ctx.actor, row.school_id)) throw new NotFound('No analysis of this snapshot has been presented.');
  return appPage(
    ctx,
    {
      title: `Analysis of the ${row.name}`,
      crumbs: [
        { href: analysisPaths.list, label: 'Analyses' },
        { href: snapshotPaths.snapshot(row.snapshot_id), label: `${row.name} of ${row.school}` },
      ],
    },
    <>
      <PageHeading
        caption={captionOf(row)}
        title={`Analysis of the ${row.name}`}
        lead={
          writes
            ? 'What the figures say, why, and what happens next: for the Executive Principal and the local governing body.'
            : row.analysis_id
              ? 'The school is writing it. It can be read once the head teacher has presented it.'
              : 'The school has not begun it.'
        }
      />
      {writes ? (
        <>
          <ol class="govuk-list govuk-list--number">
            <li>Choose the measures that matter. Those that stand out are proposed.</li>
            <li>Write three short texts beside each figure, and one summary of all.</li>
            <li>Say what came of what you said last time.</li>
            <li>The head teacher presents it. Until then only the head and senior leaders of the school read it.</li>
          </ol>
          <Form action={analysisPaths.of(row.snapshot_id)} csrfToken={ctx.page.csrfToken}>
            <Button>Begin the analysis</Button>
          </Form>
        </>
      ) : null}
    </>,
  );
}

export async function sendBegin(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = await beginAnalysis(ctx, idParam(request, 'snapshotId'));
  return redirectTo(analysisPaths.write(id), 'The analysis has been begun.');
}
