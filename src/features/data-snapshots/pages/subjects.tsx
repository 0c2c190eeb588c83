import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import {
  type Basis,
  combine,
  formatFigure,
  type Measure,
  measures,
  qualificationNames,
} from '#features/measures/index.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { Table } from '#ui/table.tsx';
import { loadFigures, type StoredFigure } from '../figure-queries.ts';
import { basisNames, figureIn, shownTo } from '../figures-shown.ts';
import { snapshotPaths } from '../paths.ts';
import { mayCollect, seesEveryPupil } from '../policy.ts';
import { findSnapshot } from '../queries.ts';
import { subjectsOf } from '../record-queries.ts';
import { departmentsOfSubjects, subjectsLed } from '../subject-queries.ts';

const perSubject: readonly Measure[] = measures.filter((measure) => measure.perSubject);
const noDepartment = 'Not linked to a department';

/** Subjects of a taken snapshot by department, one kind of results at a time. */
export async function showSubjects(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const snapshot = await findSnapshot(ctx, request.params['snapshotId'] ?? '');
  const subjects = await subjectsOf(ctx, snapshot.id);
  const led = await subjectsLed(ctx, snapshot.school_id);
  const raw = await loadFigures(ctx, { snapshotIds: [snapshot.id], breakdown: 'all' });
  const sees = seesEveryPupil(ctx.actor, snapshot.school_id);
  const figures = [
    ...shownTo(
      sees,
      raw.filter((each) => !led.includes(each.subjectId)),
    ),
    ...raw.filter((each) => led.includes(each.subjectId)),
  ].filter((each) => each.subjectId !== 0);
  const bases = (['r', 'c', 'p'] as const).filter((basis) => figures.some((each) => each.basis === basis));
  const basis: Basis = bases.find((each) => each === request.query['basis']) ?? bases[0] ?? 'r';
  const columns = perSubject.filter((measure) =>
    figures.some((each) => each.measure === measure.code && each.basis === basis && each.figure.value !== null),
  );
  const departments = await departmentsOfSubjects(ctx, snapshot.school_id);
  const here = subjects.filter((subject) =>
    figures.some((each) => each.subjectId === subject.id && each.basis === basis),
  );
  const byDepartment = [...Map.groupBy(here, (subject) => departments.get(subject.id)?.name ?? noDepartment)].toSorted(
    ([one], [other]) => (one === noDepartment ? 1 : other === noDepartment ? -1 : one.localeCompare(other, 'en')),
  );
  const cell = (measure: Measure, subjectId: number) => {
    const figure = figureIn(figures, { measure: measure.code, basis, subjectId });
    if (!figure) return '—';
    return (
      <a class="govuk-link" href={snapshotPaths.measure(snapshot.id, measure.code, basis, subjectId)}>
        {formatFigure(measure, figure)}
      </a>
    );
  };
  return appPage(
    ctx,
    {
      title: 'Subject by subject',
      wide: true,
      crumbs: [
        { label: 'Snapshots', href: snapshotPaths.list },
        { label: `${snapshot.name} of ${snapshot.school}`, href: snapshotPaths.snapshot(snapshot.id) },
      ],
    },
    <>
      <PageHeading
        caption={`${snapshot.school}, ${snapshot.name}`}
        title="Subject by subject"
        lead="Every figure opens to its classes, its groups and how it has moved."
      />
      {bases.length > 1 ? (
        <SubNavigation
          label="Made of"
          items={bases.map((each) => ({
            href: `${snapshotPaths.subjects(snapshot.id)}?basis=${each}`,
            label: basisNames[each],
            current: each === basis,
          }))}
        />
      ) : null}
      {byDepartment.map(([department, of]) => (
        <Table
          caption={department}
          columns={[
            { header: 'Subject' },
            { header: 'Qualification' },
            ...columns.map((measure) => ({ header: measure.shortTitle, align: 'number' as const })),
          ]}
          rows={of.map((subject) => [
            subject.name,
            qualificationNames.get(subject.qualification) ?? subject.qualification,
            ...columns.map((measure) => cell(measure, subject.id)),
          ])}
          foot={
            of.length > 1 && department !== noDepartment
              ? [
                  [
                    'The department',
                    '',
                    ...columns.map((measure) => formatFigure(measure, together(measure, basis, of, raw, figures))),
                  ],
                ]
              : undefined
          }
          stickyFirst
        />
      ))}
      {mayCollect(ctx.actor, snapshot.school_id).allowed ? (
        <p class="govuk-body">
          <a class="govuk-link" href={snapshotPaths.departments(snapshot.school_id)}>
            Which department teaches which subject
          </a>
        </p>
      ) : null}
      {here.length === 0 ? <p class="govuk-body">No assessment is in this snapshot.</p> : null}
    </>,
  );
}

/** A department's figure: its subjects' entries together. Where one of them is held back from the reader, so is the whole. */
function together(
  measure: Measure,
  basis: Basis,
  subjects: readonly { id: number }[],
  raw: readonly StoredFigure[],
  shown: readonly StoredFigure[],
) {
  const of = (figures: readonly StoredFigure[]) =>
    subjects.flatMap((subject) => figureIn(figures, { measure: measure.code, basis, subjectId: subject.id }) ?? []);
  const held = of(shown).some((figure) => figure.nullKind === 'suppressed');
  return combine(held ? of(shown).filter((figure) => figure.nullKind === 'suppressed') : of(raw), measure);
}
