import { academicYearName, termNames } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { importsOf } from '#features/pupil-imports/index.ts';
import { longDate } from '#platform/clock.ts';
import { answerForm, type Refused } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { correctSnapshot } from '../actions/correct-snapshot.ts';
import { takeSnapshot } from '../actions/take-snapshot.ts';
import { countContent } from '../content-queries.ts';
import { correctForm, takeForm } from '../forms.ts';
import { snapshotPaths } from '../paths.ts';
import { findSnapshot } from '../queries.ts';
import { loadTaken } from '../taken-queries.ts';
import { OpenSnapshot } from './open-snapshot.tsx';
import { StateTag } from './state-tag.tsx';
import { TakenSnapshotView } from './taken-snapshot.tsx';

/** Rows of the snapshot’s files that wait to be mended. */
async function rowsWaiting(ctx: Ctx, id: string): Promise<number> {
  const imports = await importsOf(ctx, id);
  return imports.reduce((rows, each) => rows + each.openProblems, 0);
}

async function snapshotPage(
  ctx: Ctx,
  id: string,
  { errors, typed }: Pick<Refused, 'errors' | 'typed'> = { errors: [], typed: {} },
): Promise<Reply> {
  const snapshot = await findSnapshot(ctx, id);
  return appPage(
    ctx,
    {
      title: `${snapshot.name} of ${snapshot.school}`,
      errors,
      wide: true,
      crumbs: [{ label: 'Snapshots', href: snapshotPaths.list }],
    },
    <>
      <PageHeading
        caption={`${snapshot.school}, ${academicYearName(snapshot.academic_year)}, ${termNames[snapshot.term]}`}
        title={snapshot.name}
        status={<StateTag snapshot={snapshot} today={ctx.today} />}
        lead={`The school’s data as it stands on ${longDate(snapshot.data_on)}.`}
      />
      {snapshot.taken_at ? (
        <TakenSnapshotView ctx={ctx} snapshot={snapshot} shown={{ ...(await loadTaken(ctx, snapshot)), errors }} />
      ) : (
        <OpenSnapshot
          ctx={ctx}
          snapshot={snapshot}
          shown={{ content: await countContent(ctx, id), waiting: await rowsWaiting(ctx, id), errors, typed }}
        />
      )}
    </>,
  );
}

export async function showSnapshot(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await snapshotPage(ctx, idOf(request));
}

const idOf = (request: PageRequest): string => request.params['snapshotId'] ?? '';

export async function sendTake(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idOf(request);
  return await answerForm(
    'take',
    readForm(takeForm, request.form),
    async (taken) => {
      await takeSnapshot(ctx, id, taken);
      return redirectTo(snapshotPaths.snapshot(id), 'The snapshot has been taken. From now on it stands.');
    },
    (refused) => snapshotPage(ctx, id, refused),
  );
}

export async function sendCorrect(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idOf(request);
  return await answerForm(
    'correct',
    readForm(correctForm, request.form),
    async ({ why }) => {
      const next = await correctSnapshot(ctx, id, why);
      return redirectTo(snapshotPaths.snapshot(next), 'A new version has begun, with all that the last one holds.');
    },
    (refused) => snapshotPage(ctx, id, refused),
  );
}
