import type { Points } from '#core/evidence/tables.ts';
import type { EvidenceTag } from '#core/evidence/tags.ts';
import { addMember, decideInterest, declareInterest, sayExpertise } from '#features/reviews/actions/change-team.ts';
import { changeTheme } from '#features/reviews/actions/change-themes.ts';
import { addActivity } from '#features/reviews/actions/plan-activity.ts';
import { prepareReview } from '#features/reviews/actions/prepare-review.ts';
import { recordActivity } from '#features/reviews/actions/save-record.ts';
import { gatherReview, shareReview } from '#features/reviews/actions/take-step.ts';
import { gradeTheme, saveOwnGrade } from '#features/reviews/actions/write-theme.ts';
import { findActivity } from '#features/reviews/activity-queries.ts';
import { findReview } from '#features/reviews/queries.ts';
import { areasToSay, recordOfActivity } from '#features/reviews/record-queries.ts';
import type { ActivityKind } from '#features/reviews/tables.ts';
import { themesOf } from '#features/reviews/theme-queries.ts';
import type { CastKey } from './cast.ts';
import { named, type Scene, type Story } from './scenes.ts';

type External = { name: string; organisation: string };

export type ToldMember = {
  who: CastKey | External;
  knows: string;
  /** Where somebody has an interest: what, and why they may go on all the same. Left out for those who have not declared yet. */
  declared?: { on: string; interest?: string; decided?: readonly [on: string, by: CastKey, why: string] };
};

export type ToldActivity = {
  kind: ActivityKind;
  title: string;
  focus?: string;
  on: string;
  at: string;
  minutes: number;
  place?: string;
  with?: CastKey;
  words?: string;
  by: CastKey;
  second?: CastKey;
  seen?: {
    on: string;
    /** What was looked at: the first question of every form. */
    what: string;
    summary: string;
    /** Answers to further questions, by the words with which the question begins. */
    answers?: Readonly<Record<string, string>>;
    areas: Readonly<Record<string, Points>>;
    tags?: readonly EvidenceTag[];
    sample?: readonly [size: number, disadvantaged: number, send: number, low: number, middle: number, high: number];
  };
};

export type ToldTheme = {
  area: string;
  writer?: CastKey;
  own?: readonly [on: string, by: CastKey, grade: string, reasons: string];
  grade?: string;
  strengths?: string;
  toImprove?: string;
  reasons?: string;
};

export type ToldReview = {
  /** The name of the calendar’s entry, and the name under which later scenes find the review. */
  entry: string;
  name: string;
  lead: CastKey;
  leadKnows: string;
  purpose: string;
  days: readonly [from: string, to: string];
  preparedOn: string;
  leadDeclares: string;
  team: readonly ToldMember[];
  plannedOn: string;
  activities: readonly ToldActivity[];
  themes: readonly ToldTheme[];
  sharedOn?: string;
  writtenOn?: string;
  gatheredOn?: string;
};

const isExternal = (who: CastKey | External): who is External => typeof who !== 'string';

/** The person of the cast plays a visiting reviewer with the role that being on the team has brought; the gate reads it from the database. */
function letIn(story: Story, who: CastKey, schoolId: string): void {
  const person = story.stage.people[who];
  if (
    person.grants.some(
      (grant) => grant.schoolId === null || (grant.role.endsWith('_reviewer') && grant.schoolId === schoolId),
    )
  )
    return;
  (story.stage.people as Record<CastKey, typeof person>)[who] = {
    ...person,
    grants: [...person.grants, { role: 'visiting_reviewer', schoolId, departmentId: null }],
  };
}

function preparing(told: ToldReview): Scene {
  return {
    on: told.preparedOn,
    who: told.lead,
    permission: 'review:lead',
    play: async (ctx, story) => {
      const { calendar, people } = story.stage;
      const { id } = await prepareReview(ctx, named(story, told.entry), {
        purpose: calendar.words(told.purpose),
        startsOn: calendar.day(told.days[0]),
        endsOn: calendar.day(told.days[1]),
        leadId: people[told.lead].personId,
      });
      story.ids.set(told.name, id);
      for (const member of told.team)
        await addMember(ctx, id, {
          personId: isExternal(member.who) ? null : people[member.who].personId,
          externalName: isExternal(member.who) ? member.who.name : null,
          externalOrganisation: isExternal(member.who) ? member.who.organisation : null,
          role: 'reviewer',
          expertise: member.knows,
          changeWhy: null,
        });
      const { schoolId, members } = await findReview(ctx, id);
      await sayExpertise(ctx, id, members.find((one) => one.role === 'lead')?.id ?? '', told.leadKnows);
      for (const { who } of told.team) if (!isExternal(who)) letIn(story, who, schoolId);
    },
  };
}

function declaring(told: ToldReview): Scene[] {
  const declare = (on: string, by: CastKey, name: string | null, interest: string | null): Scene => ({
    on,
    who: by,
    permission: 'review:contribute',
    play: async (ctx, story) => {
      const id = named(story, told.name);
      const { members } = await findReview(ctx, id);
      const own = members.find((one) =>
        name === null ? one.personId === story.stage.people[by].personId : one.name === name,
      );
      await declareInterest(ctx, id, own?.id ?? '', interest);
    },
  });
  const decide = (on: string, by: CastKey, of: CastKey, why: string): Scene => ({
    on,
    who: by,
    permission: 'review:lead',
    play: async (ctx, story) => {
      const id = named(story, told.name);
      const { members } = await findReview(ctx, id);
      const member = members.find((one) => one.personId === story.stage.people[of].personId);
      await decideInterest(ctx, id, member?.id ?? '', { decision: 'may_go_on', why });
    },
  });
  return [
    declare(told.leadDeclares, told.lead, null, null),
    ...told.team.flatMap(({ who, declared }): Scene[] => {
      if (!declared) return [];
      if (isExternal(who)) return [declare(declared.on, told.lead, who.name, declared.interest ?? null)];
      return [
        declare(declared.on, who, null, declared.interest ?? null),
        ...(declared.decided ? [decide(declared.decided[0], declared.decided[1], who, declared.decided[2])] : []),
      ];
    }),
  ];
}

function planning(told: ToldReview): Scene {
  return {
    on: told.plannedOn,
    who: told.lead,
    permission: 'review:lead',
    play: async (ctx, story) => {
      const { calendar, people } = story.stage;
      const id = named(story, told.name);
      const { members } = await findReview(ctx, id);
      const memberId = (who: CastKey | undefined) =>
        who === undefined ? null : (members.find((one) => one.personId === people[who].personId)?.id ?? null);
      for (const activity of told.activities)
        story.ids.set(
          `${told.name}: ${activity.title}`,
          await addActivity(ctx, id, {
            kind: activity.kind,
            title: activity.title,
            focus: activity.focus ?? '',
            onDay: calendar.day(activity.on),
            startsAt: activity.at,
            minutes: activity.minutes,
            place: activity.place ?? '',
            withPersonId: activity.with ? people[activity.with].personId : null,
            withWords: activity.words ?? '',
            ledById: memberId(activity.by),
            secondById: memberId(activity.second),
            overWhy: null,
            changeWhy: null,
          }),
        );
      for (const theme of await themesOf(ctx, id)) {
        const writer = told.themes.find((one) => one.area === theme.area_code)?.writer;
        if (writer)
          await changeTheme(ctx, id, theme.id, {
            title: theme.title,
            delegatedTo: people[writer].personId,
            changeWhy: null,
          });
      }
    },
  };
}

function recording(told: ToldReview): Scene[] {
  return told.activities.flatMap((activity): Scene[] => {
    const { seen } = activity;
    if (!seen) return [];
    const play: Scene['play'] = async (ctx, story) => {
      const { calendar } = story.stage;
      const id = named(story, told.name);
      const activityId = named(story, `${told.name}: ${activity.title}`);
      const review = await findReview(ctx, id);
      const found = await findActivity(ctx, id, activityId);
      const { questions } = await recordOfActivity(ctx, found);
      const areas = await areasToSay(ctx, review, questions);
      const codes = new Map((await themesOf(ctx, id)).map((theme) => [theme.area_id, theme.area_code]));
      for (const question of questions)
        if (question.area_id !== null) codes.set(question.area_id, question.area_code ?? '');
      const answers = questions.flatMap((question, index) => {
        const answer =
          index === 0
            ? seen.what
            : Object.entries(seen.answers ?? {}).find(([begins]) => question.prompt.startsWith(begins))?.[1];
        if (answer === undefined) return [];
        const points = seen.areas[question.area_code ?? ''];
        const clearly = points === 'strength' ? ('clearly' as const) : ('partly' as const);
        return [
          {
            questionId: question.id,
            answer: calendar.words(answer),
            seen: question.answer === 'seen' ? clearly : null,
          },
        ];
      });
      const [size = null, disadvantaged = null, send = null, low = null, middle = null, high = null] =
        seen.sample ?? [];
      await recordActivity(ctx, id, activityId, {
        happenedOn: calendar.day(activity.on),
        summary: calendar.words(seen.summary),
        answers,
        areas: areas.flatMap((area) => {
          const points = seen.areas[codes.get(area.id) ?? ''];
          return points ? [{ areaId: area.id, points }] : [];
        }),
        tags: seen.tags ?? [],
        sample: { size, disadvantaged, send, low, middle, high },
        revision: found.revision,
      });
    };
    return [{ on: seen.on, who: activity.by, permission: 'review:contribute', play }];
  });
}

async function themeOf(ctx: Parameters<Scene['play']>[0], story: Story, told: ToldReview, area: string) {
  const id = named(story, told.name);
  const theme = (await themesOf(ctx, id)).find((one) => one.area_code === area);
  if (!theme) throw new Error(`${told.name} has no theme for ${area}.`);
  return { id, theme };
}

function judging(told: ToldReview): Scene[] {
  const own = told.themes.flatMap(({ area, own: said }): Scene[] =>
    said
      ? [
          {
            on: said[0],
            who: said[1],
            permission: 'review:contribute',
            play: async (ctx, story) => {
              const { id, theme } = await themeOf(ctx, story, told, area);
              await saveOwnGrade(ctx, id, theme.id, {
                gradeCode: said[2],
                reasons: story.stage.calendar.words(said[3]),
                revision: theme.own_revision,
              });
            },
          },
        ]
      : [],
  );
  const writtenOn = told.writtenOn;
  if (writtenOn === undefined) return own;
  const graded = told.themes.flatMap((said): Scene[] =>
    said.grade === undefined
      ? []
      : [
          {
            on: writtenOn,
            who: said.writer ?? told.lead,
            permission: 'review:contribute',
            play: async (ctx, story) => {
              const { calendar } = story.stage;
              const { id, theme } = await themeOf(ctx, story, told, said.area);
              await gradeTheme(ctx, id, theme.id, {
                strengths: calendar.words(said.strengths ?? ''),
                toImprove: calendar.words(said.toImprove ?? ''),
                reasons: calendar.words(said.reasons ?? ''),
                gradeCode: said.grade ?? null,
                fewKindsWhy: null,
                revision: theme.revision,
              });
            },
          },
        ],
  );
  return [...own, ...graded];
}

/** A review as it is told: prepared, declared, planned, and, as far as its days are given, shared, recorded, judged and gathered. */
export function reviewScenes(told: ToldReview): Scene[] {
  const step = (on: string | undefined, play: Scene['play']): Scene[] =>
    on === undefined ? [] : [{ on, who: told.lead, permission: 'review:lead', play }];
  return [
    preparing(told),
    ...declaring(told),
    planning(told),
    ...step(told.sharedOn, (ctx, story) => shareReview(ctx, named(story, told.name), null)),
    ...recording(told),
    ...judging(told),
    ...step(told.gatheredOn, (ctx, story) => gatherReview(ctx, named(story, told.name))),
  ];
}
