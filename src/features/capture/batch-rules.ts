import { z } from 'zod';
import { evidenceTagNames } from '#core/evidence/tags.ts';

export const stepNames = ['write', 'photo', 'photo_removed', 'finish', 'throw_away'] as const;
export type StepName = (typeof stepNames)[number];

const id = z.guid();
const day = z.string().transform((text, context): Temporal.PlainDate => {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    context.addIssue({ code: 'custom', message: 'No day' });
    return z.NEVER;
  }
});
const moment = z.string().transform((text, context): Temporal.Instant => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'No moment' });
    return z.NEVER;
  }
});

/** The whole note as a device holds it: every step of writing carries all of it, so that the last one is enough. */
const fields = z.object({
  schoolId: id,
  departmentId: id.nullable(),
  kind: z.enum(['learning_walk', 'drop_in', 'visit']),
  happenedOn: day,
  reason: z.string().max(60).nullable(),
  words: z.string().max(5000),
  points: z.enum(['strength', 'development', 'mixed']),
  areaIds: z.array(id).max(40),
  tags: z.array(z.enum(evidenceTagNames)).max(40),
  observedId: id.nullable(),
  observedMinutes: z.int().min(1).max(480).nullable(),
  overWhy: z.string().max(500).nullable(),
});

const of = { seq: z.int().min(1), at: moment };
const step = z.discriminatedUnion('op', [
  z.object({ ...of, op: z.literal('write'), fields }),
  z.object({ ...of, op: z.literal('photo'), photoId: id, data: z.base64() }),
  z.object({ ...of, op: z.literal('photo_removed'), photoId: id }),
  z.object({ ...of, op: z.literal('finish'), sameDay: z.enum(['ask', 'add', 'apart']) }),
  z.object({ ...of, op: z.literal('throw_away') }),
]);
export type Step = z.infer<typeof step>;

const batch = z.object({
  deviceId: id,
  noteId: id,
  /** The revision of the note that the device has seen; 0 for a note of its own that has not arrived. */
  basedOn: z.int().min(0),
  steps: z.array(step).min(1).max(50),
});
export type Batch = z.infer<typeof batch>;

/** Reads what a device sent; null for what no device of ours sends. */
export function readBatch(text: string): Batch | null {
  let sent: unknown;
  try {
    sent = JSON.parse(text);
  } catch {
    return null;
  }
  const read = batch.safeParse(sent);
  return read.success ? read.data : null;
}

/** A note after a batch: what is stored, and what stands in the way of the rest. */
export type Answer = {
  noteId: string;
  /** The numbers of the steps that are stored, now or before. */
  stored: readonly number[];
  /** Where the note stands here; `none`: nothing of it has arrived. */
  standing: 'none' | 'draft' | 'recorded' | 'added' | 'apart' | 'thrown_away' | 'withdrawn';
  revision: number;
  /** Where the note is read, or two versions are chosen between. */
  href: string | null;
  /** Why the next step was refused, in words for the writer, and the field that it is about. */
  refused: { field: string; words: string } | null;
};
