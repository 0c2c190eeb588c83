/** A note as it is written: every step of writing carries all of it, so that the last one is enough. */
export type Fields = {
  schoolId: string | null;
  departmentId: string | null;
  kind: string;
  happenedOn: string;
  reason: string | null;
  words: string;
  points: string;
  areaIds: readonly string[];
  tags: readonly string[];
  observedId: string | null;
  observedMinutes: number | null;
  overWhy: string | null;
};

/** What was done to a note on this device. `took_over` is what the server had when the note was opened here; it is never sent. */
export type Op = { seq: number; at: string } & (
  | { op: 'write' | 'took_over'; fields: Fields }
  | { op: 'photo' | 'photo_removed'; photoId: string }
  | { op: 'finish'; sameDay: 'ask' | 'add' | 'apart' }
  | { op: 'throw_away' }
);
export type Sent = Exclude<Op, { op: 'took_over' }>;

/** How far the server has a note, beside the log: what is lost of this is asked for again. */
export type Standing = {
  noteId: string;
  personId: string;
  /** The revision of the note that this device has seen. */
  basedOn: number;
  /** Every step up to here is stored there. */
  acked: number;
  /** Steps beyond that are stored there. */
  stored: readonly number[];
  state: 'here' | 'draft' | 'apart' | 'refused' | 'sent';
  said: string | null;
  field: string | null;
  href: string | null;
  sentAt: string | null;
};

export type Note = {
  fields: Fields | null;
  photos: readonly string[];
  finished: boolean;
  thrownAway: boolean;
  lastAt: string;
};

/** The note that a log adds up to. Writing after “Done” makes it a draft again. */
export function noteOf(ops: readonly Op[]): Note {
  let fields: Fields | null = null;
  let finished = false;
  let thrownAway = false;
  const photos = new Set<string>();
  for (const step of ops) {
    if (step.op === 'write' || step.op === 'took_over') {
      fields = step.fields;
      finished = false;
    } else if (step.op === 'photo') photos.add(step.photoId);
    else if (step.op === 'photo_removed') photos.delete(step.photoId);
    else if (step.op === 'finish') finished = true;
    else thrownAway = true;
  }
  return { fields, photos: [...photos], finished, thrownAway, lastAt: ops.at(-1)?.at ?? '' };
}

/**
 * What of a log has to be sent, in order: the last state of the text, photos that are wanted, and how it ended. Steps that a later one has overtaken are not sent;
 * a note without a school waits for one. `upTo` is the last step that all this stands for.
 */
export function toSend(
  ops: readonly Op[],
  standing: Pick<Standing, 'acked' | 'stored'>,
): { steps: Sent[]; upTo: number } {
  const upTo = ops.at(-1)?.seq ?? 0;
  const waits = (step: Op) => step.seq > standing.acked && !standing.stored.includes(step.seq);
  const note = noteOf(ops);
  const never = ops.every((step) => step.seq > standing.acked && !standing.stored.includes(step.seq));
  if (note.thrownAway && never) return { steps: [], upTo };
  if (!note.fields?.schoolId) return { steps: [], upTo };
  const text = ops.findLast((step) => step.op === 'write' || step.op === 'took_over');
  const writes = text?.op === 'write' && waits(text) ? [text] : [];
  const photos = ops.filter((step): step is Extract<Sent, { op: 'photo' | 'photo_removed' }> => {
    if (!waits(step)) return false;
    if (step.op === 'photo') return note.photos.includes(step.photoId);
    if (step.op !== 'photo_removed') return false;
    // A photo that never left this device need not be taken out there.
    return ops.some((other) => other.op === 'photo' && other.photoId === step.photoId && !waits(other));
  });
  const end = ops.findLast((step) => step.op === 'finish' || step.op === 'throw_away');
  const ends = end && waits(end) && (note.finished || note.thrownAway) ? [end] : [];
  return { steps: [...writes, ...photos, ...ends] as Sent[], upTo };
}

/** True while something of the note has not arrived, be it only that nobody has chosen a school yet. */
export function isWaiting(ops: readonly Op[], standing: Pick<Standing, 'acked' | 'stored'>): boolean {
  const { steps, upTo } = toSend(ops, standing);
  if (steps.length > 0) return true;
  const note = noteOf(ops);
  return !note.thrownAway && !note.fields?.schoolId && upTo > standing.acked;
}

/** Photos go one in a message, because they are large; everything else goes together. */
export function inMessages(steps: readonly Sent[]): Sent[][] {
  const messages: Sent[][] = [];
  for (const step of steps) {
    const last = messages.at(-1);
    if (last && !last.some((one) => one.op === 'photo')) last.push(step);
    else messages.push([step]);
  }
  return messages;
}

/** `3 waiting`, `Nothing waiting`. */
export const waitingInWords = (count: number): string => (count === 0 ? 'Nothing waiting' : `${count} waiting`);

/** `Sign in to send 3 notes`. */
export const signInWords = (count: number): string =>
  count === 0 ? 'Sign in' : `Sign in to send ${count} ${count === 1 ? 'note' : 'notes'}`;

/** What a note still needs before it is done; null where nothing. */
export function missing(fields: Fields): { field: 'schoolId' | 'reason' | 'words'; words: string } | null {
  if (!fields.schoolId) return { field: 'schoolId', words: 'Choose the school' };
  if (!fields.reason) return { field: 'reason', words: 'Choose the one reason for this visit' };
  return fields.words.trim() === '' ? { field: 'words', words: 'Write what you saw' } : null;
}
