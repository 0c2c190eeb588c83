import { describe, expect, test } from 'vitest';
import { assetPath, useAssets } from './assets.ts';
import { Comparison } from './comparison.tsx';
import { Gallery } from './gallery.tsx';
import { GradeTag } from './grade-tag.tsx';
import { Layout, renderDocument } from './layout.tsx';
import { Pager } from './pager.tsx';
import { RagTag } from './rag-tag.tsx';
import { safeHref } from './safe-href.ts';
import { inertProblems } from './samples.tsx';
import { Table } from './table.tsx';

const words = (node: unknown) =>
  String(node)
    .replace(/<[^>]+>/g, '')
    .trim();

describe('a page', () => {
  test('is a whole document that the Content Security Policy lets through', () => {
    for (const page of [<Gallery />]) {
      const html = renderDocument(page);
      expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB"/);
      expect(inertProblems(html.replace('<!doctype html>', ''))).toEqual([]);
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    }
  });

  test('names itself, its trust and the product, errors first', () => {
    expect(String(<Layout title="Reviews" trustName="Peakside" hasErrors />)).toContain(
      '<title>Error: Reviews – Peakside – Cairn</title>',
    );
  });

  test('signs out with a post and its token', () => {
    const html = String(<Layout title="A" signedInAs={{ name: 'Priya Nair' }} csrfToken="t" />);
    expect(html).toMatch(
      /<form method="post" action="\/sign-out" data-sign-out="[^"]*"><input type="hidden" name="_csrf" value="t"\/>/,
    );
  });

  test('takes its style from the built file once there is one', () => {
    expect(assetPath('app.css')).toBe('/assets/app.css');
    useAssets({ 'app.css': '/assets/app-1.css' });
    expect(String(<Layout title="A" />)).toContain('href="/assets/app-1.css"');
    useAssets({});
  });
});

describe('words beside colour', () => {
  test('a grade has its number and its word', () => {
    expect(words(<GradeTag grade={2} />)).toBe('2 Good');
    expect(words(<GradeTag standard="Strong standard" />)).toBe('Strong standard');
    expect(words(<GradeTag />)).toBe('Not yet judged');
  });

  test('a rating has its word', () => {
    expect(words(<RagTag rating="amber" />)).toContain('Amber');
  });

  test('a comparison says which way and how far', () => {
    expect(words(<Comparison difference={3} than="national" />)).toBe('▲3 points above national');
    expect(words(<Comparison difference={-1} than="national" />)).toBe('▼1 point below national');
    expect(words(<Comparison difference={0.04} decimals={1} than="national" />)).toBe('In line with national');
    expect(String(<Comparison difference={-2} than="last year" better="lower" />)).toContain(
      'cairn-comparison--better',
    );
  });
});

describe('a table', () => {
  const columns = [{ header: 'School' }, { header: 'Pupils', align: 'number' as const }];

  test('says what to do when it is empty', () => {
    expect(String(<Table caption="Schools" columns={columns} rows={[]} empty="Add a school." />)).toMatch(
      /<td[^>]* colspan="2"[^>]*>Add a school\./,
    );
  });

  test('names rows and columns and scrolls within itself', () => {
    const html = String(<Table caption="Schools" columns={columns} rows={[['Ashdown', '12']]} />);
    expect(html).toContain('<section class="cairn-table-region" aria-label="Schools" tabindex="0">');
    expect(html).toMatch(/<th scope="row"[^>]*>Ashdown/);
    expect(html).toMatch(/<td class="govuk-table__cell govuk-table__cell--numeric">12/);
  });
});

test('a pager shows the first, the last and what is near', () => {
  const html = String(<Pager page={5} pages={9} hrefFor={(page) => `?page=${page}`} />);
  expect([...html.matchAll(/aria-label="Page (\d+)"/g)].map(([, page]) => page)).toEqual(['1', '4', '5', '6', '9']);
  expect(String(<Pager page={1} pages={1} hrefFor={() => ''} />)).not.toContain('<nav');
});

test('an address that would run something leads nowhere', () => {
  for (const address of ['javascript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x'])
    expect(safeHref(address)).toBe('#');
  for (const address of ['/a', '?page=2', '#title', 'a/b:c', 'https://example.org', 'mailto:a@b.c', ''])
    expect(safeHref(address)).toBe(address);
});
