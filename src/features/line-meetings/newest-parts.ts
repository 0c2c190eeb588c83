import type { Ctx } from '#core/context.ts';
import { plainNumber } from './minutes.ts';
import { earlierActions, loadParts, type Parts, wellbeingOf } from './part-queries.ts';
import { mayReadWellbeing } from './policy.ts';
import { answersOf, type Meeting } from './queries.ts';
import { stateOf } from './rules.ts';

/** A part of the page that saves by itself: its revision, who saved it last, and what its fields hold. */
export type SavedPart = {
  key: string;
  revision: number;
  by: string;
  at: string;
  values: Record<string, string>;
};

const clock = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO('Europe/London').toPlainTime().toString({ smallestUnit: 'minute' });

const saved = (row: { revision: number; saver: string; saved_at: Temporal.Instant }) => ({
  revision: row.revision,
  by: row.saver,
  at: clock(row.saved_at),
});

export const keys = {
  criterion: (id: string) => `criterion-${id}`,
  note: (part: string) => `note-${part}`,
  item: (id: string) => `item-${id}`,
  wellbeing: 'wellbeing',
};

/** What the fields of every part hold, by the key of its form. */
export function savedParts(parts: Parts, wellbeing: Awaited<ReturnType<typeof wellbeingOf>>): Map<string, SavedPart> {
  const all: SavedPart[] = [
    ...parts.criteria.map((line) => ({
      ...saved(line),
      key: keys.criterion(line.criterion_id),
      values: {
        valueNumber: line.value_number === null ? '' : plainNumber(line.value_number),
        valueWords: line.value_words ?? '',
        rag: line.rag ?? '',
        reason: line.reason ?? '',
        notDiscussed: line.not_discussed ?? '',
      },
    })),
    ...parts.items.map((item) =>
      item.title === null
        ? { ...saved(item), key: keys.note(item.part), values: { words: item.words } }
        : { ...saved(item), key: keys.item(item.id), values: { title: item.title, words: item.words } },
    ),
    ...(wellbeing ? [{ ...saved(wellbeing), key: keys.wellbeing, values: { words: wellbeing.words } }] : []),
  ];
  return new Map(all.map((part) => [part.key, part]));
}

/** What stands in each list of the page: when it changes, the other side has added or taken something out. */
export function signatures(
  parts: Parts,
  earlier: readonly { id: string; revision: number }[],
): Record<'items' | 'decisions' | 'actions' | 'earlier', string> {
  const of = (rows: readonly { id: string; revision: number }[]) =>
    rows.map((row) => `${row.id} ${row.revision}`).join(',');
  const ids = (part: 'item' | 'decision') =>
    parts.items
      .filter((item) => item.part === part)
      .map((item) => item.id)
      .join(',');
  return { items: ids('item'), decisions: ids('decision'), actions: of(parts.actions), earlier: of(earlier) };
}

/** Everything that one screen must know of the other: where the meeting stands, what lists hold, what each part says. */
export async function newestOf(ctx: Ctx, meeting: Meeting) {
  const parts = await loadParts(ctx, meeting.id);
  const wellbeing = mayReadWellbeing(ctx.actor, meeting) ? await wellbeingOf(ctx, meeting.id) : undefined;
  const earlier = await earlierActions(ctx, meeting.school_id, meeting.held_on ?? meeting.planned_on);
  return {
    state: stateOf(meeting, await answersOf(ctx, [meeting.id]), ctx.today),
    regions: signatures(parts, earlier),
    parts: [...savedParts(parts, wellbeing).values()],
  };
}
