import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { shortDate } from '#platform/clock.ts';
import { answerForm, type Refused } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { correctObservation, observationTookPlace, recordObservation } from '../actions/record-observation.ts';
import { stopObservation } from '../actions/stop-observation.ts';
import { correctionForm, doneForm, observationForm, stopForm } from '../forms.ts';
import { findObservation, type Observation, observationsAt, peopleAt } from '../observation-queries.ts';
import { byHandPurposes, type ObservationState, stateOf } from '../observation-rules.ts';
import { workloadPaths } from '../paths.ts';
import { yearAsked } from './chosen-year.tsx';
import { EnterObservation, ObservationForms } from './observation-forms.tsx';

const states: Record<ObservationState, { colour: 'blue' | 'amber' | 'green' | 'grey'; words: string }> = {
  planned: { colour: 'blue', words: 'Planned' },
  to_confirm: { colour: 'amber', words: 'Did it take place?' },
  done: { colour: 'green', words: 'Done' },
  stopped: { colour: 'grey', words: 'Stopped' },
};

const State = ({ row, today }: { row: Observation; today: Temporal.PlainDate }) => {
  const { colour, words } = states[stateOf(row, today)];
  return (
    <>
      <Tag colour={colour}>{words}</Tag>
      {row.stopped_why ? ` ${row.stopped_why}` : ''}
    </>
  );
};

async function observationsPage(ctx: Ctx, schoolId: string, academicYear: number, refused?: Refused): Promise<Reply> {
  const school = await findSchool(ctx, schoolId);
  const rows = await observationsAt(ctx, school.id, academicYear);
  const people = await peopleAt(ctx, school.id);
  return appPage(
    ctx,
    {
      title: 'Observations entered by hand',
      wide: true,
      crumbs: [
        { label: 'Workload', href: workloadPaths.trust },
        { label: school.name, href: workloadPaths.schoolOf(school.id, academicYear) },
      ],
      ...(refused ? { errors: refused.errors } : {}),
    },
    <>
      <PageHeading
        caption={`${school.name}, ${academicYearName(academicYear)}`}
        title="Observations entered by hand"
        lead="For appraisal, of early career teachers and among peers: entered here so that the limits of the year see them beside reviews and learning walks. What was seen is not recorded here."
      />
      <EnterObservation
        ctx={ctx}
        schoolId={school.id}
        people={people}
        refused={refused}
        open={rows.length === 0 && refused === undefined}
      />
      <Table
        caption="Entered this year"
        columns={[
          { header: 'Day' },
          { header: 'Observed' },
          { header: 'For' },
          { header: 'Observer' },
          { header: 'Minutes', align: 'number' },
          { header: 'State' },
          { header: 'What to do', headerHidden: true },
        ]}
        rows={rows.map((row) => [
          shortDate(row.on_day),
          row.person,
          byHandPurposes[row.purpose],
          row.observer ?? '—',
          row.minutes,
          <State row={row} today={ctx.today} />,
          <ObservationForms ctx={ctx} row={row} people={people} refused={refused} />,
        ])}
        empty="Nothing has been entered for this year. Enter the first one above."
        stack
      />
    </>,
  );
}

export async function showObservations(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await observationsPage(ctx, idParam(request, 'schoolId'), yearAsked(request, ctx.today));
}

export async function sendObservation(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = idParam(request, 'schoolId');
  const school = await findSchool(ctx, schoolId);
  return await answerForm(
    'enter',
    readForm(observationForm, request.form),
    async (value) => {
      await recordObservation(ctx, school.id, value);
      return redirectTo(
        workloadPaths.observationsOf(school.id, academicYearOf(value.onDay)),
        'Entered. It counts towards the limits.',
      );
    },
    (refused) => observationsPage(ctx, school.id, academicYearOf(ctx.today), refused),
  );
}

async function again(ctx: Ctx, row: Observation, refused: Refused): Promise<Reply> {
  return await observationsPage(ctx, row.school_id, row.academic_year, refused);
}

export async function sendCorrection(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const row = await findObservation(ctx, idParam(request, 'observationId'));
  return await answerForm(
    `correct ${row.id}`,
    readForm(correctionForm, request.form),
    async ({ revision, ...input }) => {
      await correctObservation(ctx, row.id, revision, input);
      return redirectTo(
        workloadPaths.observationsOf(row.school_id, academicYearOf(input.onDay)),
        'Corrected. The ledger has followed.',
      );
    },
    (refused) => again(ctx, row, refused),
  );
}

export async function sendDone(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const row = await findObservation(ctx, idParam(request, 'observationId'));
  return await answerForm(
    `done ${row.id}`,
    readForm(doneForm, request.form),
    async ({ revision }) => {
      await observationTookPlace(ctx, row.id, revision);
      return redirectTo(workloadPaths.observationsOf(row.school_id, row.academic_year), 'It counts as done.');
    },
    (refused) => again(ctx, row, refused),
  );
}

export async function sendStop(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const row = await findObservation(ctx, idParam(request, 'observationId'));
  return await answerForm(
    `stop ${row.id}`,
    readForm(stopForm, request.form),
    async ({ why, revision }) => {
      await stopObservation(ctx, row.id, revision, why);
      return redirectTo(workloadPaths.observationsOf(row.school_id, row.academic_year), 'Stopped, with your reason.');
    },
    (refused) => again(ctx, row, refused),
  );
}
