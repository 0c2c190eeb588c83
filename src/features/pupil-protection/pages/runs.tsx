import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longMoment } from '#platform/clock.ts';
import { sha256Hex } from '#platform/documents/index.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Pager } from '#ui/pager.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { runTitles } from '../documents/certificate.ts';
import { protectionPaths } from '../paths.ts';
import { mayKeepRules } from '../policy.ts';
import { countRuns, findRun, runsOf } from '../rule-queries.ts';
import { countsInWords } from '../rules.ts';
import { RunsTable } from './runs-table.tsx';

const pageSize = 50;

export async function showRuns(ctx: Ctx, request: PageRequest): Promise<Reply> {
  demand(mayKeepRules(ctx.actor));
  const count = await countRuns(ctx);
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const asked = Number(request.query['page']);
  const page = Number.isInteger(asked) && asked >= 1 && asked <= pages ? asked : 1;
  return appPage(
    ctx,
    {
      title: 'What was erased',
      wide: true,
      crumbs: [{ label: 'Protection of pupil data', href: protectionPaths.overview }],
    },
    <>
      <PageHeading
        title="What was erased"
        lead="By the rules and on request. Each has a certificate, which is kept for ever and names nobody."
      />
      {count === 0 ? (
        <EmptyState title="Nothing has been erased">
          When the nightly job or somebody erases pupil data, what it was and its certificate appear here.
        </EmptyState>
      ) : (
        <>
          <RunsTable
            runs={await runsOf(ctx, { size: pageSize, from: (page - 1) * pageSize })}
            caption="What was erased"
            captionHidden
          />
          <Pager
            page={page}
            pages={pages}
            hrefFor={protectionPaths.runsPage}
            showing={{ from: (page - 1) * pageSize + 1, to: Math.min(page * pageSize, count), of: count }}
          />
        </>
      )}
    </>,
  );
}

/** A long hash that may break where the page ends. */
const inPieces = (hash: string) => (
  <>
    {(hash.match(/.{1,8}/g) ?? []).map((piece) => (
      <>
        {piece}
        <wbr />
      </>
    ))}
  </>
);

/** One certificate, with whether its text is still what was hashed. */
export async function showRun(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const run = await findRun(ctx, idParam(request, 'runId'));
  const isWhole = sha256Hex(new TextEncoder().encode(run.certificate)) === run.sha256;
  const crumbs = mayKeepRules(ctx.actor).allowed
    ? [
        { label: 'Protection of pupil data', href: protectionPaths.overview },
        { label: 'What was erased', href: protectionPaths.runs },
      ]
    : [{ label: `Pupil data of ${run.school ?? 'the school'}`, href: protectionPaths.school(run.school_id ?? '') }];
  return appPage(
    ctx,
    { title: 'Certificate of erasure', crumbs },
    <>
      <PageHeading
        caption={longMoment(run.ran_at)}
        title="Certificate of erasure"
        lead={`${runTitles[run.kind] ?? run.kind}: ${countsInWords(run.counts)}.`}
      />
      {isWhole ? null : (
        <WarningText>
          The text below is not what was certified: its hash differs. Tell whoever runs the server.
        </WarningText>
      )}
      <InsetText>
        {run.certificate
          .trimEnd()
          .split('\n')
          .map((line) => (
            <>
              {line}
              <br />
            </>
          ))}
      </InsetText>
      <SummaryList
        rows={[
          { key: 'By', value: run.by ?? 'Cairn, by the retention rule' },
          { key: 'SHA-256', value: inPieces(run.sha256) },
          { key: 'Checked just now', value: isWhole ? 'The text is what was certified' : 'The text has been changed' },
        ]}
      />
    </>,
  );
}
