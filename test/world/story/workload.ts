import { defaultLimits } from '#core/workload/limits.ts';
import { giveAccount } from '#features/workload/actions/give-account.ts';
import { recordObservation } from '#features/workload/actions/record-observation.ts';
import { setLimits } from '#features/workload/actions/set-limits.ts';
import { stopObservation } from '#features/workload/actions/stop-observation.ts';
import type { CastKey, SchoolKey } from '../cast.ts';
import { named, type Scene } from '../scenes.ts';

type Entered = {
  on: string;
  who: CastKey;
  school: SchoolKey;
  observed: CastKey;
  observer?: CastKey;
  purpose: 'appraisal' | 'early_career' | 'peer';
  day: string;
  minutes?: number;
  overWhy?: string;
  name?: string;
};

const entered: readonly Entered[] = [
  {
    on: '2026-10-08',
    who: 'headMarlstone',
    school: 'marlstone',
    observed: 'teacher',
    observer: 'headOfMaths',
    purpose: 'appraisal',
    day: '2026-10-06',
    minutes: 40,
  },
  {
    on: '2026-11-09',
    who: 'deputyMarlstone',
    school: 'marlstone',
    observed: 'teacher',
    observer: 'staffRepresentativeMarlstone',
    purpose: 'peer',
    day: '2026-11-05',
    minutes: 30,
  },
  {
    on: '2026-11-20',
    who: 'headMarlstone',
    school: 'marlstone',
    observed: 'teacher',
    observer: 'headOfMaths',
    purpose: 'appraisal',
    day: '2026-12-16',
    minutes: 40,
    overWhy: 'The second lesson of the appraisal; he asked for it before Christmas, and knows the day.',
  },
  {
    on: '2026-11-10',
    who: 'headMarlstone',
    school: 'marlstone',
    observed: 'staffRepresentativeMarlstone',
    observer: 'deputyMarlstone',
    purpose: 'appraisal',
    day: '2026-12-02',
    name: 'observation stopped',
  },
  {
    on: '2026-10-15',
    who: 'deputyKestrelford',
    school: 'kestrelford',
    observed: 'staffRepresentativeKestrelford',
    observer: 'deputyKestrelford',
    purpose: 'appraisal',
    day: '2026-10-13',
  },
  {
    on: '2026-11-17',
    who: 'headKestrelford',
    school: 'kestrelford',
    observed: 'headOfEnglish',
    observer: 'deputyKestrelford',
    purpose: 'peer',
    day: '2026-12-01',
  },
];

const observations: Scene[] = entered.map((one) => ({
  on: one.on,
  who: one.who,
  permission: 'workload:record',
  async play(ctx, { stage, ids }) {
    const id = await recordObservation(ctx, stage.schoolIds[one.school], {
      personId: stage.people[one.observed].personId,
      observerId: one.observer ? stage.people[one.observer].personId : null,
      purpose: one.purpose,
      onDay: stage.calendar.day(one.day),
      minutes: one.minutes ?? 30,
      feedbackMinutes: 20,
      overWhy: one.overWhy ?? null,
    });
    if (one.name) ids.set(one.name, id);
  },
}));

/** Observations that no review knows of, one stopped and one in the last week of term; last summer's account; limits that are changed at the end. */
export const workload: Scene[] = [
  {
    on: '2026-07-22',
    who: 'headMarlstone',
    permission: 'workload:record',
    async play(ctx, { stage }) {
      await giveAccount(ctx, stage.schoolIds.marlstone, stage.calendar.year(2025), 'summer', {
        words:
          'A quiet term after the review of mathematics. Two departments were left alone so that they could act on it.',
        why: null,
      });
    },
  },
  ...observations,
  {
    on: '2026-11-19',
    who: 'headMarlstone',
    permission: 'workload:record',
    async play(ctx, story) {
      await stopObservation(
        ctx,
        named(story, 'observation stopped'),
        1,
        'Three of the department were away with influenza',
      );
    },
  },
  {
    on: '2026-11-23',
    who: 'executivePrincipal',
    permission: 'workload:limits',
    async play(ctx) {
      await setLimits(
        ctx,
        0,
        { ...defaultLimits, noticeSchoolDays: 7 },
        'The staff representatives asked for more than a week of notice',
      );
    },
  },
];
