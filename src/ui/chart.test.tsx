import { describe, expect, test } from 'vitest';
import { Chart } from './chart.tsx';
import { summarise } from './chart-values.ts';
import { cleanSvg } from './clean-svg.ts';
import { drawChart } from './draw-chart.ts';
import { hostile } from './samples.tsx';

const years = ['2023/24', '2024/25', '2025/26'];
const data = {
  kind: 'line' as const,
  unit: '%',
  categories: years,
  series: [{ name: 'Ashdown', values: [{ missing: 'not published' }, 47, 54] }],
};

describe('a chart', () => {
  test('has the words for what is missing in its table', () => {
    const html = String(<Chart title="Results" {...data} />);
    expect(html).toMatch(/<th scope="row"[^>]*>2023\/24<\/th><td[^>]*>not published/);
    expect(html).toMatch(/<td[^>]*>54%/);
  });

  test('is heard as a sentence', () => {
    expect(summarise(data)).toBe('Ashdown: 47% (2024/25) to 54% (2025/26).');
    expect(String(<Chart title="Results" {...data} />)).toContain(
      'aria-label="Results. Ashdown: 47% (2024/25) to 54% (2025/26)."',
    );
  });

  test('takes its colours from the style sheet', () => {
    const { markup } = drawChart(data, false);
    expect(markup).toContain('class="cs-1"');
    expect(markup).not.toMatch(/#[0-9a-f]{6}|rgb|style|font-family|id=/);
  });

  test('leaves a gap where there is no figure', () => {
    const gap = { ...data, series: [{ name: 'A', values: [50, null, 54] }] };
    const line = /<path d="([^"]*)"[^>]*class="cs-1"/.exec(drawChart(gap, false).markup)?.[1] ?? '';
    expect(line.match(/M/g)).toHaveLength(2);
  });

  test('draws bars from nothing, whatever the lowest figure', () => {
    expect(drawChart({ ...data, kind: 'bar', min: 40 }, false).markup).toContain('>0%<');
  });

  test('draws every kind with hostile names, no figures and figures below nothing', () => {
    for (const kind of ['line', 'bar', 'grouped-bar', 'range'] as const)
      for (const horizontal of [true, false]) {
        const { markup } = drawChart(
          { kind, horizontal, categories: [hostile, 'b'], series: [{ name: hostile, values: [-2, null] }] },
          true,
        );
        expect(markup).not.toMatch(/<script|<img|style=/);
        expect(drawChart({ kind, horizontal, categories: [], series: [] }, false).markup).not.toContain('NaN');
      }
  });
});

describe('the cleaning of a drawing', () => {
  test('keeps only shapes and words', () => {
    const dirty = `<svg><style ><![CDATA[.a{fill:red}]]></style><script>alert(1)</script><defs ><clipPath id="c"><path d="M0 0"></path></clipPath></defs>
      <path d="M0 0" onclick="alert(1)" style="fill:url(javascript:x)" fill="#0000a2" id="a"></path><foreignObject><a href="javascript:x">x</a></foreignObject><text fill="#0000b2" x="1">a &amp; b</text></svg>`;
    expect(cleanSvg(dirty)).toBe('<path d="M0 0" class="cf-2"></path><text x="1" class="cf-label">a &amp; b</text>');
  });

  test('drops an attribute whose value is more than numbers and names', () => {
    expect(cleanSvg('<rect width="1" x="url(#a)" transform="translate(1 2);x:y"></rect>')).toBe(
      '<rect width="1"></rect>',
    );
  });
});
