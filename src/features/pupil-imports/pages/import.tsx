import { z } from 'zod';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, longDate } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, requiredText } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo, refreshing } from '#platform/http/reply.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { startReading } from '../actions/start-reading.ts';
import { undoImport } from '../actions/undo-import.ts';
import { kinds } from '../kinds.ts';
import { importPaths } from '../paths.ts';
import { mayCollect } from '../policy.ts';
import {
  findProgress,
  findPupilImport,
  findSnapshot,
  isStanding,
  type OpenSnapshot,
  type PupilImport,
} from '../queries.ts';
import { plural } from '../words.ts';
import { Found } from './found.tsx';
import { snapshotCrumbs } from './snapshot-crumbs.ts';
import { WizardSteps } from './wizard-steps.tsx';

type Shown = { errors?: readonly FieldError[]; why?: string };

/** A reading that has said nothing for so long has stopped with its process. */
const patienceMinutes = 15;

const Undo = ({ ctx, row, shown }: { ctx: Ctx; row: PupilImport; shown: Shown }) => (
  <Details
    summary={row.imported_at === null ? 'Put this file aside' : 'Take this file out of the snapshot again'}
    open={shown.errors?.some(({ field }) => field === 'why') === true}
  >
    <Form action={importPaths.undo(row.snapshot_id, row.id)} csrfToken={ctx.page.csrfToken} label="Take out">
      <TextField
        name="why"
        label="Why?"
        value={shown.why ?? ''}
        error={shown.errors?.find(({ field }) => field === 'why')?.message}
        maxLength={500}
      />
      <Button variant="warning">{row.imported_at === null ? 'Put aside' : 'Take out'}</Button>
    </Form>
  </Details>
);

const BringIn = ({ ctx, row, earlier }: { ctx: Ctx; row: PupilImport; earlier: PupilImport | null }) => {
  const { fileProblem, tooMany, bad = 0, good = 0, items = 0 } = row.findings;
  if (fileProblem) return null;
  if (tooMany)
    return (
      <WarningText>
        {plural(bad, 'row', 'rows')} cannot be read: too many to be put right one by one, so nothing can be brought in
        yet. Put right what repeats below, or the columns, and check the file again.
      </WarningText>
    );
  if (good + bad === 0) return <InsetText>There is nothing in the file to bring in.</InsetText>;
  return (
    <Form action={importPaths.bringIn(row.snapshot_id, row.id)} csrfToken={ctx.page.csrfToken} label="Bring in">
      {earlier ? (
        <Radios
          name="replaces"
          label={`“${earlier.file_name}” is in the snapshot, with the same columns`}
          options={[
            { value: earlier.id, label: 'This file takes its place', hint: 'What the earlier file brought in goes' },
            {
              value: '',
              label: 'This file comes beside it',
              hint: 'For other pupils, subjects or days; where both hold the same, this file counts',
            },
          ]}
          value={earlier.id}
        />
      ) : null}
      {bad > 0 ? (
        <p class="govuk-body">
          {plural(bad, 'row waits', 'rows wait')} in quarantine and can be put right before or after; the rest comes in
          now.
        </p>
      ) : null}
      <ButtonGroup>
        <Button>{`Bring in ${plural(items, kinds[row.kind].rows.replace(/s$/, ''), kinds[row.kind].rows)}`}</Button>
      </ButtonGroup>
    </Form>
  );
};

async function reading(ctx: Ctx, snapshot: OpenSnapshot, row: PupilImport): Promise<Reply> {
  const progress = await findProgress(ctx, row.id);
  const words = progress?.words ?? 'Waiting for its turn';
  const share = progress?.share ?? 0;
  const shown = appPage(
    ctx,
    { title: row.file_name, crumbs: snapshotCrumbs(snapshot) },
    <>
      <PageHeading title={row.file_name} caption={`${snapshot.school} · ${snapshot.collection}`} status={undefined} />
      <p class="govuk-body-l" role="status">
        {words}
      </p>
      <progress
        class="cairn-progress__bar"
        max="100"
        value={Math.round(share * 100)}
        aria-label="How much has been read"
      >
        {Math.round(share * 100)} %
      </progress>
      <p class="govuk-body">This page looks again every few seconds by itself. You may leave it: the work goes on.</p>
      <p class="govuk-body">
        <a class="govuk-link" href={importPaths.import(snapshot.id, row.id)}>
          Look now
        </a>
      </p>
    </>,
  );
  return refreshing(shown, 3);
}

async function importPage(ctx: Ctx, snapshot: OpenSnapshot, row: PupilImport, shown: Shown = {}): Promise<Reply> {
  const isWorking = row.working_since !== null && ctx.now.since(row.working_since).total('minutes') < patienceMinutes;
  if (isWorking && !shown.errors) return await reading(ctx, snapshot, row);
  const stands = isStanding(row);
  const isGone = row.undone_at !== null || row.replaced_by !== null;
  const may = mayCollect(ctx.actor, snapshot).allowed && !isGone;
  const isChecked = row.checked_at !== null;
  const progress = row.working_since === null || !isWorking ? await findProgress(ctx, row.id) : null;
  const earlier = row.replaces_id !== null && !stands ? await findPupilImport(ctx, snapshot.id, row.replaces_id) : null;
  const lead = stands
    ? `In the snapshot since ${longDate(londonDate(row.imported_at ?? row.uploaded_at))}.`
    : isGone
      ? row.undone_why === null
        ? 'A newer file took the place of this one.'
        : `No longer in the snapshot: ${row.undone_why}`
      : 'Nothing of this file is in the snapshot yet.';
  return appPage(
    ctx,
    { title: row.file_name, crumbs: snapshotCrumbs(snapshot), ...(shown.errors ? { errors: shown.errors } : {}) },
    <>
      <PageHeading
        title={row.file_name}
        caption={`${snapshot.school} · ${snapshot.collection} · ${kinds[row.kind].title}`}
        lead={lead}
      />
      {stands || isGone ? null : <WizardSteps at={isChecked ? 'check' : 'columns'} row={row} />}
      {progress?.failed ? <WarningText>{progress.words}</WarningText> : null}
      {!isChecked && may ? (
        <ButtonGroup>
          <ButtonLink href={importPaths.columns(snapshot.id, row.id)}>Say what the columns are</ButtonLink>
        </ButtonGroup>
      ) : null}
      {isChecked && !isGone ? <Found row={row} may={may} /> : null}
      {isChecked && !stands && may ? (
        <BringIn ctx={ctx} row={row} earlier={earlier && isStanding(earlier) ? earlier : null} />
      ) : null}
      {may ? <Undo ctx={ctx} row={row} shown={shown} /> : null}
    </>,
  );
}

async function load(ctx: Ctx, request: PageRequest) {
  const snapshot = await findSnapshot(ctx, idParam(request, 'snapshotId'));
  return { snapshot, row: await findPupilImport(ctx, snapshot.id, idParam(request, 'pupilImportId')) };
}

/** One file: being read, what was found in it, how it is brought in, and how it is taken out again. */
export async function showImport(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  return await importPage(ctx, snapshot, row);
}

export async function sendCheck(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  try {
    await startReading(ctx, row, { what: 'check' });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await importPage(ctx, snapshot, row, { errors: error.errors });
  }
  return redirectTo(importPaths.import(snapshot.id, row.id));
}

export async function sendBringIn(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  const asked = request.form['replaces']?.[0];
  // Only the file that the page offered can give way.
  const replaces = asked === undefined || asked === '' || asked !== row.replaces_id ? null : asked;
  try {
    const how = await startReading(ctx, row, { what: 'bring-in', replaces });
    return redirectTo(
      importPaths.import(snapshot.id, row.id),
      how === 'done' ? `“${row.file_name}” is in the snapshot.` : undefined,
    );
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await importPage(ctx, snapshot, row, { errors: error.errors });
  }
}

const undoForm = z.object({ why: requiredText('why', 500) });

export async function sendUndo(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  const form = readForm(undoForm, request.form);
  if (!form.ok) return await importPage(ctx, snapshot, row, { errors: form.errors, why: form.typed['why'] ?? '' });
  try {
    await undoImport(ctx, snapshot.id, row.id, form.value.why);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await importPage(ctx, snapshot, row, { errors: error.errors, why: form.value.why });
  }
  return redirectTo(
    importPaths.list(snapshot.id),
    row.imported_at === null ? `“${row.file_name}” was put aside.` : `“${row.file_name}” is no longer in the snapshot.`,
  );
}
