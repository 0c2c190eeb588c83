import type { Ctx } from '#core/context.ts';
import { proposeLeadership, recordAuthority } from '#features/interventions/actions/lead-directly.ts';
import { interventionsInScope } from '#features/interventions/queries.ts';
import type { CastKey } from '../cast.ts';
import { named, type Scene, type Story } from '../scenes.ts';

async function interventionAt(ctx: Ctx, { stage }: Story): Promise<string> {
  const year = stage.calendar.year(2026);
  const found = (await interventionsInScope(ctx).execute()).find(
    (one) => one.school_id === stage.schoolIds.tarnside && one.academic_year === year,
  );
  if (!found) throw new Error('Tarnside’s 4 has opened no intervention.');
  return found.id;
}

const proposed = (
  name: string,
  on: string,
  aspect: string,
  leader: CastKey,
  from: string,
  until: string,
  exitCriteria: string,
): Scene => ({
  on,
  who: 'executivePrincipal',
  permission: 'intervention:lead',
  play: async (ctx, story) => {
    const { calendar, people } = story.stage;
    const leadership = {
      aspect,
      leaderId: people[leader].personId,
      startsOn: calendar.day(from),
      endsOn: calendar.day(until),
      exitCriteria,
    };
    story.ids.set(name, await proposeLeadership(ctx, await interventionAt(ctx, story), leadership));
  },
});

/** After the 4 the trust leads two aspects of Tarnside itself: one with the board’s authority, one for which it has asked. */
export const tarnsideLeadership: Scene[] = [
  proposed(
    't26 reading led',
    '2026-10-12',
    'Early reading and phonics, Reception to Year 3',
    'primaryAdviser',
    '2026-11-16',
    '2027-07-16',
    'Four of five Year 1 pupils are on the way to passing the phonics check, every group is taught by a trained adult, and a leader of the school has run it for half a term.',
  ),
  {
    on: '2026-11-13',
    who: 'clerk',
    permission: 'plan:decide',
    play: async (ctx, story) => {
      const { calendar } = story.stage;
      await recordAuthority(ctx, await interventionAt(ctx, story), named(story, 't26 reading led'), {
        outcome: 'authorised',
        meetingOn: calendar.day('2026-11-12'),
        minuteReference: calendar.words('TB/{2026}/49 (extraordinary meeting)'),
        note: 'The board asks to hear in March whether it can be handed back earlier.',
      });
    },
  },
  proposed(
    't26 assessment led',
    '2026-11-20',
    'Assessment: which pupils are behind, and what is done for each',
    'trustLeader',
    '2027-01-05',
    '2027-07-16',
    'Leaders of the school name, without notes, the pupils of their classes who are behind, and ten of ten timetables match the provision map.',
  ),
];
