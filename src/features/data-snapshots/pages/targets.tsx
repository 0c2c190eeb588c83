import { academicYearName } from '#core/academic-year/rules.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type Measure, measures } from '#features/measures/index.ts';
import { type FieldError, Invalid, NotFound } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { setTargets, type TargetSet } from '../actions/set-targets.ts';
import { loadFigures, takenSnapshotsOf, targetsOf } from '../figure-queries.ts';
import { snapshotPaths } from '../paths.ts';
import { maySetTargets } from '../policy.ts';
import { stageTitles } from './taken-snapshot.tsx';

function yearOf(request: PageRequest): number {
  const year = Number(request.params['year']);
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw new NotFound();
  return year;
}

/** The headline measures that the school's newest snapshot has figures of, and those that have a target already. */
async function measuresToSet(ctx: Ctx, schoolId: string, withTarget: readonly string[]): Promise<Measure[]> {
  const newest = (await takenSnapshotsOf(ctx, schoolId)).at(-1);
  const figures = newest ? await loadFigures(ctx, { snapshotIds: [newest.id], breakdown: 'all', subjectId: 0 }) : [];
  const there = new Set([...figures.map((each) => each.measure), ...withTarget]);
  return measures.filter((measure) => there.has(measure.code) && !measure.perSubject);
}

async function targetsPage(
  ctx: Ctx,
  schoolId: string,
  year: number,
  errors: readonly FieldError[] = [],
  typed: Typed = {},
): Promise<Reply> {
  const school = await findSchool(ctx, schoolId);
  demand(maySetTargets(ctx.actor, school.id));
  const targets = await targetsOf(ctx, school.id, year);
  const listed = await measuresToSet(
    ctx,
    school.id,
    targets.map((each) => each.measure),
  );
  const newest = (await takenSnapshotsOf(ctx, school.id)).at(-1);
  return appPage(
    ctx,
    {
      title: `Targets ${academicYearName(year)}`,
      errors,
      crumbs: [
        { label: 'Snapshots', href: snapshotPaths.list },
        ...(newest ? [{ label: newest.name, href: snapshotPaths.snapshot(newest.id) }] : []),
      ],
    },
    <>
      <PageHeading
        caption={school.name}
        title={`Targets ${academicYearName(year)}`}
        lead="What the school sets itself for the end of the year. Leave empty what has no target."
      />
      {listed.length === 0 ? (
        <p class="govuk-body">Take a snapshot first: the measures that it has figures of can then be given a target.</p>
      ) : (
        <Form action={snapshotPaths.targets(school.id, year)} csrfToken={ctx.page.csrfToken} warnUnsaved>
          {listed.map((measure) => (
            <NumberField
              name={measure.code}
              label={`${stageTitles[measure.stage]}: ${measure.title}`}
              hint={measure.higherIsBetter ? undefined : 'Lower is better'}
              value={typed[measure.code] ?? targets.find((each) => each.measure === measure.code)?.value ?? ''}
              error={errors.find((found) => found.field === measure.code)?.message}
              suffix={measure.unit === 'percent' ? '%' : undefined}
              width={5}
              decimal
              required={false}
            />
          ))}
          <Button>Set the targets</Button>
        </Form>
      )}
    </>,
  );
}

export async function showTargets(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await targetsPage(ctx, request.params['schoolId'] ?? '', yearOf(request));
}

/** A number as typed; null for nothing; undefined where it is no number that the measure can have. */
function targetOf(measure: Measure, text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const value = /^-?\d{1,4}(\.\d{1,4})?$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) return undefined;
  if (measure.unit === 'percent' && (value < 0 || value > 100)) return undefined;
  return value;
}

export async function sendTargets(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = request.params['schoolId'] ?? '';
  const year = yearOf(request);
  const typed: Record<string, string> = {};
  const errors: FieldError[] = [];
  const set: TargetSet[] = [];
  for (const measure of measures) {
    const text = request.form[measure.code]?.[0];
    if (text === undefined) continue;
    typed[measure.code] = text;
    const value = targetOf(measure, text);
    if (value === undefined)
      errors.push({
        field: measure.code,
        message: `${measure.title} must be a number${measure.unit === 'percent' ? ' from 0 to 100' : ''}, such as 62.5`,
      });
    else set.push({ measure: measure.code, value });
  }
  if (errors.length > 0) return await targetsPage(ctx, schoolId, year, errors, typed);
  try {
    await setTargets(ctx, schoolId, year, set);
  } catch (error) {
    if (error instanceof Invalid) return await targetsPage(ctx, schoolId, year, error.errors, typed);
    throw error;
  }
  const newest = (await takenSnapshotsOf(ctx, schoolId)).at(-1);
  return redirectTo(newest ? snapshotPaths.snapshot(newest.id) : snapshotPaths.list, 'The targets have been set.');
}
