import { confirmReceipt, issueReport } from '#features/board-reports/actions/issue-report.ts';
import { askDecision, saveWords, startReport } from '#features/board-reports/actions/write-report.ts';
import type { SchoolKey } from '../cast.ts';
import { named, type Scene } from '../scenes.ts';

const scene = (on: string, play: Scene['play']): Scene => ({
  on,
  who: 'executivePrincipal',
  permission: 'board-report:write',
  play,
});

/** The report of a term as it is recorded on that day, with what the Executive Principal writes on it by section or school, and what she asks for: of the plan that the story calls by its name, where it is about one. */
const written = (
  name: string,
  on: string,
  when: { academicYear: number; term: 'autumn' | 'summer' },
  words: Readonly<Record<string, string>>,
  wanted: string,
  plan?: string,
): Scene =>
  scene(on, async (ctx, story) => {
    const { stage, ids } = story;
    const { calendar, schoolIds } = stage;
    const id = await startReport(ctx, { ...when, academicYear: calendar.year(when.academicYear) });
    ids.set(name, id);
    for (const [part, body] of Object.entries(words))
      await saveWords(ctx, id, part in schoolIds ? schoolIds[part as SchoolKey] : part, calendar.words(body), 0);
    await askDecision(ctx, id, calendar.words(wanted), plan ? named(story, plan) : null);
  });

/** Last summer’s report, which one of two trustees has confirmed, and this autumn’s, which is half written. */
export const boardReports: Scene[] = [
  written(
    'summer report',
    '2026-07-07',
    { academicYear: 2025, term: 'summer' },
    {
      introduction:
        'One plan worked and one did not. At Marlstone behaviour is better than it was a year ago, and the school can now run by itself what our seconded deputy began. At Tarnside the school’s own plan has stopped: three teachers leave this month, and the units of history and geography will not be written this year. The other three schools are where I expected them to be.',
      exceptions:
        'The **3** for behaviour at Marlstone is last autumn’s and stands until the next review. I expect to close the plan before the end of term and to leave suspensions in Year 9 to the review. At Tarnside nothing is judged below 2, so nothing obliges the Trust to act. I will nevertheless bring the review of this school forward.',
      marlstone:
        'The secondment from the Trust ended on 3 July. The question for the autumn is no longer whether lessons are calm but what is learnt in them: mathematics has lost three teachers since last summer.',
      tarnside:
        'The plan rested on two people who also teach full time. I should have seen in the spring that this could not work, and have agreed with the head that the review comes first in the autumn.',
    },
    'Agree that the Annual Review of Tarnside Primary School is the first of {2026/27}.',
  ),
  scene('2026-07-09', async (ctx, story) => {
    await issueReport(ctx, named(story, 'summer report'), null);
  }),
  {
    on: '2026-07-13',
    who: 'chairOfTrustees',
    permission: 'board-report:read',
    play: async (ctx, story) => {
      await confirmReceipt(ctx, named(story, 'summer report'));
    },
  },
  written(
    'autumn report',
    '2026-11-23',
    { academicYear: 2026, term: 'autumn' },
    {
      introduction:
        'Two schools need the board’s attention this term. Tarnside was judged 4 for leadership and management, and the plan that we have put in place began three weeks ago. Marlstone was judged 3 for the quality of education, for mathematics above all; its plan is signed by both and is before you.\n\nStill to say: Kestrelford’s sixth form, and',
    },
    'Approve the action plan of Marlstone Academy, which the school and the Trust have agreed.',
    'm26 plan',
  ),
];
