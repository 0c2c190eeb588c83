import type { Ctx } from '#core/context.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { appPage } from '#core/web/app-page.tsx';
import { qualificationNames, scales } from '#features/measures/index.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { type Option, Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { saveMapping } from '../actions/save-mapping.ts';
import { startReading } from '../actions/start-reading.ts';
import { readColumns } from '../forms.ts';
import { kinds } from '../kinds.ts';
import type { ColumnUse, Mapping } from '../mapping.ts';
import { importPaths } from '../paths.ts';
import { findPupilImport, findSnapshot, listOwnScales, type OpenSnapshot, type PupilImport } from '../queries.ts';
import { sourceTitles } from '../sources.ts';
import { resultKindNames, resultKinds } from '../words.ts';
import { snapshotCrumbs } from './snapshot-crumbs.ts';
import { WizardSteps } from './wizard-steps.tsx';

const choiceOf = (use: ColumnUse): string =>
  use === null ? '' : 'field' in use ? `field:${use.field}` : `result:${use.result}`;

function uses(mapping: Mapping): Option[] {
  const fields = kinds[mapping.kind].fields.map((field) => ({
    value: `field:${field.code}`,
    label: `${field.label}${field.required ? ' (needed)' : ''}`,
  }));
  const results = resultKindNames.map((kind) => ({
    value: `result:${kind}`,
    label: `${resultKinds[kind]} in a subject`,
  }));
  return [...fields, ...(mapping.kind === 'marksheet' ? results : [])];
}

export type ScaleOptions = readonly Option[];
export const scaleOptions = (own: readonly { id: string; name: string }[]): ScaleOptions => [
  ...own.map(({ id, name }) => ({ value: id, label: `${name} (our own)` })),
  ...scales.map(({ code, name }) => ({ value: code, label: name })),
];

const samplesOf = (row: PupilImport, at: number) => {
  const values = (row.samples[at] ?? []).slice(0, 3);
  return values.length === 0 ? <div class="govuk-hint">empty</div> : values.join(' · ');
};

const Columns = ({ row, mapping, scaleList }: { row: PupilImport; mapping: Mapping; scaleList: ScaleOptions }) => {
  const isSheet = mapping.kind === 'marksheet';
  const options = uses(mapping);
  return (
    <Table
      caption="Columns of the file"
      columns={[
        { header: 'Column' },
        { header: 'Begins with' },
        { header: 'What it is', headerHidden: true },
        ...(isSheet ? [{ header: 'Subject and scale', headerHidden: true }] : []),
      ]}
      rows={row.header.map((name, at) => {
        const use = mapping.columns[at] ?? null;
        const result = use !== null && 'result' in use ? use : null;
        return [
          name,
          samplesOf(row, at),
          <Select
            name={`column-${at}`}
            label={`What “${name}” is`}
            labelHidden
            placeholder="Leave out"
            options={options}
            value={choiceOf(use)}
          />,
          ...(isSheet
            ? [
                use !== null && 'field' in use ? null : (
                  <>
                    <TextField
                      name={`subject-${at}`}
                      label={`Subject of “${name}”`}
                      labelHidden
                      value={result?.subject ?? ''}
                    />
                    <Select
                      name={`scale-${at}`}
                      label={`Scale of “${name}”`}
                      labelHidden
                      placeholder="The subject’s own scale"
                      options={scaleList}
                      value={result?.scale ?? ''}
                    />
                  </>
                ),
              ]
            : []),
        ];
      })}
      stack
      dense
    />
  );
};

const Grades = ({ mapping, scaleList, row }: { mapping: Mapping; scaleList: ScaleOptions; row: PupilImport }) => (
  <>
    <h2 class="govuk-heading-m">Grades</h2>
    {mapping.kind === 'assessments' ? (
      <Select
        name="resultKind"
        label="Where the file does not say it, a grade is"
        options={resultKindNames.map((kind) => ({ value: kind, label: resultKinds[kind] }))}
        value={mapping.resultKind}
      />
    ) : null}
    <Select
      name="qualification"
      label="Where the file does not say it, the qualification is"
      hint="Left open, the pupil’s year group tells: GCSE in Years 10 and 11, A level in the sixth form"
      placeholder="As the year group tells"
      options={[...qualificationNames].map(([value, label]) => ({ value, label }))}
      value={mapping.qualification}
    />
    <Details
      summary="Grades on another scale than the subject’s own"
      open={Object.values(mapping.scales).some((scale) => scale !== '')}
    >
      {resultKindNames.map((kind) => (
        <Select
          name={`scaleOf-${kind}`}
          label={`Scale of every “${resultKinds[kind].toLowerCase()}”`}
          placeholder="The subject’s own scale"
          options={scaleList}
          value={mapping.scales[kind] ?? ''}
        />
      ))}
    </Details>
    <p class="govuk-body">
      <a class="govuk-link" href={importPaths.scale(row.snapshot_id, row.id)}>
        Make a grade scale of your own
      </a>{' '}
      if the school grades in words or in steps that no national scale has.
    </p>
  </>
);

async function columnsPage(
  ctx: Ctx,
  snapshot: OpenSnapshot,
  row: PupilImport,
  mapping: Mapping,
  errors: readonly FieldError[] = [],
): Promise<Reply> {
  await recordPupilReading(ctx, {
    schoolId: snapshot.school_id,
    snapshotId: snapshot.id,
    pupilId: null,
    what: `the first values of the file “${row.file_name}”`,
  });
  const scaleList = scaleOptions(await listOwnScales(ctx, snapshot.school_id));
  const hasDate = kinds[mapping.kind].fields.some((field) => field.date);
  const isResults = kinds[mapping.kind].wanted === 'assessments';
  return appPage(
    ctx,
    {
      title: 'What the columns are',
      crumbs: snapshotCrumbs(snapshot, { id: row.id, name: row.file_name }),
      errors,
      wide: true,
    },
    <>
      <PageHeading
        title="What the columns are"
        caption={`${row.file_name} · ${kinds[row.kind].title} · ${sourceTitles[row.source]}`}
        lead="This is what they look like. Put right what is wrong; columns that Cairn has no use for are left out."
      />
      <WizardSteps at="columns" row={row} />
      <Form action={importPaths.columns(snapshot.id, row.id)} csrfToken={ctx.page.csrfToken}>
        <Columns row={row} mapping={mapping} scaleList={scaleList} />
        {hasDate ? (
          <Radios
            name="dateFormat"
            label="Days are written"
            options={[
              { value: 'dmy', label: 'Day first: 31/12/2026' },
              { value: 'mdy', label: 'Month first: 12/31/2026' },
              { value: 'ymd', label: 'Year first: 2026-12-31' },
            ]}
            value={mapping.dateFormat}
            inline
          />
        ) : null}
        {mapping.kind === 'pupils' ? (
          <Radios
            name="blankIsNo"
            label="An empty cell of a yes/no column, such as EAL or pupil premium, means"
            options={[
              { value: 'yes', label: 'No' },
              { value: 'no', label: 'It is not known' },
            ]}
            value={mapping.blankIsNo ? 'yes' : 'no'}
            inline
          />
        ) : null}
        {isResults ? <Grades mapping={mapping} scaleList={scaleList} row={row} /> : null}
        <ButtonGroup>
          <Button>Check the file</Button>
        </ButtonGroup>
      </Form>
    </>,
  );
}

const ownIds = async (ctx: Ctx, schoolId: string) => new Set((await listOwnScales(ctx, schoolId)).map(({ id }) => id));

export async function showColumns(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const snapshot = await findSnapshot(ctx, idParam(request, 'snapshotId'));
  const row = await findPupilImport(ctx, snapshot.id, idParam(request, 'pupilImportId'));
  if (row.mapping === null || row.undone_at !== null) return redirectTo(importPaths.import(snapshot.id, row.id));
  return await columnsPage(ctx, snapshot, row, row.mapping);
}

export async function sendColumns(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const snapshot = await findSnapshot(ctx, idParam(request, 'snapshotId'));
  const row = await findPupilImport(ctx, snapshot.id, idParam(request, 'pupilImportId'));
  if (row.mapping === null) return redirectTo(importPaths.import(snapshot.id, row.id));
  const own = await ownIds(ctx, snapshot.school_id);
  try {
    const saved = await saveMapping(
      ctx,
      snapshot.id,
      row.id,
      (mapping) => readColumns(request.form, mapping, row.header, own),
      'said what the columns are of',
    );
    if (saved.imported_at === null) await startReading(ctx, saved, { what: 'check' });
    return redirectTo(importPaths.import(snapshot.id, row.id));
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await columnsPage(ctx, snapshot, row, readColumns(request.form, row.mapping, row.header, own), error.errors);
  }
}
