import { expect, test } from 'vitest';
import { mostEntries, SiteHeader } from './site-header.tsx';

const entries = (number: number, current = -1) =>
  Array.from({ length: number }, (_, index) => ({
    href: `/page-${index}`,
    label: `Page ${index}`,
    current: index === current,
  }));
const rowOf = (number: number, current?: number): string => {
  const html = String(<SiteHeader navigation={entries(number, current)} />);
  return html.slice(html.indexOf('cairn-nav__wide'), html.indexOf('</nav>'));
};

test('eight pages stand in a row, and there is no menu', () => {
  const row = rowOf(mostEntries);
  expect(row).toContain('Page 7');
  expect(row).not.toContain('<details');
});

test('of eleven pages seven stand in a row, and a menu that needs no script has the others', () => {
  const row = rowOf(11);
  const [before = '', menu = ''] = row.split('<details');
  expect(before.match(/href=/g)).toHaveLength(7);
  expect(menu.match(/href=/g)).toHaveLength(4);
  expect(menu).toMatch(/<summary[^>]*>More<\/summary>/);
});

test('the menu says which of its pages is open', () => {
  expect(rowOf(11, 9)).toMatch(/<summary[^>]*>More: Page 9<\/summary>/);
  expect(rowOf(11, 2)).toMatch(/<summary[^>]*>More<\/summary>/);
});
