import type { EvidenceKind } from '#core/evidence/kinds.ts';
import type { Points } from '#core/evidence/tables.ts';

/** The five activities of the model's reviews. */
export const activities = [
  'lesson_observation',
  'work_scrutiny',
  'data',
  'pupil_voice',
  'leadership_discussion',
] as const;
export type Activity = (typeof activities)[number];

export const activityWords: Record<Activity, string> = {
  lesson_observation: 'lesson observation',
  work_scrutiny: 'work scrutiny',
  data: 'data',
  pupil_voice: 'pupil voice',
  leadership_discussion: 'leadership discussion',
};

/** One piece of evidence that speaks to a judgement; `observers` are the ids (or, for those outside the trust, the names) of who saw it. */
export type Piece = {
  id: string;
  kind: EvidenceKind;
  happenedOn: Temporal.PlainDate;
  observers: readonly string[];
  departmentId: string | null;
  /** What it says of the area; null where it was cited and not said. */
  points: Points | null;
  disadvantaged: boolean;
  send: boolean;
};

/** A grade by its place on its own scale: 1 is the best of `of`. */
export type Place = { position: number; of: number };

export type SafetyStandards = {
  /** Kinds of activity, of five. */
  kinds: number;
  observers: number;
  /** Share of the pieces that happened in the year that is judged. */
  thisYear: number;
  /** From this share on, of the pieces that point one way, those that point the other way are a weak point. */
  contradicting: number;
};

/**
 * What a safe judgement rests on: three kinds of activity, two observers, half of the pieces from this year, something about disadvantaged pupils and about
 * SEND, and less than a third of it pointing the other way. The numbers are this product's proposal, not a rule of the model or of Ofsted.
 */
export const safetyStandards: SafetyStandards = { kinds: 3, observers: 2, thisYear: 0.5, contradicting: 1 / 3 };

export type WeaknessCode = 'nothing' | 'kinds' | 'observers' | 'recent' | 'disadvantaged' | 'send' | 'contradicted';
/** What makes a judgement less safe: a few words for a list, and a sentence. */
export type Weakness = { code: WeaknessCode; short: string; words: string };

export type Safety = {
  pieces: number;
  present: readonly Activity[];
  missing: readonly Activity[];
  observers: number;
  newest: Temporal.PlainDate | null;
  thisYear: number;
  disadvantaged: number;
  send: number;
  /** Ids of pieces that point away from the grade; empty without a grade. */
  contradicting: readonly string[];
  weaknesses: readonly Weakness[];
};

const isActivity = (kind: EvidenceKind): kind is Activity => (activities as readonly string[]).includes(kind);
const counted = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** True where a piece points away from the grade: something to develop against a grade of the better half of its scale, a strength against one of the worse half. The middle grade of an odd scale is contradicted by neither. */
export function contradicts(points: Points | null, grade: Place): boolean {
  const middle = (grade.of + 1) / 2;
  if (grade.position < middle) return points === 'development';
  return grade.position > middle && points === 'strength';
}

function weaknessesOf(safety: Omit<Safety, 'weaknesses'>, oneWay: number, standards: SafetyStandards): Weakness[] {
  const found: Weakness[] = [];
  const { pieces, present, missing, observers, thisYear, contradicting } = safety;
  if (pieces === 0)
    found.push({ code: 'nothing', short: 'Nothing speaks to it yet', words: 'No piece of evidence speaks to it yet.' });
  if (present.length < standards.kinds)
    found.push({
      code: 'kinds',
      short:
        present.length === 0 ? 'No review activity behind it' : `Only ${listed(present.map((k) => activityWords[k]))}`,
      words: `It rests on ${present.length === 0 ? 'no kind' : counted(present.length, 'kind')} of activity of five, and ${standards.kinds} are wanted. There is no ${missing.map((kind) => activityWords[kind]).join(', no ')}.`,
    });
  if (observers < standards.observers)
    found.push({
      code: 'observers',
      short: observers === 0 ? 'Nobody has seen it' : 'Stands on one person’s visits',
      words: `${observers === 0 ? 'Nobody has' : 'One person has'} seen what it rests on, and ${standards.observers} are wanted.`,
    });
  if (thisYear < pieces * standards.thisYear || pieces === 0)
    found.push({
      code: 'recent',
      short: thisYear === 0 ? 'Nothing from this year' : 'Mostly from before this year',
      words:
        pieces === 0
          ? 'Nothing is from this year, and half of what there is should be.'
          : `${thisYear} of ${counted(pieces, 'piece')} ${thisYear === 1 ? 'is' : 'are'} from this year, and half are wanted.`,
    });
  if (safety.disadvantaged === 0)
    found.push({
      code: 'disadvantaged',
      short: 'Nothing about disadvantaged pupils',
      words: 'No piece is about disadvantaged pupils.',
    });
  if (safety.send === 0) found.push({ code: 'send', short: 'Nothing about SEND', words: 'No piece is about SEND.' });
  if (contradicting.length > 0 && contradicting.length >= oneWay * standards.contradicting)
    found.push({
      code: 'contradicted',
      short: 'Much of it points the other way',
      words: `${contradicting.length} of the ${counted(oneWay, 'piece')} that point one way ${contradicting.length === 1 ? 'points' : 'point'} away from the grade. No visit mends that: look at them together, or look at the grade again.`,
    });
  return found;
}

/**
 * How safely a judgement stands on its evidence. `grade` is null where none is proposed, or where the reader may not see it: nothing is then said to contradict
 * it. `yearStartsOn` is the first day of the academic year that is judged. The answer is a list of reasons; there is no score.
 */
export function safetyOf(
  pieces: readonly Piece[],
  judged: { grade: Place | null; yearStartsOn: Temporal.PlainDate },
  standards: SafetyStandards = safetyStandards,
): Safety {
  const kinds = new Set(pieces.map((piece) => piece.kind).filter(isActivity));
  const { grade } = judged;
  const oneWay = pieces.filter((piece) => piece.points === 'strength' || piece.points === 'development').length;
  const safety = {
    pieces: pieces.length,
    present: activities.filter((kind) => kinds.has(kind)),
    missing: activities.filter((kind) => !kinds.has(kind)),
    observers: new Set(pieces.flatMap((piece) => piece.observers)).size,
    newest:
      pieces
        .map((piece) => piece.happenedOn)
        .sort(Temporal.PlainDate.compare)
        .at(-1) ?? null,
    thisYear: pieces.filter((piece) => Temporal.PlainDate.compare(piece.happenedOn, judged.yearStartsOn) >= 0).length,
    disadvantaged: pieces.filter((piece) => piece.disadvantaged).length,
    send: pieces.filter((piece) => piece.send).length,
    contradicting: grade ? pieces.filter((piece) => contradicts(piece.points, grade)).map((piece) => piece.id) : [],
  };
  return { ...safety, weaknesses: weaknessesOf(safety, oneWay, standards) };
}

/** The reading as a list of reasons: `Safe`, or what makes it less safe. Where nothing speaks to it, that says it all. */
export function readingOf(safety: Safety): readonly string[] {
  if (safety.weaknesses.length === 0) return ['Safe'];
  const nothing = safety.weaknesses.find((weakness) => weakness.code === 'nothing');
  return nothing ? [nothing.short] : safety.weaknesses.map((weakness) => weakness.short);
}

/** From least safe to safest: by how many reasons there are, then by how little evidence. */
export function leastSafeFirst(a: { safety: Safety }, b: { safety: Safety }): number {
  return b.safety.weaknesses.length - a.safety.weaknesses.length || a.safety.pieces - b.safety.pieces;
}
