import { readdirSync } from 'node:fs';
import type { Child } from 'hono/jsx';
import { describe, expect, test } from 'vitest';
import { hostile, inertProblems, samples } from './samples.tsx';

const render = (node: Child) => String(node);

describe('every component', () => {
  const drawn = samples(hostile);

  test.each(Object.entries(drawn))('%s shows hostile text as text', (_, node) => {
    expect(inertProblems(render(node))).toEqual([]);
  });

  test.each(Object.entries(samples('Plain words')))('%s shows what it is given', (name, node) => {
    const html = render(node);
    expect(inertProblems(html)).toEqual([]);
    if (!['Sparkline'].includes(name)) expect(html).toContain('Plain words');
  });

  test('has a sample here', () => {
    const components = readdirSync(import.meta.dirname)
      .filter((file) => file.endsWith('.tsx') && !/\.test\.|^(?:gallery.*|samples|field)\.tsx$/.test(file))
      .map((file) => file.replace('.tsx', '').replaceAll('-', ''));
    const sampled = new Set(Object.keys(drawn).map((name) => name.toLowerCase()));
    expect(components.filter((name) => !sampled.has(name))).toEqual(['skiplink']);
  });

  test('gives each id once', () => {
    for (const node of Object.values(drawn)) {
      const ids = [...render(node).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});
