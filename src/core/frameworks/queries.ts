import type { Tx } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import type { Ctx } from '../context.ts';
import type { Area, Framework, Grade } from './framework.ts';
import { modelFamily } from './rules.ts';
import type { Scale } from './tables.ts';
import './tables.ts';

export type { Area, Framework, Grade } from './framework.ts';

async function frameworkRows(db: Tx) {
  return await db.selectFrom('framework').selectAll().orderBy('family').orderBy('version', 'desc').execute();
}
type FrameworkRow = Awaited<ReturnType<typeof frameworkRows>>[number];

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Fills framework rows with their areas and grades: three queries, however many frameworks. */
export async function withParts(db: Tx, rows: readonly FrameworkRow[]): Promise<Framework[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const grades = await db
    .selectFrom('framework_grade')
    .selectAll()
    .where('framework_id', 'in', ids)
    .orderBy('position')
    .execute();
  const areas = await db
    .selectFrom('framework_area')
    .selectAll()
    .where('framework_id', 'in', ids)
    .orderBy('position')
    .execute();
  const texts = await db.selectFrom('framework_descriptor').selectAll().where('framework_id', 'in', ids).execute();
  return rows.map((row) => {
    const ofScale = (scale: Scale): Grade[] => {
      const own = grades.filter((grade) => grade.framework_id === row.id && grade.scale === scale);
      const scaleCodes = own.map((grade) => grade.code).join('|');
      return own.map(({ id, code, label, position, descriptor }) => ({
        id,
        frameworkId: row.id,
        family: row.family,
        scale,
        code,
        label,
        position,
        descriptor,
        scaleCodes,
      }));
    };
    const scales = { main: ofScale('main'), met: ofScale('met') };
    const codes = new Map([...scales.main, ...scales.met].map((grade) => [grade.id, grade.code]));
    const descriptorsOf = (areaId: string) =>
      Object.fromEntries(
        texts.filter((text) => text.area_id === areaId).map((text) => [codes.get(text.grade_id) ?? '', text.text]),
      );
    return {
      id: row.id,
      family: row.family,
      version: row.version,
      name: row.name,
      description: row.description,
      comparabilityNote: row.comparability_note,
      adoptedAt: row.adopted_at,
      retiredAt: row.retired_at,
      revision: row.revision,
      areas: areas
        .filter((area) => area.framework_id === row.id)
        .map(
          (area): Area => ({
            id: area.id,
            frameworkId: row.id,
            code: area.code,
            title: area.title,
            position: area.position,
            scale: area.scale,
            appliesTo: area.applies_to,
            prompts: lines(area.prompts),
            descriptors: descriptorsOf(area.id),
          }),
        ),
      grades: scales,
    };
  });
}

/** Every version of every framework of the trust: families in order of name, the newest version first. */
export async function allFrameworks(ctx: Ctx): Promise<Framework[]> {
  return await withParts(ctx.db, await frameworkRows(ctx.db));
}

/** The version in use of each family. */
export async function adoptedFrameworks(ctx: Ctx): Promise<Framework[]> {
  const rows = await ctx.db
    .selectFrom('framework')
    .selectAll()
    .where('adopted_at', 'is not', null)
    .where('retired_at', 'is', null)
    .orderBy('family', 'desc')
    .execute();
  return await withParts(ctx.db, rows);
}

/** One version, in whatever state; `NotFound` where the trust has none with this id. */
export async function findFramework(ctx: Ctx, frameworkId: string): Promise<Framework> {
  const rows = await ctx.db.selectFrom('framework').selectAll().where('id', '=', frameworkId).execute();
  const [framework] = await withParts(ctx.db, rows);
  if (!framework) throw new NotFound();
  return framework;
}

/** The version of a family that new reviews use; `NotFound` where none has been adopted. */
export async function currentFramework(ctx: Ctx, family: string = modelFamily): Promise<Framework> {
  const rows = await ctx.db
    .selectFrom('framework')
    .selectAll()
    .where('family', '=', family)
    .where('adopted_at', 'is not', null)
    .where('retired_at', 'is', null)
    .execute();
  const [framework] = await withParts(ctx.db, rows);
  if (!framework)
    throw new NotFound(
      'The trust has not adopted a framework of this kind yet. An administrator can do so under Frameworks.',
    );
  return framework;
}
