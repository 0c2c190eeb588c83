import { together } from '#platform/db/together.ts';
import { NotFound } from '#platform/errors.ts';
import '#platform/db/tables.ts';
import { holds, scopeOf } from '../access/actor.ts';
import { coversSchool } from '../access/scope.ts';
import type { Ctx } from '../context.ts';
import '../frameworks/tables.ts';
import '../organisations/tables.ts';
import '../people/tables.ts';
import { type Content, descriptionOf, type RecordDescription, type RecordPart } from './describe-record.ts';
import type { Version } from './record-changes.ts';
import './tables.ts';

export type PartVersions = {
  table: string;
  noun: string;
  title: RecordPart['title'];
  id: string;
  versions: Version[];
};
export type RecordHistory = { description: RecordDescription; versions: Version[]; parts: PartVersions[] };

const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function rows(ctx: Ctx, table: string) {
  return ctx.db
    .selectFrom('record_version')
    .leftJoin('person', 'person.id', 'record_version.changed_by')
    .select([
      'record_version.record_id',
      'record_version.stood_from',
      'record_version.stood_until',
      'record_version.content',
      'person.name',
    ])
    .where('record_version.trust_id', '=', ctx.actor.trustId)
    .where('record_version.table_name', '=', table)
    .orderBy('record_version.stood_from');
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const asVersion = (row: Row): Version => ({
  from: row.stood_from,
  until: row.stood_until,
  by: row.name,
  content: isContent(row.content) ? row.content : {},
});

/** The versions that lie where the reader holds the permission: a record that moved between schools shows each school its own part. */
function readable(ctx: Ctx, description: RecordDescription, versions: readonly Version[]): Version[] {
  if (description.place === 'trust') return holds(ctx.actor, description.permission) ? [...versions] : [];
  const scope = scopeOf(ctx.actor, description.permission);
  return versions.filter(({ content }) => {
    const school = content[description.place === 'itself' ? 'id' : 'school_id'];
    return typeof school === 'string' ? coversSchool(scope, school) : scope.schools === 'all';
  });
}

/**
 * Every version of a record and of what belongs to it, oldest first. `NotFound` for a kind of record whose history is not shown, for one that does not
 * exist, and for one that this reader could not open on its own page.
 */
export async function recordHistory(ctx: Ctx, table: string, id: string): Promise<RecordHistory> {
  const description = descriptionOf(table);
  if (!description) throw new NotFound();
  const all = (await rows(ctx, table).where('record_version.record_id', '=', id).execute()).map(asVersion);
  const versions = readable(ctx, description, all);
  if (versions.length === 0 || (description.mayRead && !(await description.mayRead(ctx, id)))) throw new NotFound();
  const parts: PartVersions[] = [];
  // Parts of a record of which the reader sees only some versions could tell of the rest.
  for (const part of versions.length === all.length ? (description.parts ?? []) : []) {
    const found = await rows(ctx, part.table)
      .where((eb) =>
        eb(eb.fn<string>('jsonb_extract_path_text', ['record_version.content', eb.val(part.key)]), '=', id),
      )
      .execute();
    for (const partId of new Set(found.map((row) => row.record_id))) {
      const own = found.filter((row) => row.record_id === partId).map(asVersion);
      parts.push({ table: part.table, noun: part.noun, title: part.title, id: partId, versions: own });
    }
  }
  return { description, versions, parts };
}

/** What people, schools and other things with names are called now, by id. Only what every reader of the trust may know by name. */
export async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const named = (table: 'person' | 'school' | 'department' | 'subject' | 'stored_file') =>
    ctx.db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids);
  const { frameworks, areas, grades, ...plain } = await together(ctx.db, {
    people: named('person'),
    schools: named('school'),
    departments: named('department'),
    subjects: named('subject'),
    files: named('stored_file'),
    frameworks: ctx.db.selectFrom('framework').select(['id', 'name', 'version']).where('id', 'in', ids),
    areas: ctx.db.selectFrom('framework_area').select(['id', 'title']).where('id', 'in', ids),
    grades: ctx.db.selectFrom('framework_grade').select(['id', 'code', 'label']).where('id', 'in', ids),
  });
  return new Map([
    ...Object.values(plain)
      .flat()
      .map((row) => [row.id, row.name] as const),
    ...frameworks.map((row) => [row.id, `${row.name}, version ${row.version}`] as const),
    ...areas.map((row) => [row.id, row.title] as const),
    ...grades.map((row) => [row.id, /^\d+$/.test(row.code) ? `${row.code} ${row.label}` : row.label] as const),
  ]);
}
