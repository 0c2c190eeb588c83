import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { qualificationNames, subjects as standardSubjects } from '#features/measures/index.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { type FormBody, idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { saveMapping } from '../actions/save-mapping.ts';
import { startReading } from '../actions/start-reading.ts';
import type { SubjectRead } from '../findings.ts';
import { readSubjects } from '../forms.ts';
import { type Mapping, subjectKey } from '../mapping.ts';
import { importPaths } from '../paths.ts';
import { findPupilImport, findSnapshot, listOwnScales, type OpenSnapshot, type PupilImport } from '../queries.ts';
import { type ScaleOptions, scaleOptions } from './columns.tsx';
import { snapshotCrumbs } from './snapshot-crumbs.ts';

const choices = [
  { value: 'own', label: 'A subject of our own, on the scale beside it' },
  ...standardSubjects.map(({ code, name, qualification }) => ({
    value: code,
    label: `${qualificationNames.get(qualification) ?? qualification}: ${name}`,
  })),
];

type Chosen = { choice: string; scale: string };

/** What was chosen for each name in a form that is shown again. */
function typedChoices(form: FormBody): Map<string, Chosen> {
  const typed = new Map<string, Chosen>();
  for (let at = 0; form[`name-${at}`] !== undefined; at += 1) {
    const value = (name: string) => form[`${name}-${at}`]?.[0] ?? '';
    typed.set(subjectKey(value('name'), value('qualification')), { choice: value('choice'), scale: value('scale') });
  }
  return typed;
}

function chosenOf(mapping: Mapping, subject: SubjectRead, typed: ReadonlyMap<string, Chosen>): Chosen {
  const again = typed.get(subjectKey(subject.name, subject.qualification));
  if (again) return again;
  const said = mapping.subjects[subjectKey(subject.name, subject.qualification)];
  if (said === undefined) return { choice: '', scale: '' };
  return 'code' in said ? { choice: said.code, scale: '' } : { choice: 'own', scale: said.scale };
}

const Subjects = ({
  list,
  mapping,
  scaleList,
  errors,
  typed,
}: {
  typed: ReadonlyMap<string, Chosen>;
  list: readonly SubjectRead[];
  mapping: Mapping;
  scaleList: ScaleOptions;
  errors: readonly FieldError[];
}) => (
  <Table
    caption="Subjects of the file"
    columns={[
      { header: 'In the file' },
      { header: 'Read as' },
      { header: 'It is', headerHidden: true },
      { header: 'Scale, for our own', headerHidden: true },
    ]}
    rows={list.map((subject, at) => {
      const { choice, scale } = chosenOf(mapping, subject, typed);
      return [
        <>
          {subject.name}
          {subject.qualification ? (
            <div class="govuk-hint">{qualificationNames.get(subject.qualification) ?? subject.qualification}</div>
          ) : null}
          <HiddenField name={`name-${at}`} value={subject.name} />
          <HiddenField name={`qualification-${at}`} value={subject.qualification} />
        </>,
        subject.as ? subject.as.label : <strong>not known</strong>,
        <Select
          name={`choice-${at}`}
          label={`What “${subject.name}” is`}
          labelHidden
          placeholder={subject.as ? 'As it was read' : 'Choose'}
          options={choices}
          value={choice}
        />,
        <Select
          name={`scale-${at}`}
          label={`Scale of “${subject.name}”`}
          labelHidden
          placeholder="Scale, for a subject of our own"
          options={scaleList}
          value={scale}
          error={errors.find(({ field }) => field === `scale-${at}`)?.message}
        />,
      ];
    })}
    stack
    dense
  />
);

async function subjectsPage(
  ctx: Ctx,
  snapshot: OpenSnapshot,
  row: PupilImport,
  mapping: Mapping,
  errors: readonly FieldError[] = [],
  typed: ReadonlyMap<string, Chosen> = new Map(),
): Promise<Reply> {
  // What is not known comes first: it is what the reader is here for.
  const list = (row.findings.subjects ?? []).toSorted(
    (a, b) => Number(a.as !== null) - Number(b.as !== null) || a.name.localeCompare(b.name, 'en'),
  );
  const scaleList = scaleOptions(await listOwnScales(ctx, snapshot.school_id));
  return appPage(
    ctx,
    { title: 'Subjects', crumbs: snapshotCrumbs(snapshot, { id: row.id, name: row.file_name }), errors, wide: true },
    <>
      <PageHeading
        title="Subjects"
        caption={row.file_name}
        lead="Say which subject each name of the school’s means. It is remembered for the next time."
      />
      {list.length === 0 ? (
        <EmptyState title="The file has not been checked yet">
          Check the file first: its subjects are then listed here.
        </EmptyState>
      ) : (
        <Form action={importPaths.subjects(snapshot.id, row.id)} csrfToken={ctx.page.csrfToken}>
          <Subjects list={list} mapping={mapping} scaleList={scaleList} errors={errors} typed={typed} />
          <ButtonGroup>
            <Button>Read the file with these</Button>
          </ButtonGroup>
          <p class="govuk-body">
            <a class="govuk-link" href={importPaths.scale(snapshot.id, row.id)}>
              Make a grade scale of your own
            </a>
          </p>
        </Form>
      )}
    </>,
  );
}

async function load(ctx: Ctx, request: PageRequest) {
  const snapshot = await findSnapshot(ctx, idParam(request, 'snapshotId'));
  return { snapshot, row: await findPupilImport(ctx, snapshot.id, idParam(request, 'pupilImportId')) };
}

export async function showSubjects(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  if (row.mapping === null) return redirectTo(importPaths.import(snapshot.id, row.id));
  return await subjectsPage(ctx, snapshot, row, row.mapping);
}

export async function sendSubjects(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { snapshot, row } = await load(ctx, request);
  if (row.mapping === null) return redirectTo(importPaths.import(snapshot.id, row.id));
  const own = new Set((await listOwnScales(ctx, snapshot.school_id)).map(({ id }) => id));
  const read = readSubjects(request.form, row.mapping, own);
  if (read.errors.length > 0)
    return await subjectsPage(ctx, snapshot, row, read.mapping, read.errors, typedChoices(request.form));
  try {
    const saved = await saveMapping(
      ctx,
      snapshot.id,
      row.id,
      (mapping) => readSubjects(request.form, mapping, own).mapping,
      'said what the subjects are of',
    );
    if (saved.imported_at === null) await startReading(ctx, saved, { what: 'check' });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await subjectsPage(ctx, snapshot, row, read.mapping, error.errors, typedChoices(request.form));
  }
  return redirectTo(importPaths.import(snapshot.id, row.id), 'The file has been read with these subjects.');
}
