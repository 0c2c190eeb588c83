import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Guide = { name: string; title: string; text: string };

const folder = join('docs', 'guides');
const order = [
  'executive-principal',
  'trust-leader',
  'teaching-and-learning',
  'full-access-to-school-data',
  'head-teacher',
  'senior-and-middle-leaders',
  'data-manager',
  'teacher',
  'lgb-member',
  'trustee',
  'clerk',
  'external-reviewer',
  'visiting-reviewer',
  'staff-representative',
  'administrator',
];

let guides: Guide[] | undefined;

/** The guides of docs/guides, one for each role, read once: the first line of a file is its title. */
export function readGuides(): readonly Guide[] {
  guides ??= readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const [first = '', ...rest] = text.split('\n');
      return { name: file.replace(/\.md$/, ''), title: first.replace(/^#\s*/, ''), text: rest.join('\n').trim() };
    })
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return guides;
}
