import type { Tx } from '#platform/db/database.ts';
import type { FrameworkData } from './framework-data.ts';
import './tables.ts';

const ids = (count: number): string[] => Array.from({ length: count }, () => crypto.randomUUID());

/** Writes a framework with its grades, areas and descriptors as a draft and returns its id. Whoever calls it authorises and records. */
export async function insertFramework(db: Tx, trustId: string, data: FrameworkData, version: number): Promise<string> {
  const row = await db
    .insertInto('framework')
    .values({
      trust_id: trustId,
      family: data.family,
      version,
      name: data.name,
      description: data.description,
      comparability_note: data.comparabilityNote,
      adopted_at: null,
      adopted_by: null,
      retired_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const common = { trust_id: trustId, framework_id: row.id };
  const gradeIds = ids(data.grades.length);
  const areaIds = ids(data.areas.length);
  const positions = { main: 0, met: 0 };
  const grades = data.grades.map((grade, index) => {
    positions[grade.scale] += 1;
    return { ...common, ...grade, id: gradeIds[index] ?? crypto.randomUUID(), position: positions[grade.scale] };
  });
  const areas = data.areas.map((area, index) => ({
    ...common,
    id: areaIds[index] ?? crypto.randomUUID(),
    code: area.code,
    title: area.title,
    position: index + 1,
    scale: area.scale,
    applies_to: area.appliesTo,
    prompts: area.prompts.join('\n'),
  }));
  const descriptors = data.areas.flatMap((area, index) =>
    Object.entries(area.descriptors).flatMap(([code, text]) => {
      const grade = grades.find((one) => one.code === code && one.scale === area.scale);
      return grade && text !== '' ? [{ ...common, area_id: areas[index]?.id ?? '', grade_id: grade.id, text }] : [];
    }),
  );
  if (grades.length > 0) await db.insertInto('framework_grade').values(grades).execute();
  if (areas.length > 0) await db.insertInto('framework_area').values(areas).execute();
  if (descriptors.length > 0) await db.insertInto('framework_descriptor').values(descriptors).execute();
  return row.id;
}
