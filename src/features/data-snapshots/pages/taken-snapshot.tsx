import type { Ctx } from '#core/context.ts';
import { formatValue, type Measure, measures, nullWords, type Stage } from '#features/measures/index.ts';
import { londonDate, longDate, shortDate } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { changeWords, comparesWith, withPupils } from '../comparison.ts';
import type { StoredFigure, TakenSnapshot } from '../figure-queries.ts';
import { basisNames, figureIn } from '../figures-shown.ts';
import { snapshotPaths } from '../paths.ts';
import { mayCollect, maySetTargets } from '../policy.ts';
import type { Snapshot } from '../queries.ts';
import type { SnapshotPart } from '../snapshot-parts.ts';

export const stageTitles: Record<Stage, string> = {
  eyfs: 'Early years',
  ks1: 'Key stage 1',
  ks2: 'Key stage 2',
  ks3: 'Key stage 3',
  ks4: 'Key stage 4',
  ks5: 'Sixth form',
  all: 'Attendance, suspensions and exclusions',
};

export type TakenShown = {
  figures: readonly StoredFigure[];
  earlier: TakenSnapshot | null;
  earlierFigures: readonly StoredFigure[];
  trust: (measure: string, basis: string) => string | null;
  partnership: (measure: string, basis: string) => string | null;
  national: (measure: Measure) => string | null;
  targets: ReadonlyMap<string, number>;
  versions: readonly { id: string; version: number; corrects_why: string | null; taken_at: Temporal.Instant | null }[];
  parts: readonly SnapshotPart[];
  hasSubjects: boolean;
  errors?: readonly FieldError[];
};

const isUnavailable = ({ figure }: StoredFigure) =>
  figure.nullKind === 'not-available' || figure.nullKind === 'not-published';

type Line = { measure: Measure; stored: StoredFigure };

/** The figures of a stage, in the order of the catalogue. */
const linesOf = (figures: readonly StoredFigure[], stage: Stage): Line[] =>
  measures.flatMap((measure) =>
    measure.stage === stage && !measure.perSubject
      ? figures
          .filter((each) => each.measure === measure.code && each.breakdown === 'all' && each.subjectId === 0)
          // Where there is no Progress 8, one line says so for all its parts.
          .filter((each) => measure.code === 'progress8' || !isUnavailable(each))
          .map((stored) => ({ measure, stored }))
      : [],
  );

/** What stands beside a measure: a column is shown where any measure of the stage has something for it. */
function columnsOf({ snapshot, shown }: { snapshot: Snapshot; shown: TakenShown }) {
  const { earlier } = shown;
  const since = ({ measure, stored }: Line): string => {
    if (!earlier || !comparesWith(measure, snapshot, earlier)) return '—';
    const before = figureIn(shown.earlierFigures, { measure: measure.code, basis: stored.basis });
    return changeWords(measure, stored.figure, before) ?? '—';
  };
  const target = ({ measure }: Line): string | null => {
    const value = shown.targets.get(measure.code);
    return value === undefined ? null : formatValue(measure, value);
  };
  return [
    { header: 'Made of', align: 'text', of: ({ stored }: Line) => basisNames[stored.basis] || null },
    {
      header: 'School (pupils)',
      align: 'number',
      of: ({ measure, stored }: Line) => withPupils(measure, stored.figure),
    },
    ...(earlier ? [{ header: `Since ${earlier.name}`, align: 'number', of: since } as const] : []),
    { header: 'Target', align: 'number', of: target },
    { header: 'Trust', align: 'number', of: ({ measure, stored }: Line) => shown.trust(measure.code, stored.basis) },
    {
      header: 'Partnership',
      align: 'number',
      of: ({ measure, stored }: Line) => shown.partnership(measure.code, stored.basis),
    },
    { header: 'National', align: 'number', of: ({ measure }: Line) => shown.national(measure) },
  ] as const;
}

const Stages = (props: { snapshot: Snapshot; shown: TakenShown }) => (
  <>
    {(Object.keys(stageTitles) as Stage[]).map((stage) => {
      const lines = linesOf(props.shown.figures, stage);
      if (lines.length === 0) return null;
      const columns = columnsOf(props)
        .map((column) => ({ ...column, cells: lines.map((line) => column.of(line)) }))
        .filter(({ cells }) => cells.some((cell) => cell !== null));
      return (
        <Table
          caption={stageTitles[stage]}
          columns={[{ header: 'Measure' }, ...columns.map(({ header, align }) => ({ header, align }))]}
          rows={lines.map(({ measure, stored }, at) => [
            <a
              class="govuk-link"
              href={snapshotPaths.measure(props.snapshot.id, measure.code, stored.basis, stored.subjectId)}
            >
              {measure.shortTitle}
            </a>,
            ...columns.map(({ cells }) => cells[at] ?? '—'),
          ])}
          stack
        />
      );
    })}
  </>
);

/** A taken snapshot: its headline figures beside the last snapshot, the target, the trust and the nation. */
export const TakenSnapshotView = (props: { ctx: Ctx; snapshot: Snapshot; shown: TakenShown }) => {
  const { ctx, snapshot, shown } = props;
  const newest = Math.max(...shown.versions.map((each) => each.version));
  const newestTaken = Math.max(...shown.versions.filter((each) => each.taken_at).map((each) => each.version));
  const next = shown.versions.find((each) => each.version === newest);
  const held = shown.figures.some((each) => each.figure.nullKind === 'suppressed');
  const why = shown.errors?.find((found) => found.field === 'why')?.message;
  return (
    <>
      {snapshot.version < newestTaken ? (
        <InsetText>
          This version was corrected.{' '}
          <a href={snapshotPaths.snapshot(shown.versions.find((each) => each.version === newestTaken)?.id ?? '')}>
            Version {newestTaken}
          </a>{' '}
          is the one that counts.
        </InsetText>
      ) : null}
      {next && next.taken_at === null ? (
        <InsetText>
          The school is correcting it: <a href={snapshotPaths.snapshot(next.id)}>version {next.version}</a>. Until that
          is taken, this one counts.
        </InsetText>
      ) : null}
      {snapshot.taken_note ? <InsetText>{snapshot.taken_note}</InsetText> : null}
      {shown.parts.map((part) => (
        <p class="govuk-body">
          <a class="govuk-link" href={part.href}>
            {part.words}
          </a>
        </p>
      ))}
      {shown.figures.length === 0 ? (
        <p class="govuk-body">There is nothing in this snapshot that a measure could be made of.</p>
      ) : null}
      <Stages snapshot={snapshot} shown={shown} />
      <p class="govuk-body">
        The trust’s figure counts every pupil of its schools, and is given where three schools or more have one.
        National figures are the newest that have been published.
      </p>
      {held ? (
        <p class="govuk-body">
          “{nullWords.suppressed}” stands where fewer than six pupils, or what is needed to work them out, would be
          shown.
        </p>
      ) : null}
      {shown.hasSubjects ? (
        <p class="govuk-body">
          <a class="govuk-link" href={snapshotPaths.subjects(snapshot.id)}>
            Subject by subject
          </a>
        </p>
      ) : null}
      {maySetTargets(ctx.actor, snapshot.school_id).allowed ? (
        <p class="govuk-body">
          <a class="govuk-link" href={snapshotPaths.targets(snapshot.school_id, snapshot.academic_year)}>
            Set the year’s targets
          </a>
        </p>
      ) : null}
      <Details summary="How this snapshot was made">
        <p class="govuk-body">
          The data describes the school on {longDate(snapshot.data_on)}. Taken by {snapshot.taker}
          {snapshot.taken_at ? ` on ${longDate(londonDate(snapshot.taken_at))}` : ''}: {snapshot.content.pupils ?? 0}{' '}
          pupils, {snapshot.content.results ?? 0} results, attendance of {snapshot.content.attendance ?? 0},{' '}
          {snapshot.content.suspensions ?? 0} suspensions and exclusions.
        </p>
        <p class="govuk-body">
          Seal (SHA-256): <span class="cairn-hash">{snapshot.sha256}</span>
        </p>
        {shown.versions.length > 1 ? (
          <ul class="govuk-list govuk-list--bullet">
            {shown.versions.map((each) => (
              <li>
                <a href={snapshotPaths.snapshot(each.id)}>Version {each.version}</a>
                {each.corrects_why ? `: ${each.corrects_why}` : ', the first'}
                {each.taken_at ? `, taken ${shortDate(londonDate(each.taken_at))}` : ', not taken yet'}
              </li>
            ))}
          </ul>
        ) : null}
      </Details>
      {mayCollect(ctx.actor, snapshot.school_id).allowed &&
      snapshot.version === newest &&
      !snapshot.pupils_erased_at ? (
        <Details summary="There is a mistake in it" open={why !== undefined}>
          <Form action={snapshotPaths.correct(snapshot.id)} csrfToken={ctx.page.csrfToken}>
            <p class="govuk-body">
              What was taken stands. A new version begins with all that this one holds, and counts once it is taken.
            </p>
            <TextField name="why" label="What is wrong" error={why} required />
            <Button variant="secondary">Begin a new version</Button>
          </Form>
        </Details>
      ) : null}
    </>
  );
};
