import { inkName } from './chart-ink.ts';

const elements = new Set(['g', 'path', 'text', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']);
const attributes = new Set(
  'd x y x1 y1 x2 y2 cx cy r rx ry width height points transform text-anchor dominant-baseline stroke-width stroke-dasharray stroke-linecap stroke-linejoin'.split(
    ' ',
  ),
);
const dropped = new Set(['style', 'defs', 'script', 'foreignobject']);
const harmless = /^[\w\s.,()+-]*$/;
const token = /<(\/?)([\w:-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>|<!\[CDATA\[[\s\S]*?\]\]>|([^<]+)/g;
const attribute = /([\w:-]+)="([^"]*)"/g;

const cleanAttributes = (tag: string, source: string): string => {
  const kept: string[] = [];
  const classNames: string[] = [];
  for (const [, name = '', value = ''] of source.matchAll(attribute)) {
    if (name === 'fill' || name === 'stroke') {
      if (tag === 'text' && name === 'stroke') continue;
      const ink = inkName(value);
      if (ink !== undefined) classNames.push(`c${name.charAt(0)}-${ink}`);
      else kept.push(`${name}="${value === 'none' || value === 'transparent' ? 'none' : 'currentColor'}"`);
    } else if (name === 'style') {
      if (value.includes('font-weight:bold')) kept.push('font-weight="600"');
    } else if (attributes.has(name) && harmless.test(value)) kept.push(`${name}="${value}"`);
  }
  if (classNames.length > 0) kept.push(`class="${classNames.join(' ')}"`);
  return kept.length > 0 ? ` ${kept.join(' ')}` : '';
};

/**
 * Rebuilds a drawing from an allow-list: no `<style>`, no `style=`, no ids, no handlers, colours as classes. ECharts escapes text but not attributes, and
 * its inline styles are what the Content Security Policy forbids. Returns what belongs inside the `<svg>` element.
 */
export function cleanSvg(svg: string): string {
  const shapes: string[] = [];
  // Words last, so that no line is drawn through them.
  const words: string[] = [];
  let out = shapes;
  let droppedDepth = 0;
  for (const [whole, closing, name, attributesSource, text] of svg.matchAll(token)) {
    if (text !== undefined) {
      if (droppedDepth === 0 && text.trim() !== '')
        out.push(text.replace(/&(?!(?:amp|lt|gt|quot|#39|#\d+);)/g, '&amp;').replace(/>/g, '&gt;'));
      continue;
    }
    const tag = name?.toLowerCase() ?? '';
    if (dropped.has(tag)) {
      droppedDepth += closing ? -1 : whole.endsWith('/>') ? 0 : 1;
      continue;
    }
    if (droppedDepth > 0 || !elements.has(tag)) continue;
    if (tag === 'text') out = words;
    out.push(
      closing
        ? `</${tag}>`
        : `<${tag}${cleanAttributes(tag, attributesSource ?? '')}${whole.endsWith('/>') ? '/>' : '>'}`,
    );
    if (tag === 'text' && closing) out = shapes;
  }
  return [...shapes, ...words].join('');
}
