import { splitSentences } from '#core/claims/sentence-rules.ts';
import type { Ctx } from '#core/context.ts';
import { finishAction } from '#features/action-plans/actions/finish-action.ts';
import { signPlan } from '#features/action-plans/actions/sign-plan.ts';
import { contentOf as planContentOf } from '#features/action-plans/content-queries.ts';
import { findPlan } from '#features/action-plans/queries.ts';
import { answerFacts, type GivenAnswer } from '#features/review-reports/actions/answer-facts.ts';
import { beginReport } from '#features/review-reports/actions/begin-report.ts';
import { addFinding } from '#features/review-reports/actions/change-findings.ts';
import { confirmReceipt } from '#features/review-reports/actions/confirm-receipt.ts';
import { type PlanEntry, putInPlan, sayOutcome } from '#features/review-reports/actions/follow-finding.ts';
import { issueReport } from '#features/review-reports/actions/issue-report.ts';
import { replyToPoint } from '#features/review-reports/actions/reply-to-point.ts';
import { savePart } from '#features/review-reports/actions/save-part.ts';
import { linkEvidence } from '#features/review-reports/actions/support-claim.ts';
import { type HandOver, takeStep } from '#features/review-reports/actions/take-step.ts';
import { factChecks } from '#features/review-reports/checks/queries.ts';
import { partsOf } from '#features/review-reports/content/parts.ts';
import { loadContent } from '#features/review-reports/content/queries.ts';
import { issuesOf } from '#features/review-reports/issues/queries.ts';
import { findReport } from '#features/review-reports/queries.ts';
import type { Part } from '#features/review-reports/rules.ts';
import { activitiesOf } from '#features/reviews/index.ts';
import type { CastKey } from '../cast.ts';
import { named, type Scene, type Story } from '../scenes.ts';

/** A sentence, and the titles of the review's activities that it rests on. */
type Said = readonly [sentence: string, ...restsOn: string[]];

type Told = {
  review: string;
  name: string;
  lead: CastKey;
  head: CastKey;
  begunOn: string;
  writtenOn: string;
  lookedAt: string;
  strengths: readonly Said[];
  improve: readonly Said[];
  findings: readonly (readonly [area: string, what: string, why: string])[];
  sentOn: string;
  dueOn: string;
  answeredFirst?: readonly [on: string, who: CastKey];
  returnedOn: string;
  correction?: { part: Part; point: string; reply: string; from: string; to: string };
  reply: string;
  toSignOn: string;
  signedOn: string;
  issuedOn: string;
  receipts: readonly (readonly [CastKey, string])[];
};

const marlstone: Told = {
  review: 'review marlstone mathematics',
  name: 'report marlstone mathematics',
  lead: 'teachingLead',
  head: 'headMarlstone',
  begunOn: '2026-02-13',
  writtenOn: '2026-02-25',
  lookedAt:
    'Odile Brackwater led the review. Honoria Tregaskis of Kestrelford High School saw lessons too, and everybody said beforehand what ties them to the school.',
  strengths: [
    [
      'What is to be learnt in mathematics is well chosen and in a good order.',
      'Books of Years 8 and 9, all sets',
      'How the department knows and helps',
    ],
    [
      'Where the department’s booklet is used, pupils remember what they learnt before and use it, in Year 7 and in the upper sets of every year.',
      'Books of Years 8 and 9, all sets',
      'Assessments of Years 7 to 10 in mathematics',
    ],
    [
      'Pupils come in and begin, in every class that was seen.',
      'Year 8, set 3: adding fractions',
      'Year 10, set 2: straight-line graphs',
    ],
    [
      'Duncan Okonjo knows, class by class, where pupils stand, and has stopped work that helped nobody.',
      'How the department knows and helps',
    ],
  ],
  improve: [
    [
      'Pupils in sets 3 and 4 of Years 8 and 9 meet less mathematics than others, and in a weaker order.',
      'Books of Years 8 and 9, all sets',
    ],
    ['The lower sets of Year 9 had done no fractions since October.', 'Books of Years 8 and 9, all sets'],
    [
      'Teachers of other subjects teach from what they find, because nobody has shown them the booklet.',
      'Year 9, set 4: solving equations',
      'How the department knows and helps',
    ],
    ['When they are stuck, pupils in the lower sets wait.', 'Pupils of Year 9 about mathematics'],
  ],
  findings: [
    [
      'quality_of_education',
      'Teach every class of Years 8 and 9 from the department’s booklets, with an hour a week for teachers of other subjects to prepare together',
      'Sets 3 and 4 meet less, and those who lose by it are mostly disadvantaged.',
    ],
    [
      'behaviour_and_attitudes',
      'Teach pupils in the lower sets what to do when they are stuck',
      'They wait quietly, and time that they need most is lost.',
    ],
    [
      'leadership_and_management',
      'Check each half-term that every set has met the same units',
      'That units had been left out was found by the reviewers, not by the school.',
    ],
  ],
  sentOn: '2026-02-26',
  dueOn: '2026-03-10',
  answeredFirst: ['2026-03-03', 'headOfMaths'],
  returnedOn: '2026-03-05',
  correction: {
    part: 'section:improve',
    point: 'The lower sets of Year 9 did fractions in the revision week before the tests of December.',
    reply: 'You are right: the books show it, on loose sheets. The sentence says so now.',
    from: 'The lower sets of Year 9 had done no fractions since October.',
    to: 'The lower sets of Year 9 had done fractions in one revision week only since October.',
  },
  reply:
    'The picture is ours too. We ask governors to read it beside our staffing: three of seven teachers of mathematics left within two years. Mr Okonjo has begun the hour a week already.',
  toSignOn: '2026-03-09',
  signedOn: '2026-03-11',
  issuedOn: '2026-03-12',
  receipts: [
    ['governorMarlstone', '2026-03-13'],
    ['secondGovernorMarlstone', '2026-03-19'],
  ],
};

const tarnside: Told = {
  review: 'review tarnside behaviour',
  name: 'report tarnside behaviour',
  lead: 'primaryAdviser',
  head: 'headTarnside',
  begunOn: '2026-06-25',
  writtenOn: '2026-06-29',
  lookedAt:
    'Jolyon Marchbanks led the review, with a deputy head of another school of the trust and an adviser from outside it.',
  strengths: [
    ['Pupils are kind and feel safe.', 'Pupils of Years 4 to 6 about break and kindness'],
    ['In most classrooms pupils know what to do and do it.', 'Routines in Years 3 to 6'],
    [
      'In Year 6 absence has fallen since a known adult rings on the first morning.',
      'Absence and what was tried, by year',
    ],
    [
      'Clubs are many for so small a school, and staff give their time to them gladly.',
      'Clubs, jobs and responsibility',
    ],
  ],
  improve: [
    [
      'Expectations differ from adult to adult, above all at break.',
      'Pupils of Years 4 to 6 about break and kindness',
      'Who leads behaviour, and how it is known',
    ],
    ['Moving from one thing to the next costs Years 3 and 4 up to ten minutes a lesson.', 'Routines in Years 3 to 6'],
    [
      'Absence rose in Years 3 and 4, and nobody had laid what works in Year 6 beside it.',
      'Absence and what was tried, by year',
    ],
    ['A third of pupils have never taken part in a club.', 'Clubs, jobs and responsibility'],
  ],
  findings: [
    [
      'behaviour_and_attitudes',
      'Practise expectations together, every adult, beginning with break',
      'Pupils say that it depends on who is outside.',
    ],
    [
      'behaviour_and_attitudes',
      'Ring on the first morning of absence in Years 3 and 4, as in Year 6',
      'It brought pupils back there; elsewhere a letter goes out after ten days.',
    ],
    [
      'leadership_and_management',
      'Read the records of incidents each half-term, and say to staff what was seen',
      'Nobody had read them since January.',
    ],
  ],
  sentOn: '2026-06-30',
  dueOn: '2026-07-07',
  returnedOn: '2026-07-06',
  reply: '',
  toSignOn: '2026-07-07',
  signedOn: '2026-07-08',
  issuedOn: '2026-07-09',
  receipts: [
    ['governorTarnside', '2026-07-10'],
    ['headKestrelford', '2026-07-14'],
  ],
};

const contentOf = async (ctx: Ctx, id: string) => loadContent(ctx, await findReport(ctx, id));

async function supported(ctx: Ctx, id: string, part: Part, said: readonly Said[]): Promise<void> {
  const { report } = await contentOf(ctx, id);
  const activities = await activitiesOf(ctx, report.qaReviewId);
  await savePart(ctx, id, part, { body: said.map(([sentence]) => sentence).join(' '), revision: 1 });
  for (const [sentence, ...titles] of said) {
    const pieces = titles.map((title) => {
      const piece = activities.find((activity) => activity.title === title)?.evidence_id;
      if (!piece) throw new Error(`The review has recorded nothing as “${title}”.`);
      return piece;
    });
    await linkEvidence(ctx, id, { part, hash: splitSentences(sentence)[0]?.hash ?? '' }, pieces);
  }
}

async function answered(ctx: Ctx, told: Told, id: string, reply: string, all: boolean): Promise<void> {
  const parts = partsOf(await contentOf(ctx, id));
  const round = (await factChecks(ctx, id)).at(-1);
  const answers = parts.slice(0, all ? undefined : 3).map(({ part }): GivenAnswer => {
    const wrong = told.correction?.part === part ? told.correction.point : null;
    return { part, answer: wrong === null ? 'accurate' : 'not_accurate', correction: wrong ?? '' };
  });
  await answerFacts(ctx, id, { answers, reply, revision: round?.revision ?? 1 });
}

async function replied(ctx: Ctx, { correction }: Told, id: string): Promise<void> {
  if (!correction) return;
  const stored = (await contentOf(ctx, id)).sections.find((section) => section.part === correction.part);
  await savePart(ctx, id, correction.part, {
    body: (stored?.body ?? '').replace(correction.from, correction.to),
    revision: stored?.revision ?? 0,
  });
  for (const claim of (await contentOf(ctx, id)).claims)
    if (claim.state === 'unsupported' && stored)
      await linkEvidence(ctx, id, { part: claim.part, hash: claim.sentence.hash }, await booksOf(ctx, id));
  for (const point of (await factChecks(ctx, id)).flatMap((round) => round.points))
    await replyToPoint(ctx, id, point.id, 'changed', correction.reply);
}

/** The scrutiny of work on which the corrected sentence rests. */
async function booksOf(ctx: Ctx, id: string): Promise<string[]> {
  const { report } = await contentOf(ctx, id);
  return (await activitiesOf(ctx, report.qaReviewId)).flatMap((one) =>
    one.kind === 'work_scrutiny' && one.evidence_id ? [one.evidence_id] : [],
  );
}

function reportScenes(told: Told): Scene[] {
  const scene = (
    on: string,
    who: CastKey,
    permission: Scene['permission'],
    work: (ctx: Ctx, id: string, story: Story) => Promise<unknown>,
  ): Scene => ({
    on,
    who,
    permission,
    play: async (ctx, story) => void (await work(ctx, named(story, told.name), story)),
  });
  const step =
    (name: HandOver, dueOn?: string) =>
    (ctx: Ctx, id: string, { stage }: Story) =>
      takeStep(ctx, id, name, dueOn ? { dueOn: stage.calendar.day(dueOn) } : {});
  const { lead, head } = told;
  return [
    {
      on: told.begunOn,
      who: lead,
      permission: 'review-report:write',
      play: async (ctx, story) => {
        story.ids.set(told.name, (await beginReport(ctx, named(story, told.review))).id);
      },
    },
    scene(told.writtenOn, lead, 'review-report:write', async (ctx, id) => {
      await savePart(ctx, id, 'section:looked_at', { body: told.lookedAt, revision: 1 });
      await supported(ctx, id, 'section:strengths', told.strengths);
      await supported(ctx, id, 'section:improve', told.improve);
      for (const [areaCode, what, why] of told.findings) await addFinding(ctx, id, { areaCode, what, why });
    }),
    scene(told.sentOn, lead, 'review-report:write', step('sent_to_school', told.dueOn)),
    ...(told.answeredFirst
      ? [
          scene(told.answeredFirst[0], told.answeredFirst[1], 'review-report:check-facts', (ctx, id) =>
            answered(ctx, told, id, '', false),
          ),
        ]
      : []),
    scene(told.returnedOn, head, 'review-report:check-facts', async (ctx, id) => {
      await answered(ctx, told, id, told.reply, true);
      await takeStep(ctx, id, 'facts_returned');
    }),
    scene(told.toSignOn, lead, 'review-report:write', async (ctx, id) => {
      await replied(ctx, told, id);
      await takeStep(ctx, id, 'sent_to_sign');
    }),
    scene(told.signedOn, 'trustLeader', 'review-report:sign', step('signed')),
    scene(told.issuedOn, 'trustLeader', 'review-report:sign', (ctx, id) => issueReport(ctx, id)),
    ...told.receipts.map(([who, on]) =>
      scene(on, who, 'review-report:receive', async (ctx, id) =>
        confirmReceipt(ctx, id, (await issuesOf(ctx, id))[0]?.id ?? ''),
      ),
    ),
  ];
}

type Followed = (ctx: Ctx, id: string, findingId: string, story: Story) => Promise<unknown>;

const follow = (on: string, who: CastKey, report: string, number: number, work: Followed): Scene => ({
  on,
  who,
  permission: 'plan:write',
  play: async (ctx, story) => {
    const id = named(story, report);
    const finding = (await issuesOf(ctx, id))[0]?.findings.find((one) => one.number === number);
    await work(ctx, id, finding?.id ?? '', story);
  },
});

const toPlan = (on: string, number: number, why: string, action: PlanEntry['action'], due: string): Scene =>
  follow(on, 'headMarlstone', marlstone.name, number, (ctx, id, findingId, { stage }) =>
    putInPlan(ctx, id, findingId, {
      text: null,
      why,
      action: action && { ...action, dueOn: stage.calendar.day(due) },
    }),
  );

const signAgain = (who: CastKey): Scene => ({
  on: '2026-03-25',
  who,
  permission: 'plan:write',
  play: async (ctx, story) => {
    const planId = named(story, 'm25 plan');
    await signPlan(ctx, planId, (await findPlan(ctx, planId)).content_version);
  },
});

const done = (on: string, who: CastKey, begins: string, note: string): Scene => ({
  on,
  who,
  permission: 'plan:write',
  play: async (ctx, story) => {
    const planId = named(story, 'm25 plan');
    const action = (await planContentOf(ctx, planId)).actions.find((one) => one.what.startsWith(begins));
    await finishAction(ctx, planId, action?.id ?? '', action?.revision ?? 0, {
      doneOn: story.stage.calendar.day(on),
      note,
    });
  },
});

/** The reports of last year's two reviews: mathematics at Marlstone, with a correction, a reply and two findings in the plan; behaviour at Tarnside. */
export const reviewReports: Scene[] = [
  ...reportScenes(marlstone),
  toPlan(
    '2026-03-24',
    1,
    'The review of mathematics found it.',
    {
      objective: 'Every class of Years 8 and 9 is taught the same mathematics in the same order',
      what: 'Put an hour a week for all who teach mathematics into the timetable after Easter',
      ownerName: 'Head of mathematics',
      dueOn: null,
    },
    '2026-04-24',
  ),
  toPlan(
    '2026-03-24',
    3,
    'The review of mathematics found it.',
    {
      objective: 'No set leaves out a unit without its being known',
      what: 'Read one book of each set beside the plan of the term, each half-term',
      ownerName: 'Deputy head, behaviour',
      dueOn: null,
    },
    '2026-05-22',
  ),
  signAgain('headMarlstone'),
  signAgain('executivePrincipal'),
  done('2026-04-21', 'headMarlstone', 'Put an hour a week', 'Wednesdays, lesson 6, from this week.'),
  done(
    '2026-05-20',
    'deputyMarlstone',
    'Read one book of each set',
    'Read on 18 May: one unit missing in one set, taught since.',
  ),
  follow('2026-06-30', 'headMarlstone', marlstone.name, 2, (ctx, id, findingId) =>
    sayOutcome(ctx, id, findingId, {
      outcome: 'done',
      why: 'Three steps hang in every room and are practised on Mondays. In June pupils of the lower sets could say them.',
    }),
  ),
  ...reportScenes(tarnside),
];
