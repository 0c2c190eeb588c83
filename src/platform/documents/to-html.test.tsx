import { describe, expect, it } from 'vitest';
import { heading, link, paragraph } from './builders.ts';
import { exampleReview } from './example-review.ts';
import { documentOf, HOSTILE_TEXTS } from './hostile.ts';
import { renderHtml } from './to-html.tsx';

const html = (tree = exampleReview()) => String(renderHtml(tree));

describe('the page of a document', () => {
  it('has one first heading and the rest in order below it', () => {
    const levels = [...html().matchAll(/<h(\d)/gu)].map((match) => Number(match[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, at) => {
      expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
  });

  it('has tables with a caption and heads of columns and rows', () => {
    expect(html()).toContain('<caption>Table 1. Key stage 4 results, three years</caption>');
    expect(html()).toContain('<th scope="col" class="document__number">2023</th>');
    expect(html()).toContain('<th scope="row">Attainment 8</th>');
  });

  it('says each grade in words beside its colour', () => {
    expect(html()).toContain('<strong class="document__grade document__grade--4">4 Inadequate</strong>');
  });

  it('leads from the number to the evidence, and each anchor is there once', () => {
    const ids = [...html().matchAll(/ id="([^"]+)"/gu)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html().matchAll(/href="#([^"]+)"/gu)) expect(ids).toContain(target);
  });

  it('has no style attribute and no script, as the Content Security Policy demands', () => {
    expect(html()).not.toMatch(/ style=|<script/u);
  });

  it.each(HOSTILE_TEXTS)('prints %s as text', (text) => {
    const page = html(documentOf(text));
    const escaped = text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;');
    expect(page.split(escaped).length).toBeGreaterThan(18);
    expect(page).not.toMatch(/<script|<w:br/u);
    expect(page).not.toMatch(/<[^>]* onmouseover="/u);
  });

  it('follows no link that could run something, and keeps its words', () => {
    const blocks = [
      heading(1, 'Links', 'links'),
      paragraph([link('javascript:alert(1)', 'bad'), link('#links', 'up'), link('#gone', 'gone')]),
    ];
    const page = html({ ...exampleReview(), blocks });
    expect(page).not.toContain('javascript:');
    expect(page).toContain('bad<a href="#links">up</a>gone');
  });
});
