import { capital } from '#platform/capital.ts';
import { longDate } from '#platform/clock.ts';
import {
  type Block,
  callout,
  type DocumentTree,
  heading,
  keyFacts,
  numberColumn,
  paragraph,
  strong,
  table,
  textColumn,
} from '#platform/documents/index.ts';
import { type FigureFact, outcomeWords, type PaperFacts, type PointFact } from '../facts.ts';

export const day = (iso: string): string => longDate(Temporal.PlainDate.from(iso));

/** “Attainment 8 (working at)”. */
export const titleOfFigure = ({ title, madeOf }: Pick<FigureFact, 'title' | 'madeOf'>): string =>
  madeOf ? `${title} (${madeOf.toLowerCase()})` : title;

/** Text as it was typed: an empty line begins a paragraph. */
const paragraphs = (text: string, lead?: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .map((each) => each.replaceAll('\n', ' ').trim())
    .filter((each) => each !== '')
    .map((each, index) => paragraph(index === 0 && lead ? [strong(lead), ' ', each] : each));

/** All that stands locked beside the texts, in words. */
export function factsOfFigure(figure: FigureFact): { label: string; value: string }[] {
  return [
    { label: 'School', value: figure.pupils === null ? figure.value : `${figure.value}, ${figure.pupils} pupils` },
    ...(figure.range ? [{ label: 'Likely range', value: figure.range }] : []),
    ...(figure.change ? [{ label: `Since the ${figure.change.since}`, value: figure.change.words }] : []),
    ...(figure.target ? [{ label: 'Target', value: `${figure.target.value}. ${figure.target.words}` }] : []),
    ...(figure.trust ? [{ label: 'Trust', value: figure.trust }] : []),
    ...(figure.gaps.length > 0
      ? [{ label: 'Gaps', value: figure.gaps.map((gap) => `${capital(gap.group)}: ${gap.words}`).join('. ') }]
      : []),
    ...(figure.note ? [{ label: 'Note', value: figure.note }] : []),
  ];
}

const glance = (points: readonly PointFact[]): Block =>
  table({
    caption: 'The measures at a glance',
    columns: [
      textColumn('Measure', 0.34),
      numberColumn('School', 0.14),
      numberColumn('Pupils', 0.1),
      numberColumn('Target', 0.12),
      numberColumn('Trust', 0.12),
      textColumn('Since last time', 0.18),
    ],
    rows: points.map(({ figure }) => [
      titleOfFigure(figure),
      figure.value,
      figure.pupils === null ? '—' : String(figure.pupils),
      figure.target?.value ?? '—',
      figure.trust ?? '—',
      figure.change?.words ?? '—',
    ]),
    headerColumn: true,
  });

/** “Head of mathematics, by 12 February 2027”. */
export const whoByWhen = ({ who, by }: Pick<PointFact, 'who' | 'by'>): string =>
  `${who}${by === null ? '' : `, by ${day(by)}`}`;

const onePoint = (point: PointFact): Block[] => [
  heading(2, titleOfFigure(point.figure)),
  keyFacts(factsOfFigure(point.figure)),
  ...paragraphs(point.says, 'What it says.'),
  ...paragraphs(point.why, 'Why.'),
  ...paragraphs(point.next, 'What next.'),
  paragraph([strong(whoByWhen(point))]),
];

const nextSteps = (points: readonly PointFact[]): Block[] => [
  heading(1, 'What we do next'),
  table({
    caption: 'Next steps',
    columns: [textColumn('Measure', 0.24), textColumn('Step', 0.4), textColumn('Who', 0.18), textColumn('By', 0.18)],
    rows: points.map((point) => [
      titleOfFigure(point.figure),
      point.next,
      point.who,
      point.by === null ? '—' : day(point.by),
    ]),
    headerColumn: true,
  }),
];

const lastTime = (facts: PaperFacts): Block[] =>
  facts.lastTime.length === 0
    ? []
    : [
        heading(1, 'What we said last time'),
        table({
          caption: 'Steps of last time',
          columns: [
            textColumn('What we said', 0.4),
            textColumn('Who, by when', 0.22),
            textColumn('Whether it happened', 0.38),
          ],
          rows: facts.lastTime.map((step) => [
            `${step.step} (${step.about}, ${step.saidIn})`,
            whoByWhen(step),
            `${step.outcome ? outcomeWords[step.outcome] : 'Not said'}${step.note ? `. ${step.note}` : ''}`,
          ]),
        }),
      ];

/** The paper: the summary first, the measures one by one, what was said last time and what comes next. */
export function paperDocument(facts: PaperFacts): DocumentTree {
  return {
    title: `Analysis of the ${facts.snapshot}`,
    subtitle: facts.school,
    organisation: facts.trust,
    language: 'en-GB',
    classification: 'For the Executive Principal and the local governing body',
    date: Temporal.PlainDate.from(facts.presentedOn),
    details: [
      { label: 'Presented by', value: `${facts.head}, head teacher` },
      { label: 'Snapshot', value: `${facts.snapshot}, ${facts.term}` },
      {
        label: 'Data as at',
        value: `${day(facts.dataOn)}${facts.version > 1 ? ` (version ${facts.version}, corrected)` : ''}`,
      },
      ...(facts.number > 1 ? [{ label: 'Paper', value: `${facts.number}, which replaces the one before` }] : []),
    ],
    blocks: [
      ...(facts.number > 1 && facts.why ? [callout('info', 'Why it is presented again', [paragraph(facts.why)])] : []),
      heading(1, 'Summary'),
      ...paragraphs(facts.summary),
      glance(facts.points),
      heading(1, 'Measure by measure'),
      ...facts.points.flatMap(onePoint),
      ...nextSteps(facts.points),
      ...lastTime(facts),
      heading(1, 'About the figures'),
      paragraph(
        'Figures of fewer than six pupils, and what is needed to work them out, are held back. The likely range is where a figure would lie nineteen times out of twenty if the school had had other pupils like these: a difference inside it may be chance.',
      ),
    ],
  };
}
