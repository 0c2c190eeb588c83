import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import {
  type Block,
  bullets,
  type DocumentTree,
  heading,
  numberColumn,
  paragraph,
  strong,
  table,
  textColumn,
} from '#platform/documents/index.ts';
import { readMinutes } from '../kept-agenda.ts';
import type { Minutes } from '../minutes.ts';
import type { Meeting } from '../queries.ts';
import type { Side } from '../tables.ts';
import { carriedWords, directionWords, partTitles, ragNames, sideNames } from '../words.ts';

type Answer = { side: Side; agrees: boolean; words: string | null; by: string; answered_at: Temporal.Instant };
type Printed = {
  meeting: Meeting;
  newest: {
    version: number;
    content: unknown;
    why: string | null;
    circulated_at: Temporal.Instant;
    circulator: string;
  };
  answers: readonly Answer[];
  trustName: string;
  date: Temporal.PlainDate;
};

/** `Minutes 2026-11-10, Ashdown School`. */
export const minutesFileName = (meeting: Meeting): string =>
  `Minutes ${(meeting.held_on ?? meeting.planned_on).toString()}, ${meeting.school.replace(/[^\p{L}\p{N} '-]/gu, '').trim()}`;

const notes = (words: string | undefined): Block[] =>
  words ? words.split(/\n{2,}/).map((text) => paragraph(text)) : [];

function criterionBlocks({ criteria }: Minutes): Block[] {
  if (criteria.length === 0) return [paragraph('No plan was in force.')];
  return criteria.flatMap((one): Block[] => [
    heading(3, one.what),
    paragraph(`${one.target}. ${one.plan}: ${one.objective}`),
    ...(one.last
      ? [
          paragraph([
            strong('Before: '),
            `${ragNames[one.last.rag]}, ${one.last.value} (${one.last.on}). ${one.last.reason}`,
          ]),
        ]
      : [paragraph([strong('Before: '), 'nothing had been recorded.'])]),
    one.now
      ? paragraph([strong('Now: '), `${ragNames[one.now.rag]}, ${one.now.value}. ${one.now.reason}`])
      : paragraph([strong('Not discussed: '), one.notDiscussed ?? '']),
  ]);
}

const overdueTable = (minutes: Minutes): Block =>
  table({
    caption: partTitles.plan_actions,
    columns: [textColumn('Action', 0.55), textColumn('Owner', 0.25), textColumn('Was due', 0.2)],
    rows: minutes.planActions.map((one) => [one.what, one.owner, one.dueOn]),
    headerColumn: true,
  });

const changesTable = (minutes: Minutes): Block =>
  table({
    caption: partTitles.data,
    columns: [textColumn('What', 0.4), textColumn('Was', 0.2), textColumn('Is', 0.22), textColumn('Which way', 0.18)],
    rows: minutes.changes.map((one) => [
      one.what,
      one.was ?? '—',
      one.now,
      one.direction ? directionWords[one.direction] : '—',
    ]),
    headerColumn: true,
    note: 'Figures of fewer than six pupils are held back.',
  });

const enquiriesTable = (minutes: Minutes): Block =>
  table({
    caption: partTitles.enquiries,
    columns: [textColumn('Question', 0.55), textColumn('Who follows it up', 0.25), textColumn('By when', 0.2)],
    rows: minutes.enquiries.map((one) => [one.question, one.owner, `${one.byWhen}${one.overdue ? ', overdue' : ''}`]),
    headerColumn: true,
  });

const earlierTable = (minutes: Minutes): Block =>
  table({
    caption: partTitles.earlier,
    columns: [
      textColumn('Action', 0.34),
      textColumn('Who', 0.18),
      textColumn('By when', 0.16),
      numberColumn('Carried over', 0.12),
      textColumn('State', 0.2),
    ],
    rows: minutes.earlier.map((one) => [one.what, one.owner, one.dueOn, carriedWords(one.carried), one.state]),
    headerColumn: true,
  });

const section = (title: string, rows: readonly unknown[], shown: () => Block, words: string | undefined): Block[] =>
  rows.length === 0 && !words ? [] : [heading(2, title), ...(rows.length > 0 ? [shown()] : []), ...notes(words)];

function answerBlocks(answers: readonly Answer[]): Block[] {
  const missing = (['holder', 'head'] as const).filter((side) => !answers.some((answer) => answer.side === side));
  return [
    heading(2, 'Are these minutes right?'),
    table({
      caption: 'What both say of these minutes',
      columns: [textColumn('Side', 0.2), textColumn('What they say', 0.5), textColumn('Who and when', 0.3)],
      rows: [
        ...answers.map((answer) => [
          sideNames[answer.side],
          answer.agrees ? 'They are right' : `Sees it differently: ${answer.words ?? ''}`,
          `${answer.by}, ${longMoment(answer.answered_at)}`,
        ]),
        ...missing.map((side) => [sideNames[side], 'Has not said yet', '—']),
      ],
      headerColumn: true,
    }),
  ];
}

/** The minutes for the two who met: what was frozen when they were circulated, and what both have said of them since. */
export function minutesDocument({ meeting, newest, answers, trustName, date }: Printed): DocumentTree {
  const { minutes } = readMinutes(newest.content);
  return {
    title: `Line management meeting, ${minutes.heldOn}`,
    subtitle: meeting.school,
    organisation: trustName,
    language: 'en-GB',
    classification: 'Confidential: for the two who met',
    date,
    details: [
      { label: 'Present', value: `${minutes.holder} and ${minutes.head}` },
      {
        label: 'Held on',
        value: minutes.plannedFor ? `${minutes.heldOn}, planned for ${minutes.plannedFor}` : minutes.heldOn,
      },
      { label: 'Where', value: minutes.place },
      { label: 'Circulated', value: `${longDate(londonDate(newest.circulated_at))} by ${newest.circulator}` },
      ...(newest.version > 1 ? [{ label: 'Version', value: `${newest.version}, corrected: ${newest.why ?? ''}` }] : []),
    ],
    blocks: [
      heading(2, 'Progress against the criteria of the action plan'),
      ...criterionBlocks(minutes),
      ...section(partTitles.plan_actions, minutes.planActions, () => overdueTable(minutes), minutes.notes.plan_actions),
      ...section(partTitles.data, minutes.changes, () => changesTable(minutes), minutes.notes.data),
      ...section(partTitles.enquiries, minutes.enquiries, () => enquiriesTable(minutes), minutes.notes.enquiries),
      ...section(partTitles.earlier, minutes.earlier, () => earlierTable(minutes), minutes.notes.earlier),
      ...(minutes.items.length > 0
        ? [
            heading(2, 'Items of either side'),
            ...minutes.items.flatMap((item) => [heading(3, `${item.title} (${item.by})`), ...notes(item.words)]),
          ]
        : []),
      heading(2, 'Decisions'),
      minutes.decisions.length > 0
        ? bullets(minutes.decisions.map((one) => [strong(one.title), one.words ? `: ${one.words}` : '']))
        : paragraph('None.'),
      heading(2, 'Actions agreed'),
      minutes.actions.length > 0
        ? table({
            caption: 'Actions agreed',
            columns: [textColumn('What', 0.55), textColumn('Who', 0.25), textColumn('By when', 0.2)],
            rows: minutes.actions.map((one) => [one.what, one.owner, one.dueOn]),
            headerColumn: true,
          })
        : paragraph('None.'),
      ...answerBlocks(answers),
    ],
  };
}
