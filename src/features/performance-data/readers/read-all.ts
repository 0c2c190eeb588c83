import type { TableSource } from '#platform/tabular/index.ts';
import { type PerformanceFileOptions, readPerformanceFile } from './read-performance-file.ts';
import type { Batch } from './types.ts';

/** For tests: a file of these columns, whose rows say only some of them. */
export function csvOf(
  header: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
  unsaid = '',
): string {
  const cell = (text: string) => (text.includes(',') ? `"${text}"` : text);
  const unknown = rows.flatMap((row) => Object.keys(row)).find((name) => !header.includes(name));
  if (unknown !== undefined) throw new Error(`The file has no column ${unknown}.`);
  return [header, ...rows.map((row) => header.map((name) => row[name] ?? unsaid))]
    .map((cells) => `${cells.map(cell).join(',')}\n`)
    .join('');
}

/** For tests: opens a file and reads it to the end. */
export async function readAll(source: TableSource | string, options: PerformanceFileOptions = {}) {
  const file = await readPerformanceFile(typeof source === 'string' ? Buffer.from(source) : source, options);
  if (!file.ok) throw new Error(file.problem.message);
  const { recognition, asks, problems, content } = file;
  const read = async <Item>(rows: AsyncIterable<Batch<Item>>): Promise<Item[]> => {
    const items: Item[] = [];
    for await (const batch of rows) for (const item of batch.items) items.push(item);
    return items;
  };
  const figures = content.of === 'figures' ? await read(content.rows) : [];
  const establishments = content.of === 'establishments' ? await read(content.rows) : [];
  const groups = content.of === 'groups' ? await read(content.rows) : [];
  const groupLinks = content.of === 'group_links' ? await read(content.rows) : [];
  const predecessorLinks = content.of === 'predecessor_links' ? await read(content.rows) : [];
  const inspections = content.of === 'inspections' ? await read(content.rows) : [];
  return { recognition, asks, problems, figures, establishments, groups, groupLinks, predecessorLinks, inspections };
}
