import { sql } from 'kysely';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { Area, Framework } from '#core/frameworks/framework.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import type { AreaInput } from '../forms.ts';
import { codeFor, titleProblem, whyAreaStays } from '../rules.ts';
import { changeDraft } from './change-draft.ts';

/** What each grade looks like in the area, by the grade's code on the scale that was chosen. */
export type Descriptors = Readonly<Record<string, string>>;

function areaOf(framework: Framework, areaId: string): Area {
  const area = framework.areas.find((one) => one.id === areaId);
  if (!area) throw new NotFound();
  return area;
}

function checkTitle(title: string, others: readonly Area[]): void {
  const problem = titleProblem(title, others);
  if (problem) throw new Invalid([{ field: 'title', message: problem }]);
}

async function describe(
  ctx: Ctx,
  tx: Write,
  framework: Framework,
  areaId: string,
  scale: Area['scale'],
  descriptors: Descriptors,
): Promise<void> {
  await tx.db.deleteFrom('framework_descriptor').where('area_id', '=', areaId).execute();
  const rows = framework.grades[scale].flatMap((grade) => {
    const text = descriptors[grade.code] ?? '';
    return text === ''
      ? []
      : [{ trust_id: ctx.actor.trustId, framework_id: framework.id, area_id: areaId, grade_id: grade.id, text }];
  });
  if (rows.length > 0) await tx.db.insertInto('framework_descriptor').values(rows).execute();
}

const columns = (input: AreaInput) => ({
  title: input.title,
  scale: input.scale,
  applies_to: input.appliesTo,
  prompts: input.prompts,
});

/** Adds an area at the end of a draft. */
export async function addArea(
  ctx: Ctx,
  frameworkId: string,
  input: AreaInput,
  descriptors: Descriptors,
): Promise<void> {
  await changeDraft(ctx, frameworkId, input.revision, async (tx, framework) => {
    checkTitle(input.title, framework.areas);
    const code = codeFor(
      input.title,
      framework.areas.map((area) => area.code),
    );
    const position = framework.areas.length + 1;
    const row = await tx.db
      .insertInto('framework_area')
      .values({ trust_id: ctx.actor.trustId, framework_id: frameworkId, code, position, ...columns(input) })
      .returning('id')
      .executeTakeFirstOrThrow();
    await describe(ctx, tx, framework, row.id, input.scale, descriptors);
    return {
      kind: 'framework.area-added',
      summary: `added the area “${input.title}” to the draft “${framework.name}”`,
    };
  });
}

/** Changes an area of a draft. Its code stays, so that last year's grade is still found beside it. */
export async function changeArea(
  ctx: Ctx,
  frameworkId: string,
  areaId: string,
  input: AreaInput,
  descriptors: Descriptors,
): Promise<void> {
  await changeDraft(ctx, frameworkId, input.revision, async (tx, framework) => {
    const area = areaOf(framework, areaId);
    checkTitle(
      input.title,
      framework.areas.filter((other) => other.id !== areaId),
    );
    await tx.db.updateTable('framework_area').set(columns(input)).where('id', '=', areaId).execute();
    await describe(ctx, tx, framework, areaId, input.scale, descriptors);
    return {
      kind: 'framework.area-changed',
      summary: `changed the area “${area.title}” of the draft “${framework.name}”`,
    };
  });
}

/** Puts an area before or after its neighbour. At the end of the list nothing moves. */
export async function moveArea(
  ctx: Ctx,
  frameworkId: string,
  areaId: string,
  direction: 'up' | 'down',
  revision: number,
): Promise<void> {
  await changeDraft(ctx, frameworkId, revision, async (tx, framework) => {
    const area = areaOf(framework, areaId);
    const neighbour = framework.areas[framework.areas.indexOf(area) + (direction === 'up' ? -1 : 1)];
    if (neighbour) {
      await tx.db
        .updateTable('framework_area')
        .set({
          position: sql<number>`case when id = ${area.id} then ${neighbour.position}::int else ${area.position}::int end`,
        })
        .where('id', 'in', [area.id, neighbour.id])
        .execute();
    }
    return {
      kind: 'framework.area-moved',
      summary: `moved the area “${area.title}” ${direction} in the draft “${framework.name}”`,
    };
  });
}

/** Takes an area out of a draft; the last one stays. */
export async function removeArea(ctx: Ctx, frameworkId: string, areaId: string, revision: number): Promise<void> {
  await changeDraft(ctx, frameworkId, revision, async (tx, framework) => {
    const area = areaOf(framework, areaId);
    const why = whyAreaStays(framework);
    if (why) throw new Invalid([{ field: '', message: why }]);
    await tx.db.deleteFrom('framework_descriptor').where('area_id', '=', areaId).execute();
    await tx.db.deleteFrom('framework_area').where('id', '=', areaId).execute();
    await tx.db
      .updateTable('framework_area')
      .set((eb) => ({ position: eb('position', '-', 1) }))
      .where('framework_id', '=', frameworkId)
      .where('position', '>', area.position)
      .execute();
    return {
      kind: 'framework.area-removed',
      summary: `removed the area “${area.title}” from the draft “${framework.name}”`,
    };
  });
}
