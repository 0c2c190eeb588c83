import { academicYearName } from '#core/academic-year/rules.ts';
import { citedBlocks } from '#core/claims/cited-text.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { londonDate, longDate, monthOf } from '#platform/clock.ts';
import {
  type Block,
  bullets,
  callout,
  type DocumentTree,
  emphasis,
  evidenceList,
  type Fact,
  heading,
  keyFacts,
  numbered,
  paragraph,
  signatures,
  strong,
} from '#platform/documents/index.ts';
import type { FactCheck } from '../checks/queries.ts';
import type { ReviewContent } from '../content/queries.ts';
import { type SectionCode, safeguardingArea, sections } from '../rules.ts';
import { gradeBlocks } from './grade-blocks.ts';
import type { SchoolDetails } from './queries.ts';

export type DocumentSource = {
  content: ReviewContent;
  checks: readonly FactCheck[];
  details: SchoolDetails;
  trustName: string;
  date: Temporal.PlainDate;
  /** `draft` for a copy before the review is issued; else the number of the issue and, after the first, why it was issued again. */
  issue: 'draft' | { number: number; why: string | null };
};

function described(content: ReviewContent): (id: string) => string {
  return (id) => {
    const piece = content.pieces.get(id);
    // A document is read by many: of evidence for named readers it says what kind it is and the month, whoever issues it.
    if (piece?.readers === 'named') return `${evidenceKindLabel(piece.kind)}, ${monthOf(piece.happened_on)}`;
    const item = content.evidence.get(id);
    return item
      ? `${evidenceKindLabel(item.kind)}, ${longDate(item.happened_on)}: ${item.title}`
      : 'Evidence held by the trust';
  };
}

function partBlocks(content: ReviewContent, part: string, body: string, below: 1 | 2): readonly Block[] {
  return citedBlocks(
    body,
    content.claims.filter((claim) => claim.part === part),
    described(content),
    { below },
  );
}

function section(content: ReviewContent, code: SectionCode): readonly Block[] {
  const found = content.sections.find((it) => it.code === code);
  return found ? partBlocks(content, found.part, found.body, 1) : [];
}

/** The standard sentence where the framework judges whether arrangements are effective; else the grade in its own words. */
function safeguarding(content: ReviewContent): readonly Block[] {
  const judged = content.judgements.find((it) => it.area.code === safeguardingArea);
  if (!judged) return section(content, 'safeguarding');
  const { grade } = judged;
  const effective = grade?.code === 'effective' || grade?.code === 'not_effective';
  const said =
    grade && effective
      ? `The arrangements for safeguarding are ${grade.label.toLowerCase()}.`
      : `Trust judgement: ${grade ? gradeLabel(grade) : 'not yet judged'}`;
  return [paragraph(strong(said)), ...partBlocks(content, judged.part, judged.reasons, 1)];
}

function improvement(content: ReviewContent): Block[] {
  const titles = new Map(content.judgements.map((it) => [it.area.code, it.area.title]));
  return [
    heading(1, sections.improvement.title),
    paragraph(emphasis('Information for the school, its local governing body and the trust.')),
    ...section(content, 'improvement'),
    ...(content.keyIssues.length === 0
      ? []
      : [
          numbered(
            content.keyIssues.map((issue) => [
              issue.body,
              ' ',
              emphasis(`(${titles.get(issue.areaCode) ?? issue.areaCode})`),
            ]),
          ),
        ]),
  ];
}

function facts(entries: readonly (readonly [label: string, value: string | number | null | undefined])[]): Fact[] {
  return entries.flatMap(([label, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ label, value: String(value) }],
  );
}

function schoolFacts({ school, head, chair }: SchoolDetails, trustName: string): Fact[] {
  return facts([
    ['Unique reference number', school.urn],
    ['Local authority', school.local_authority],
    ['Type of school', school.establishment_type],
    ['Age range of pupils', `${school.low_age} to ${school.high_age}`],
    ['Gender of pupils', school.gender],
    ['Pupils on the school roll', school.pupils_on_roll?.toLocaleString('en-GB')],
    ['Capacity', school.capacity?.toLocaleString('en-GB')],
    ['Appropriate authority', `Board of trustees, ${trustName}`],
    ['Head teacher', head],
    ['Chair of the local governing body', chair],
    ['Joined the trust', school.joined_on ? longDate(school.joined_on) : null],
    ['Website', school.website],
  ]);
}

/** Who checked what, in sentences: the right of reply, the moderation and the signature. */
function assurance(content: ReviewContent, checks: readonly FactCheck[]): string[] {
  const last = (name: string) => content.steps.findLast((step) => step.step === name);
  const on = (step: { taken_at: Temporal.Instant }) => longDate(londonDate(step.taken_at));
  const points = checks.flatMap((round) => round.points);
  const changed = points.filter((point) => point.outcome === 'changed').length;
  const returned = last('facts_returned');
  const moderated = last('moderated');
  const signed = last('signed');
  const said =
    points.length === 0
      ? 'and found nothing to correct'
      : `and raised ${points.length} ${points.length === 1 ? 'point' : 'points'}, ${changed} of which led to a change`;
  return [
    ...(returned ? [`The school checked the facts, ${said} (returned by ${returned.name} on ${on(returned)}).`] : []),
    ...(moderated
      ? [
          `Every grade was agreed in moderation by ${moderated.name}, who did not write the review, on ${on(moderated)}.`,
        ]
      : []),
    ...(signed ? [`Signed by ${signed.name} on ${on(signed)}.`] : []),
  ];
}

function team(content: ReviewContent): string[] {
  return content.review.team.map((member) => {
    const place = [member.role === 'lead' ? 'lead author' : '', member.organisation ?? member.jobTitle ?? '']
      .filter(Boolean)
      .join(', ');
    const interest = member.interest ? ` Declared: ${member.interest}` : '';
    return `${member.name}${place ? `, ${place}` : ''}.${interest}`;
  });
}

const notOfsted =
  'These are Trust judgements. This review is written in the manner of a section 5 report; it is not an Ofsted inspection outcome.';

/** The Annual Review as a document, laid out like a section 5 report. The same source gives the same tree. */
export function reviewDocument(source: DocumentSource): DocumentTree {
  const { content, details, trustName, issue } = source;
  const { review, framework } = content;
  const year = academicYearName(review.academicYear);
  const again = issue !== 'draft' && issue.number > 1 ? issue : null;
  const lead = review.team.find((member) => member.role === 'lead');
  const signed = content.steps.findLast((step) => step.step === 'signed');
  return {
    title: `${issue === 'draft' ? 'DRAFT: ' : ''}Annual Review ${year}`,
    subtitle: review.schoolName,
    organisation: trustName,
    language: 'en-GB',
    reference: `AR-${review.academicYear}-${details.school.urn}${again ? `-${again.number}` : ''}`,
    classification:
      issue === 'draft'
        ? 'Draft for the review team and the school’s leaders'
        : 'For trustees and the local governing body',
    date: source.date,
    details: facts([
      ['School', review.schoolName],
      ['Lead author', lead?.name],
      ['Head teacher', details.head],
      ['Chair of the local governing body', details.chair],
      ['Framework', `${framework.name}, version ${framework.version}`],
      ['Issue', again ? `${again.number}, in place of issue ${again.number - 1}` : null],
      ['Status', 'Trust judgement, not an Ofsted inspection outcome'],
    ]),
    blocks: [
      heading(1, 'Outcome'),
      paragraph(notOfsted),
      ...gradeBlocks(content.judgements),
      ...(again ? [callout('warning', 'What has changed in this issue', [paragraph(again.why ?? '')])] : []),
      heading(1, sections.school_experience.title),
      ...section(content, 'school_experience'),
      heading(1, sections.strengths.title),
      ...section(content, 'strengths'),
      ...content.judgements
        .filter((it) => it.area.code !== safeguardingArea)
        .flatMap((it) => [
          heading(2, it.area.title),
          paragraph(strong(`Trust judgement: ${it.grade ? gradeLabel(it.grade) : 'not yet judged'}`)),
          ...partBlocks(content, it.part, it.reasons, 2),
        ]),
      heading(1, sections.safeguarding.title),
      ...safeguarding(content),
      ...improvement(content),
      heading(1, 'School details'),
      keyFacts(schoolFacts(details, trustName)),
      heading(1, sections.school.title),
      ...section(content, 'school'),
      heading(1, sections.review.title),
      ...section(content, 'review'),
      ...(assurance(content, source.checks).length > 0 ? [bullets(assurance(content, source.checks))] : []),
      heading(2, 'Review team'),
      bullets(team(content)),
      ...(content.claims.some((claim) => claim.evidenceIds.length > 0) ? [evidenceList()] : []),
      ...(issue === 'draft' ? [] : closing(signed)),
    ],
  };
}

function closing(signed: { name: string; taken_at: Temporal.Instant } | undefined): Block[] {
  return [
    heading(2, 'Signed'),
    signatures([
      { role: 'Executive Principal', ...(signed ? { name: signed.name, date: londonDate(signed.taken_at) } : {}) },
    ]),
    paragraph(
      'Trustees and members of the local governing body confirm in Cairn that they have received this review. The trust keeps the list of who has, with the date.',
    ),
  ];
}
