import type { Points } from '#core/evidence/tables.ts';
import type { EvidenceTag } from '#core/evidence/tags.ts';
import { recordNote, startNote } from '#features/informal-monitoring/index.ts';
import { openReasons } from '#features/informal-monitoring/reasons.ts';
import { type NoteKind, reasonKey } from '#features/informal-monitoring/rules.ts';
import type { CastKey, SchoolKey } from '../cast.ts';
import { named, type Scene, type Story } from '../scenes.ts';

type Visit = {
  school: SchoolKey;
  on: string;
  who: CastKey;
  kind: NoteKind;
  /** A criterion of a plan by its name in the story, or the beginning of a line of enquiry. */
  criterion?: string;
  enquiry?: string;
  points: Points;
  tags?: readonly EvidenceTag[];
  observed?: readonly [who: CastKey, minutes: number];
  /** Begun and not recorded. */
  draft?: true;
  words: string;
};

const visits: readonly Visit[] = [
  {
    school: 'marlstone',
    on: '2026-11-05',
    who: 'deputyMarlstone',
    kind: 'learning_walk',
    enquiry: 'Which disadvantaged pupils',
    points: 'development',
    tags: ['disadvantaged', 'attendance'],
    words:
      'Revision room after school: eleven pupils of Year 11, two of them disadvantaged. Both had been telephoned at home. Pupils in the bus queue said that the last bus leaves ten minutes after the bell.',
  },
  {
    school: 'marlstone',
    on: '2026-11-16',
    who: 'teachingLead',
    kind: 'drop_in',
    criterion: 'm26 checks',
    points: 'strength',
    tags: ['teaching', 'assessment'],
    observed: ['teacher', 20],
    words:
      'Year 8, adding fractions. Every pupil showed the answer on a whiteboard; nine had added the denominators. The method was shown again with a drawing, and the nine worked with it while the others went on. At the end two were still unsure and stayed for five minutes.',
  },
  {
    school: 'marlstone',
    on: '2026-11-20',
    who: 'trustLeader',
    kind: 'visit',
    criterion: 'm26 units',
    points: 'mixed',
    tags: ['curriculum'],
    words:
      'Read the first two rewritten units of Year 8 with the head of department. Each begins with what pupils should know from Year 7. The second has no question yet that shows whether they do.',
  },
  {
    school: 'tarnside',
    on: '2026-11-10',
    who: 'primaryAdviser',
    kind: 'learning_walk',
    criterion: 't26 phonics',
    points: 'strength',
    tags: ['reading'],
    words:
      'Four phonics groups between nine and half past. All four taught the sound of the day as trained. The two assistants no longer add a vowel to consonants. One child in the second group can read more than the group does.',
  },
  {
    school: 'tarnside',
    on: '2026-11-17',
    who: 'primaryAdviser',
    kind: 'learning_walk',
    criterion: 't26 curriculum',
    points: 'mixed',
    tags: ['curriculum', 'teaching'],
    words:
      'History in Years 3 to 6. Three of four classes teach the agreed unit. In Year 5 the lesson came from an older plan, because the books of the new unit had not arrived.',
  },
  {
    school: 'tarnside',
    on: '2026-11-19',
    who: 'deputyTarnside',
    kind: 'visit',
    enquiry: 'Why did persistent absence rise',
    points: 'development',
    tags: ['attendance'],
    words:
      'Stood at the gate from half past eight. Fourteen children of Years 3 and 4 came after the register; nine of them live on the far side of the closed bridge.',
  },
  {
    school: 'alderbeck',
    on: '2026-10-07',
    who: 'headAlderbeck',
    kind: 'learning_walk',
    enquiry: 'Why do so few pupils write at greater depth',
    points: 'development',
    tags: ['curriculum'],
    words:
      'Writing in Years 3 and 4: of ten folders a class, most pieces stop at half a page. Pupils say that they begin something new each Monday. Two could show a second draft.',
  },
  {
    school: 'marlstone',
    on: '2026-11-20',
    who: 'trustLeader',
    kind: 'visit',
    criterion: 'm26 gap',
    points: 'mixed',
    draft: true,
    words: 'Spoke to four pupils of Year 11 about the sessions at lunch. To be finished with the register.',
  },
];

/** The key of the visit's reason, as the story calls it. */
async function reasonFor(visit: Visit, story: Story, ctx: Parameters<Scene['play']>[0]): Promise<string> {
  if (visit.criterion) return reasonKey('criterion', named(story, visit.criterion));
  const open = await openReasons(ctx, story.stage.schoolIds[visit.school]);
  const found = open.find((reason) => reason.label.startsWith(visit.enquiry ?? '?'));
  if (!found) throw new Error(`There is no open line of enquiry “${visit.enquiry}” at ${visit.school}.`);
  return found.key;
}

/** Visits of this autumn, each for a line of a plan or a line of enquiry; one of them to a teacher's lesson. */
export const visitNotes: readonly Scene[] = visits.map((visit) => ({
  on: visit.on,
  who: visit.who,
  permission: 'monitoring:write',
  play: async (ctx, story) => {
    const [observed, minutes] = visit.observed ?? [];
    const id = await startNote(ctx, {
      schoolId: story.stage.schoolIds[visit.school],
      departmentId: null,
      kind: visit.kind,
      happenedOn: ctx.today,
      reason: await reasonFor(visit, story, ctx),
      words: visit.words,
      points: visit.points,
      areaIds: [],
      tags: [...(visit.tags ?? [])],
      observedId: observed ? story.stage.people[observed].personId : null,
      observedMinutes: minutes ?? null,
      overWhy: null,
    });
    if (!visit.draft) await recordNote(ctx, id, { sameDay: 'apart' });
  },
}));
