import { z } from 'zod';
import { optionalNumber } from '#features/action-plans/index.ts';
import {
  checkbox,
  choice,
  chosenId,
  optionalDate,
  optionalText,
  requiredDate,
  requiredText,
  revision,
  ticked,
  wholeNumber,
} from '#platform/http/form.ts';
import { moveReasonNames } from './rules.ts';

const clock = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/;

/** `9:30`, `09.30` and `0930` as `09:30`; null where it is no time of a day. */
function clockTime(text: string): string | null {
  const match = clock.exec(text);
  return match ? `${(match[1] ?? '').padStart(2, '0')}:${match[2]}` : null;
}

const time = requiredText('the time', 10).transform((text, context): string => {
  const found = clockTime(text);
  if (found) return found;
  context.addIssue({ code: 'custom', message: 'The time must be a time of the day, such as 09:30' });
  return z.NEVER;
});

const times = requiredText('the times', 100).transform((text, context): string[] => {
  const found = text
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map(clockTime);
  if (found.length > 0 && found.every((each) => each !== null)) return [...new Set(found)];
  context.addIssue({ code: 'custom', message: 'The times must be times of the day, such as 09:00, 13:30' });
  return z.NEVER;
});

const weekdays = ticked.transform((values, context): number[] => {
  const found = values.map(Number).filter((day) => Number.isInteger(day) && day >= 1 && day <= 5);
  if (found.length > 0) return [...new Set(found)].sort();
  context.addIssue({ code: 'custom', message: 'Choose the days on which you can meet' });
  return z.NEVER;
});

const holderId = chosenId('who holds the meetings');
const place = requiredText('where you meet', 200);
const minutes = wholeNumber('how many minutes it lasts', 15, 240);

export const arrangeForm = z.object({
  holderId,
  firstOn: requiredDate('the day of the first meeting'),
  atTime: time,
  minutes,
  place,
});
export const changeForm = z.object({
  holderId,
  weekday: choice('the day of the week', ['1', '2', '3', '4', '5']),
  atTime: time,
  minutes,
  place,
  revision,
});
export const arrangeAllForm = z.object({
  holderId,
  from: requiredDate('the week in which the first meetings are'),
  weekdays,
  times,
  minutes,
  place,
  sure: checkbox,
});
export const betweenForm = z.object({ on: requiredDate('the day'), atTime: time });
export const moveForm = z.object({
  on: requiredDate('the new day'),
  atTime: time,
  reason: choice('why it is moved', moveReasonNames),
  why: optionalText('what more there is to say', 500),
  revision,
});
export const cancelForm = z.object({ why: requiredText('why it is cancelled', 500), revision });
export const beginForm = z.object({ heldOn: requiredDate('the day on which you meet'), revision });

const optionalRag = optionalText('the rating', 10).transform((text, context) => {
  if (text === null || text === 'red' || text === 'amber' || text === 'green' || text === 'blue') return text;
  context.addIssue({ code: 'custom', message: 'Choose how it stands' });
  return z.NEVER;
});
export const lineForm = z.object({
  valueNumber: optionalNumber('the value'),
  valueWords: optionalText('where it stands', 2000),
  rag: optionalRag,
  reason: optionalText('the reason', 2000),
  notDiscussed: optionalText('why it was not discussed', 500),
  revision,
});
export const restForm = z.object({ why: requiredText('why the rest was not discussed', 500) });
export const noteForm = z.object({ words: optionalText('what was said', 6000), revision });
export const addItemForm = z.object({
  part: choice('what it is', ['item', 'decision']),
  title: requiredText('what it is about', 300),
  words: optionalText('what was said', 6000),
});
export const itemForm = z.object({
  title: requiredText('what it is about', 300),
  words: optionalText('what was said', 6000),
  revision,
});
export const actionForm = z.object({
  what: requiredText('what is to be done', 500),
  owner: choice('who does it', ['holder', 'head', 'named']),
  ownerName: optionalText('the name', 120),
  dueOn: requiredDate('by when'),
});
export const endForm = z.object({
  how: choice('whether it is done', ['done', 'dropped']),
  note: optionalText('the note', 500),
  revision,
});
export const planActionForm = z.object({
  planId: chosenId('a plan'),
  how: choice('what becomes of it', ['done', 'later']),
  on: optionalDate('the day'),
  note: optionalText('the note or reason', 500),
  revision,
});
export const circulateForm = z.object({ why: optionalText('what was corrected', 500), confirms: checkbox, revision });
export const answerForm = z.object({
  agrees: choice('whether the minutes are right', ['yes', 'no']),
  words: optionalText('what you see differently', 2000),
  version: revision,
});
export const correctForm = z.object({ revision });
export const askForm = z.object({
  meetingId: chosenId('the meeting'),
  why: requiredText('why the minutes are needed', 1000),
});
export const requestForm = z.object({
  lets: choice('whether the minutes may be read', ['yes', 'no']),
  untilOn: optionalDate('the last day on which they may be read'),
  why: optionalText('the reason', 1000),
});
