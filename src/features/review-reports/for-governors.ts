import type { FactCheck } from './checks/queries.ts';
import type { ReportContent } from './content/queries.ts';
import { gradedPeople } from './names/graded-people-rules.ts';
import { type Leftover, type NameKnowledge, type Replacement, withoutNames } from './names/name-rules.ts';
import { withoutSmallNumbers } from './names/small-number-rules.ts';

/** The words of a report that readers meet, each by where it stands. */
export type ReportTexts = {
  /** By part. */
  parts: ReadonlyMap<string, string>;
  /** By the id of the finding. */
  findings: ReadonlyMap<string, { what: string; why: string }>;
  /** What was said of each finding of the report before, by its id, with that finding as its own report said it. */
  followUps: ReadonlyMap<string, { words: string; earlier: string }>;
  /** What the school says to the report, or ''. */
  reply: string;
};

export type GovernorsTexts = ReportTexts & {
  replacements: readonly (Replacement & { where: string })[];
  leftovers: readonly (Leftover & { where: string })[];
  /** Sentences, in either version, that name a person beside a grade. */
  graded: readonly { where: string; sentence: string }[];
};

/** The school's reply that counts: of its newest round with one. */
export const replyOf = (checks: readonly FactCheck[]): string =>
  checks.findLast((round) => round.returnedAt !== null && round.reply.trim() !== '')?.reply ?? '';

/** The texts as they were written. */
export function fullTexts(content: ReportContent): ReportTexts {
  return {
    parts: new Map([...content.sections, ...content.themes].map((it) => [it.part, it.body])),
    findings: new Map(content.findings.map((it) => [it.id, { what: it.what, why: it.why }])),
    followUps: new Map(
      (content.earlier?.findings ?? []).map((finding) => [
        finding.id,
        {
          words: content.followUps.find((it) => it.earlierFindingId === finding.id)?.words ?? '',
          earlier: finding.what,
        },
      ]),
    ),
    reply: replyOf(content.checks),
  };
}

/** The texts as governors read them: names replaced by roles, small groups held back; and what the authors still have to settle. */
export function governorsTexts(content: ReportContent, knowledge: NameKnowledge): GovernorsTexts {
  const replacements: (Replacement & { where: string })[] = [];
  const leftovers: (Leftover & { where: string })[] = [];
  const graded: { where: string; sentence: string }[] = [];
  const known = { ...knowledge, allowed: [...knowledge.allowed, ...content.themes.map((theme) => theme.title)] };
  const read = (where: string, text: string): string => {
    if (text.trim() === '') return text;
    const found = withoutNames(text, known);
    replacements.push(...found.replacements.map((it) => ({ ...it, where })));
    leftovers.push(...found.leftovers.map((it) => ({ ...it, where })));
    graded.push(...gradedPeople(text, found.replacements).map((sentence) => ({ where, sentence })));
    return withoutSmallNumbers(found.text);
  };
  const full = fullTexts(content);
  const titles = new Map([...content.sections, ...content.themes].map((it) => [it.part as string, it.title]));
  return {
    parts: new Map([...full.parts].map(([part, body]) => [part, read(titles.get(part) ?? part, body)])),
    findings: new Map(
      content.findings.map((it) => [
        it.id,
        { what: read(`Finding ${it.number}`, it.what), why: read(`Finding ${it.number}`, it.why) },
      ]),
    ),
    followUps: new Map(
      (content.earlier?.findings ?? []).map((finding) => [
        finding.id,
        {
          words: read(`What became of finding ${finding.number}`, full.followUps.get(finding.id)?.words ?? ''),
          earlier: finding.forGovernors.what,
        },
      ]),
    ),
    reply: read('The school’s reply', full.reply),
    replacements,
    leftovers,
    graded,
  };
}
