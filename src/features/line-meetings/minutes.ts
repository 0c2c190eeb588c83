import { longDate } from '#platform/clock.ts';
import type { Agenda } from './agenda.ts';
import type { Direction } from './agenda-rules.ts';
import { lineLacks } from './agenda-rules.ts';
import type { CriterionLine, Parts } from './part-queries.ts';
import type { Meeting } from './queries.ts';
import type { Part, Rag } from './tables.ts';

/** The minutes as they are frozen: every word ready to print, and nothing of the head's wellbeing. */
export type Minutes = {
  heldOn: string;
  plannedFor: string | null;
  place: string;
  holder: string;
  head: string;
  criteria: {
    criterionId: string;
    plan: string;
    objective: string;
    what: string;
    target: string;
    last: { on: string; rag: Rag; value: string; reason: string } | null;
    now: { rag: Rag; value: string; reason: string } | null;
    notDiscussed: string | null;
  }[];
  planActions: { what: string; owner: string; dueOn: string }[];
  changes: { what: string; was: string | null; now: string; direction: Direction | null }[];
  enquiries: { question: string; owner: string; byWhen: string; overdue: boolean }[];
  earlier: { what: string; owner: string; dueOn: string; carried: number; state: string }[];
  notes: Partial<Record<Part, string>>;
  items: { title: string; words: string; by: string }[];
  decisions: { title: string; words: string }[];
  actions: { what: string; owner: string; dueOn: string }[];
};

const withUnit = (value: string, unit: string | null): string =>
  unit === '£' ? `£${value}` : unit === '%' ? `${value}%` : unit ? `${value} ${unit}` : value;

/** “62.5%, in three classes of four”: where a criterion stands, as it is printed. */
export function valueWords(line: Pick<CriterionLine, 'value_number' | 'value_words'>, unit: string | null): string {
  const number = line.value_number === null ? '' : withUnit(plainNumber(line.value_number), unit);
  return [number, line.value_words ?? ''].filter(Boolean).join(', ');
}

/** `62.50` as `62.5`. */
export const plainNumber = (value: string): string =>
  value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value;

/** “From 88.5% to 93% by 16 July 2027”. */
export function targetWords(criterion: Pick<Agenda['criteria'][number], 'from' | 'to' | 'byWhen' | 'measure'>): string {
  const quoted = (text: string) => (criterion.measure === 'words' ? `“${text}”` : text);
  const by = criterion.byWhen ? ` by ${longDate(criterion.byWhen)}` : '';
  return `From ${quoted(criterion.from || 'what is not said')} to ${quoted(criterion.to || 'what is not said')}${by}`;
}

const endedWords = (ended: Agenda['earlier'][number]['ended']): string =>
  ended
    ? `${ended.how === 'done' ? 'Done' : 'Dropped'} on ${longDate(ended.on)}${ended.note ? `: ${ended.note}` : ''}`
    : 'Open, carried over';

/** The minutes of a meeting from its agenda and what was written on it. */
export function minutesFrom(meeting: Meeting, agenda: Agenda, parts: Parts): Minutes {
  const lineOf = (id: string) => parts.criteria.find((line) => line.criterion_id === id) ?? null;
  const held = meeting.held_on ?? meeting.planned_on;
  const ofPart = (part: Part) => parts.items.filter((item) => item.part === part);
  const notes = (['plan_actions', 'data', 'enquiries', 'earlier'] as const).flatMap((part) => {
    const words = ofPart(part)[0]?.words.trim() ?? '';
    return words === '' ? [] : [[part, words] as const];
  });
  return {
    heldOn: longDate(held),
    plannedFor: meeting.slot_on && !meeting.slot_on.equals(held) ? longDate(meeting.slot_on) : null,
    place: meeting.place,
    holder: meeting.holder ?? meeting.series_holder,
    head: meeting.head ?? '',
    criteria: agenda.criteria.flatMap((criterion) => {
      const line = lineOf(criterion.criterionId);
      if (line === null || lineLacks(line) !== null) return [];
      return [
        {
          criterionId: criterion.criterionId,
          plan: criterion.plan,
          objective: criterion.objective,
          what: criterion.what,
          target: targetWords(criterion),
          last: criterion.last && {
            on: longDate(criterion.last.on),
            rag: criterion.last.rag,
            value: criterion.last.value,
            reason: criterion.last.reason,
          },
          now:
            line.not_discussed === null && line.rag
              ? { rag: line.rag, value: valueWords(line, criterion.unit), reason: line.reason ?? '' }
              : null,
          notDiscussed: line.not_discussed,
        },
      ];
    }),
    planActions: agenda.planActions.map(({ what, owner, dueOn }) => ({ what, owner, dueOn: longDate(dueOn) })),
    changes: agenda.changes.map(({ what, was, now, direction }) => ({ what, was, now, direction })),
    enquiries: agenda.enquiries.map(({ question, owner, byWhen, overdue }) => ({
      question,
      owner,
      byWhen: longDate(byWhen),
      overdue,
    })),
    earlier: agenda.earlier.map((action) => ({
      what: action.what,
      owner: action.owner,
      dueOn: longDate(action.dueOn),
      carried: action.carried,
      state: endedWords(action.ended),
    })),
    notes: Object.fromEntries(notes),
    items: ofPart('item').map((item) => ({ title: item.title ?? '', words: item.words, by: item.adder })),
    decisions: ofPart('decision').map((item) => ({ title: item.title ?? '', words: item.words })),
    actions: parts.actions.map((action) => ({
      what: action.what,
      owner: action.owner_name,
      dueOn: longDate(action.due_on),
    })),
  };
}

/** What stands in the way of circulating: every criterion in force that is not reached has a line, and no line is half written. */
export function minutesProblems(agenda: Agenda, parts: Parts): { field: string; message: string }[] {
  return agenda.criteria.flatMap((criterion) => {
    const line = parts.criteria.find((each) => each.criterion_id === criterion.criterionId) ?? null;
    if (criterion.reached && line === null) return [];
    const lacks = lineLacks(line);
    return lacks === null
      ? []
      : [{ field: `criterion-${criterion.criterionId}`, message: `The criterion “${criterion.what}” ${lacks}` }];
  });
}
