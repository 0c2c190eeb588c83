import { academicYearName } from '#core/academic-year/rules.ts';
import { citedBlocks } from '#core/claims/cited-text.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import type { Grade } from '#core/frameworks/queries.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import {
  type Block,
  blocksFromMarkdown,
  bullets,
  callout,
  type DocumentTree,
  emphasis,
  evidenceList,
  heading,
  numbered,
  paragraph,
  signatures,
  strong,
  table,
  textColumn,
} from '#platform/documents/index.ts';
import type { GradeChange } from '../change-rules.ts';
import type { ReportContent } from '../content/queries.ts';
import type { ReportTexts } from '../for-governors.ts';
import { foundWords, type SectionCode, sections, topicLabels } from '../rules.ts';
import { asSentence } from './as-sentence.ts';
import { assurance } from './assurance.ts';
import { lookedAtSentence } from './looked-at.ts';

export type Version = 'full' | 'governors';
export type DocumentSource = {
  content: ReportContent;
  /** As this version says it. */
  texts: ReportTexts;
  version: Version;
  /** Grades of the report before beside these; empty where there is none. */
  grades: readonly GradeChange[];
  /** Names that governors may read: who leads the Trust. */
  leaders: readonly string[];
  trustName: string;
  urn: string;
  date: Temporal.PlainDate;
  /** `draft` before it is issued; else its number and, after the first, why it was issued again. */
  issue: 'draft' | { number: number; why: string | null };
};

const graded = (grade: Grade | null): string => (grade ? gradeLabel(grade) : 'Not judged');

function described(content: ReportContent): (id: string) => string {
  return (id) => {
    const item = content.evidence.get(id);
    if (!item) return 'Evidence held by the trust';
    const what = `${evidenceKindLabel(item.kind)}, ${longDate(item.happenedOn)}`;
    // A title of what only the review's team may open can say whose lesson it was.
    return item.open && item.piece ? `${what}: ${item.piece.title}` : what;
  };
}

function textOf({ content, texts, version }: DocumentSource, part: string, below: 1 | 2): readonly Block[] {
  const body = texts.parts.get(part) ?? '';
  if (version === 'governors') return blocksFromMarkdown(body, { below });
  return citedBlocks(
    body,
    content.claims.filter((claim) => claim.part === part),
    described(content),
    { below },
  );
}

function section(source: DocumentSource, code: SectionCode): Block[] {
  const body = textOf(source, `section:${code}`, 1);
  return body.length === 0 ? [] : [heading(1, sections[code].title), ...body];
}

function themes(source: DocumentSource): Block[] {
  const { content, grades } = source;
  if (content.themes.length === 0) return [];
  const before = content.earlier !== null;
  const earlier = (areaCode: string): string => {
    const change = grades.find((one) => one.areaCode === areaCode);
    if (!change?.before) return change?.why ?? 'Not judged';
    return graded(change.before);
  };
  return [
    heading(1, 'Themes and their grades'),
    table({
      caption: 'Trust judgements, and how the school sees itself',
      headerColumn: true,
      columns: [
        textColumn('Theme'),
        textColumn('Trust judgement'),
        textColumn('The school’s own view'),
        ...(before ? [textColumn('In the report before')] : []),
      ],
      rows: content.themes.map((theme) => [
        theme.title,
        strong(graded(theme.grade)),
        graded(theme.ownGrade),
        ...(before ? [earlier(theme.areaCode)] : []),
      ]),
      note: `${content.framework.name}, version ${content.framework.version}. A Trust judgement, not an Ofsted inspection outcome.`,
    }),
    ...content.themes.flatMap((theme) => {
      const body = textOf(source, theme.part, 2);
      return body.length === 0 ? [] : [heading(2, theme.title), ...body];
    }),
  ];
}

function findings({ content, texts }: DocumentSource): Block[] {
  if (content.findings.length === 0) return [];
  const title = (areaCode: string | null) => content.themes.find((theme) => theme.areaCode === areaCode)?.title;
  return [
    heading(1, 'Findings to act on'),
    numbered(
      content.findings.map((finding) => {
        const said = texts.findings.get(finding.id) ?? finding;
        const theme = title(finding.areaCode);
        return [strong(asSentence(said.what)), ` ${said.why}`, ...(theme ? [' ', emphasis(`(${theme})`)] : [])];
      }),
    ),
  ];
}

function changes(source: DocumentSource): Block[] {
  const { content, texts } = source;
  const words = textOf(source, 'section:changes', 1);
  const { earlier } = content;
  if (!earlier) return words.length === 0 ? [] : [heading(1, sections.changes.title), ...words];
  return [
    heading(1, sections.changes.title),
    paragraph(`The report before was issued on ${longDate(londonDate(earlier.issued_at))}.`),
    ...words,
    ...(earlier.findings.length === 0
      ? []
      : [
          table({
            caption: 'What became of its findings',
            columns: [textColumn('Finding', 0.46), textColumn('Now', 0.18), textColumn('What was seen', 0.36)],
            rows: earlier.findings.map((finding) => {
              const said = content.followUps.find((it) => it.earlierFindingId === finding.id);
              const text = texts.followUps.get(finding.id);
              const carried = content.findings.find((it) => it.id === said?.findingId);
              return [
                `${finding.number}. ${text?.earlier ?? finding.forGovernors.what}`,
                `${said ? foundWords[said.found] : 'Nothing said yet'}${carried ? ` (finding ${carried.number})` : ''}`,
                text?.words ?? '',
              ];
            }),
          }),
        ]),
  ];
}

/** What the report is about: “Mathematics”, “Behaviour”. */
export const aboutWhat = (report: ReportContent['report']): string =>
  report.topic ? topicLabels[report.topic] : (report.departmentName ?? report.title);

/** The report as a document, in one of its two versions. The same source gives the same tree. */
export function reportDocument(source: DocumentSource): DocumentTree {
  const { content, texts, version, issue } = source;
  const { report } = content;
  const governors = version === 'governors';
  const again = issue !== 'draft' && issue.number > 1 ? issue : null;
  const lead = report.authors.find((author) => author.role === 'lead');
  const named = lead && (!governors || source.leaders.includes(lead.name)) ? lead.name : null;
  const signed = content.steps.findLast((step) => step.step === 'signed');
  const facts: (readonly [string, string | null])[] = [
    ['School', report.schoolName],
    [report.kind === 'topic_review' ? 'Topic' : 'Department', aboutWhat(report)],
    ['Lead author', named],
    ['Issue', again ? `${again.number}, in place of issue ${again.number - 1}` : null],
  ];
  const looked =
    (texts.parts.get('section:looked_at') ?? '').trim() === '' ? [] : textOf(source, 'section:looked_at', 1);
  return {
    title: `${issue === 'draft' ? 'DRAFT: ' : ''}${report.title}`,
    subtitle: `${report.schoolName}, ${academicYearName(report.academicYear)}`,
    organisation: source.trustName,
    language: 'en-GB',
    reference: `RR-${report.academicYear}-${source.urn}${governors ? '-G' : ''}${again ? `-${again.number}` : ''}`,
    classification:
      issue === 'draft'
        ? 'Draft for its authors and the school’s leaders'
        : governors
          ? 'For governors and trustees: staff not named'
          : 'For leaders of the school and of the Trust',
    date: source.date,
    details: facts.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value }])),
    blocks: [
      ...(again ? [callout('warning', 'What has changed in this issue', [paragraph(again.why ?? '')])] : []),
      heading(1, sections.looked_at.title),
      paragraph(lookedAtSentence(content, governors)),
      ...looked,
      ...section(source, 'strengths'),
      ...section(source, 'improve'),
      ...themes(source),
      ...findings(source),
      ...changes(source),
      ...(texts.reply.trim() === ''
        ? []
        : [heading(1, 'The school’s reply'), ...blocksFromMarkdown(texts.reply, { below: 1 })]),
      ...about(source),
      ...(!governors && content.claims.some((claim) => claim.evidenceIds.length > 0) ? [evidenceList()] : []),
      ...(issue === 'draft' || !signed
        ? []
        : [signatures([{ role: 'For the Trust', name: signed.name, date: londonDate(signed.takenAt) }])]),
    ],
  };
}

function about(source: DocumentSource): Block[] {
  const said = assurance(source.content, source.version, source.leaders);
  return said.length === 0 ? [] : [heading(2, 'About this report'), bullets(said)];
}
