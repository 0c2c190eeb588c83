import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import type { Ctx } from '../context.ts';
import type { Area, Framework, Grade } from './framework.ts';
import { modelFamily } from './rules.ts';
import type { Scale } from './tables.ts';
import './tables.ts';

export type { Area, Framework, Grade } from './framework.ts';

type PartRows = {
  grades: Pick<Grade, 'id' | 'scale' | 'code' | 'label' | 'position' | 'descriptor'>[];
  areas: (Omit<Area, 'frameworkId' | 'prompts' | 'descriptors'> & { prompts: string })[];
  texts: { areaId: string; gradeId: string; text: string }[];
};

/** Every framework with its grades, areas and descriptors: one query, however many frameworks. Callers narrow it. */
const frameworkRows = (db: Tx) =>
  db
    .selectFrom('framework')
    .selectAll()
    .select([
      sql<
        PartRows['grades']
      >`(select coalesce(json_agg(json_build_object('id', g.id, 'scale', g.scale, 'code', g.code, 'label', g.label,
          'position', g.position, 'descriptor', g.descriptor) order by g.position), '[]')
        from framework_grade g where g.framework_id = framework.id)`.as('grades'),
      sql<
        PartRows['areas']
      >`(select coalesce(json_agg(json_build_object('id', a.id, 'code', a.code, 'title', a.title, 'position', a.position,
          'scale', a.scale, 'appliesTo', a.applies_to, 'prompts', a.prompts) order by a.position), '[]')
        from framework_area a where a.framework_id = framework.id)`.as('areas'),
      sql<
        PartRows['texts']
      >`(select coalesce(json_agg(json_build_object('areaId', d.area_id, 'gradeId', d.grade_id, 'text', d.text)), '[]')
        from framework_descriptor d where d.framework_id = framework.id)`.as('texts'),
    ]);
type FrameworkRow = Awaited<ReturnType<ReturnType<typeof frameworkRows>['execute']>>[number];

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function frameworkOf(row: FrameworkRow): Framework {
  const ofScale = (scale: Scale): Grade[] => {
    const own = row.grades.filter((grade) => grade.scale === scale);
    const scaleCodes = own.map((grade) => grade.code).join('|');
    return own.map((grade) => ({ ...grade, frameworkId: row.id, family: row.family, scaleCodes }));
  };
  const codes = new Map(row.grades.map((grade) => [grade.id, grade.code]));
  const textsByArea = Map.groupBy(row.texts, (text) => text.areaId);
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
    areas: row.areas.map((area) => ({
      ...area,
      frameworkId: row.id,
      prompts: lines(area.prompts),
      descriptors: Object.fromEntries(
        (textsByArea.get(area.id) ?? []).map((text) => [codes.get(text.gradeId) ?? '', text.text]),
      ),
    })),
    grades: { main: ofScale('main'), met: ofScale('met') },
  };
}

/** Every version of every framework of the trust: families in order of name, the newest version first. */
export async function allFrameworks(ctx: Pick<Ctx, 'db'>): Promise<Framework[]> {
  const rows = await frameworkRows(ctx.db).orderBy('family').orderBy('version', 'desc').execute();
  return rows.map(frameworkOf);
}

const inUse = (db: Tx) => frameworkRows(db).where('adopted_at', 'is not', null).where('retired_at', 'is', null);

/** The version in use of each family. */
export async function adoptedFrameworks(ctx: Ctx): Promise<Framework[]> {
  return (await inUse(ctx.db).orderBy('family', 'desc').execute()).map(frameworkOf);
}

/** These versions, in whatever state and in this order; an id that the trust does not have is left out. */
export async function frameworksByIds(ctx: Ctx, ids: readonly string[]): Promise<Framework[]> {
  if (ids.length === 0) return [];
  const rows = await frameworkRows(ctx.db)
    .where('id', 'in', [...ids])
    .execute();
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map(frameworkOf));
}

/** One version, in whatever state; `NotFound` where the trust has none with this id. */
export async function findFramework(ctx: Ctx, frameworkId: string): Promise<Framework> {
  const [framework] = await frameworksByIds(ctx, [frameworkId]);
  if (!framework) throw new NotFound();
  return framework;
}

/** The version of a family that new reviews use; `NotFound` where none has been adopted. */
export async function currentFramework(ctx: Ctx, family: string = modelFamily): Promise<Framework> {
  const row = await inUse(ctx.db).where('family', '=', family).executeTakeFirst();
  if (!row)
    throw new NotFound(
      'The trust has not adopted a framework of this kind yet. An administrator can do so under Frameworks.',
    );
  return frameworkOf(row);
}
