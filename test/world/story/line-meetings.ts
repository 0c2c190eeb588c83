import { agreeAction, endAction } from '#features/line-meetings/actions/agree-action.ts';
import { answerMinutes } from '#features/line-meetings/actions/answer-minutes.ts';
import { arrangeSeries } from '#features/line-meetings/actions/arrange-series.ts';
import { answerRequest, askForMinutes } from '#features/line-meetings/actions/ask-for-minutes.ts';
import { beginMeeting } from '#features/line-meetings/actions/begin-meeting.ts';
import { circulateMinutes } from '#features/line-meetings/actions/circulate-minutes.ts';
import { addBetween, moveMeeting } from '#features/line-meetings/actions/move-meeting.ts';
import { addItem, saveNote, saveWellbeing } from '#features/line-meetings/actions/save-item.ts';
import { leaveTheRest, saveLine } from '#features/line-meetings/actions/save-line.ts';
import { buildAgenda } from '#features/line-meetings/agenda.ts';
import { findMeeting, meetingsOfYear } from '#features/line-meetings/queries.ts';
import type { CastKey, SchoolKey } from '../cast.ts';
import { named, type Scene, type Story } from '../scenes.ts';
import { type Met, type SeriesStory, series } from './line-meeting-words.ts';

const nameOf = (school: SchoolKey, on: string) => `${school} meeting ${on}`;

function arranged({ school, holder, first, at }: SeriesStory): Scene {
  return {
    on: '2026-09-01',
    who: 'executivePrincipal',
    permission: 'line-meeting:arrange',
    play: async (ctx, { stage }) => {
      await arrangeSeries(ctx, {
        schoolId: stage.schoolIds[school],
        holderId: stage.people[holder].personId,
        atTime: at,
        minutes: 90,
        place: 'Head’s office',
        firstOn: stage.calendar.day(first),
      });
    },
  };
}

const hold = (on: string, who: CastKey, play: Scene['play']): Scene => ({
  on,
  who,
  permission: 'line-meeting:hold',
  play,
});

/** The meeting that a day of the story speaks of. */
async function idOn(
  ctx: Parameters<Scene['play']>[0],
  { stage }: Story,
  school: SchoolKey,
  on: string,
): Promise<string> {
  const day = stage.calendar.day(on);
  const year = stage.calendar.year(2026);
  const found = (await meetingsOfYear(ctx, year, stage.schoolIds[school])).find((meeting) =>
    meeting.planned_on.equals(day),
  );
  if (!found) throw new Error(`There is no meeting at ${school} on ${on}.`);
  return found.id;
}

async function write(ctx: Parameters<Scene['play']>[0], story: Story, id: string, met: Met): Promise<void> {
  const { calendar } = story.stage;
  for (const [criterion, line] of Object.entries(met.lines ?? {})) {
    await saveLine(ctx, id, named(story, criterion), {
      value_number: line.value === undefined ? null : String(line.value),
      value_words: line.words ?? null,
      rag: line.rag,
      reason: line.reason,
      not_discussed: null,
      revision: 0,
    });
  }
  const { criteria } = await buildAgenda(ctx, await findMeeting(ctx, id));
  const open = criteria.filter((one) => !one.reached);
  if (met.rest && open.length > Object.keys(met.lines ?? {}).length) await leaveTheRest(ctx, id, open, met.rest);
  for (const [title, words] of met.items ?? []) await addItem(ctx, id, { part: 'item', title, words });
  for (const [title, words] of met.decisions ?? []) await addItem(ctx, id, { part: 'decision', title, words });
  if (met.data) await saveNote(ctx, id, 'data', { words: met.data, revision: 0 });
  if (met.wellbeing) await saveWellbeing(ctx, id, { words: met.wellbeing, revision: 0 });
  for (const [what, owner, due, name] of met.actions ?? [])
    await agreeAction(ctx, id, { what, owner, ownerName: name ?? null, dueOn: calendar.day(due) });
}

/** Ticks off what an earlier meeting had agreed. */
async function tickOff(ctx: Parameters<Scene['play']>[0], id: string, done: Met['done']): Promise<void> {
  const { earlier } = await buildAgenda(ctx, await findMeeting(ctx, id));
  for (const [what, note] of done ?? []) {
    const action = earlier.find((each) => each.what === what);
    if (!action) throw new Error(`Nothing of “${what}” was agreed before.`);
    await endAction(ctx, action.id, { how: 'done', note, revision: action.revision });
  }
}

function metScenes(one: SeriesStory, met: Met): Scene[] {
  const { school, holder, head } = one;
  const name = nameOf(school, met.on);
  const planned = met.moved?.to ?? met.on;
  return [
    ...(met.moved
      ? [
          hold(met.moved.told, holder, async (ctx, story) => {
            const id = await idOn(ctx, story, school, met.on);
            const { revision, at_time } = await findMeeting(ctx, id);
            const on = story.stage.calendar.day(planned);
            await moveMeeting(ctx, id, { on, atTime: at_time, reason: 'illness', why: null, revision });
          }),
        ]
      : []),
    hold(planned, holder, async (ctx, story) => {
      const heldOn = story.stage.calendar.day(planned);
      const id = met.between
        ? await addBetween(ctx, story.stage.schoolIds[school], { on: heldOn, atTime: '15:45' })
        : await idOn(ctx, story, school, planned);
      story.ids.set(name, id);
      await beginMeeting(ctx, id, { heldOn, revision: (await findMeeting(ctx, id)).revision });
      await tickOff(ctx, id, met.done);
      await write(ctx, story, id, met);
      const { revision } = await findMeeting(ctx, id);
      await circulateMinutes(ctx, id, { revision, why: null, confirms: true });
    }),
    ...(met.head === undefined
      ? []
      : [
          hold(met.head.on, head, async (ctx, story) => {
            const words = met.head?.sees ?? null;
            await answerMinutes(ctx, named(story, name), { version: 1, agrees: words === null, words });
          }),
        ]),
  ];
}

/**
 * The fortnightly meetings of this year with all five heads: one moved by illness at Tarnside and one held there in between, one missed at Hollowell, and the
 * minutes of the last at Kestrelford waiting for the head.
 */
export const lineMeetings: Scene[] = series.flatMap((one) => [
  arranged(one),
  ...one.met.flatMap((met) => metScenes(one, met)),
]);

const request = (on: string, who: CastKey, play: Scene['play']): Scene => ({
  on,
  who,
  permission: 'line-meeting:request',
  play,
});

/** The chair of trustees asks to read the minutes of Tarnside's first meeting before the board decides on direct leadership, and reads them for a fortnight. */
export const minutesOnRequest: Scene[] = [
  request('2026-11-09', 'chairOfTrustees', async (ctx, story) => {
    const id = await askForMinutes(ctx, story.stage.schoolIds.tarnside, {
      meetingId: named(story, nameOf('tarnside', '2026-09-08')),
      why: 'The board decides on direct leadership at Tarnside. I should like to read how the school saw the start of the year.',
    });
    story.ids.set('request for minutes', id);
  }),
  request('2026-11-10', 'executivePrincipal', (ctx, story) =>
    answerRequest(ctx, named(story, 'request for minutes'), {
      lets: true,
      why: null,
      untilOn: story.stage.calendar.day('2026-12-04'),
    }),
  ),
];
