import { snapshotsOf } from '#features/data-snapshots/queries.ts';
import { answerQuestion, askQuestion } from '#features/snapshot-analysis/actions/ask-and-answer.ts';
import { beginAnalysis } from '#features/snapshot-analysis/actions/begin-analysis.ts';
import { addPoints } from '#features/snapshot-analysis/actions/change-points.ts';
import { presentAnalysis, seenOf } from '#features/snapshot-analysis/actions/present-analysis.ts';
import { savePoint, saveSummary } from '#features/snapshot-analysis/actions/save-texts.ts';
import { keyText } from '#features/snapshot-analysis/figure-key.ts';
import { findAnalysis, pointsOf } from '#features/snapshot-analysis/queries.ts';
import { readiness } from '#features/snapshot-analysis/ready.ts';
import { keyOfPoint } from '#features/snapshot-analysis/titles.ts';
import { cast } from '../cast.ts';
import { named, type Scene } from '../scenes.ts';

type Texts = { says: string; why: string; next: string; who: string; by: string };

const summary =
  'Mathematics is where we lose most, and absence is why for a third of the pupils who are behind. English holds. We keep the number of things we do small until half-term.';

const points: Readonly<Record<string, Texts>> = {
  'attainment8.c.0': {
    says: 'Year 11 work a little above where last summer’s Year 11 did, and below the target that we set.',
    why: 'The gain is in English and the open subjects. Mathematics has not moved.',
    next: 'Two more lessons a fortnight in mathematics for those within a grade of their target',
    who: 'Head of mathematics',
    by: '2027-02-12',
  },
  'english_maths_5plus.c.0': {
    says: 'Fewer than half of Year 11 are at grade 5 in both.',
    why: 'Most who miss it miss it in mathematics alone.',
    next: 'Name each pupil who is one grade short in one of the two, and who teaches them for it',
    who: 'Deputy head, behaviour',
    by: '2026-12-11',
  },
  'absence_persistent..0': {
    says: 'More than a quarter of our pupils miss a day in ten.',
    why: 'Two year groups account for most of it, and Mondays for a third.',
    next: 'A meeting with each family before Christmas, with the attendance officer of the trust',
    who: 'Deputy head, behaviour',
    by: '2026-12-18',
  },
};

const written: Scene = {
  on: '2026-11-19',
  who: 'headMarlstone',
  permission: 'snapshot-analysis:write',
  play: async (ctx, story) => {
    const { schoolIds, calendar } = story.stage;
    const snapshots = await snapshotsOf(ctx, [named(story, 'Autumn snapshot')]);
    const own = snapshots.find((snapshot) => snapshot.school_id === schoolIds.marlstone);
    const id = await beginAnalysis(ctx, own?.id ?? '');
    story.ids.set('Marlstone analysis', id);
    await addPoints(ctx, id, Object.keys(points));
    for (const point of await pointsOf(ctx, id)) {
      const texts = points[keyText(keyOfPoint(point))];
      if (!texts) continue;
      await savePoint(ctx, id, point.id, { ...texts, by: calendar.day(texts.by), revision: point.revision });
    }
    const { revision } = await findAnalysis(ctx, id);
    await saveSummary(ctx, id, { summary, revision });
  },
};

const presented: Scene = {
  on: '2026-11-20',
  who: 'headMarlstone',
  permission: 'snapshot-analysis:present',
  play: async (ctx, story) => {
    const id = named(story, 'Marlstone analysis');
    const head = cast.headMarlstone.name;
    const { draft } = await readiness(ctx, await findAnalysis(ctx, id), { number: 1, why: null, head, before: null });
    await presentAnalysis(ctx, id, { seen: seenOf(draft.facts), why: null, warned: true });
  },
};

const asked: Scene = {
  on: '2026-11-20',
  who: 'governorMarlstone',
  permission: 'snapshot-analysis:question',
  play: async (ctx, story) => {
    const id = named(story, 'Marlstone analysis');
    const question = 'What did last year’s extra lessons in mathematics change, and for whom?';
    story.ids.set('Marlstone question', await askQuestion(ctx, id, { about: 'attainment8.c.0', question }));
    await askQuestion(ctx, id, { about: null, question: 'What would you stop doing to make room for this?' });
  },
};

const answered: Scene = {
  on: '2026-11-21',
  who: 'headMarlstone',
  permission: 'snapshot-analysis:write',
  play: async (ctx, story) => {
    await answerQuestion(ctx, named(story, 'Marlstone analysis'), named(story, 'Marlstone question'), {
      answer:
        'They were open to all, and those who came were mostly not those who needed them. This year pupils are named, and the lessons are in school time.',
      warned: true,
    });
  },
};

/** Marlstone’s head presents the analysis of the autumn snapshot; the chair of governors asks two things, and has one answer. */
export const snapshotAnalyses: Scene[] = [written, presented, asked, answered];
