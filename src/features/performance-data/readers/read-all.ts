import type { TableSource } from '#platform/tabular/index.ts';
import { type PerformanceFileOptions, readPerformanceFile } from './read-performance-file.ts';
import type { Batch } from './types.ts';

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
