import { asSentence } from '../documents/as-sentence.ts';
import type { Part } from '../rules.ts';
import type { ReportContent } from './queries.ts';

/** The parts that the school answers for, in the order of the document. */
export function partsOf(content: ReportContent): { part: Part; title: string; body: string }[] {
  const findings = content.findings.map((it) => `${it.number}. ${asSentence(it.what)} ${it.why}`).join('\n');
  const section = (code: string) => content.sections.filter((it) => it.code === code);
  return [
    ...[...section('looked_at'), ...section('strengths'), ...section('improve'), ...content.themes],
    { part: 'findings' as const, title: 'Findings', body: findings },
    ...section('changes'),
  ]
    .filter((it) => it.body.trim() !== '')
    .map(({ part, title, body }) => ({ part, title, body }));
}

export function partTitle(content: ReportContent, part: string): string {
  if (part === 'findings') return 'Findings';
  return [...content.sections, ...content.themes].find((it) => it.part === part)?.title ?? part;
}
