import { sql } from 'kysely';
import type { ResultKind } from '#core/pupil-data/tables.ts';
import { copyRows, copyText } from '#platform/db/copy-rows.ts';
import type { Tx } from '#platform/db/database.ts';
import type { TakeResult } from '../reading/result-row.ts';
import type { Slot } from '../reading/subject-slots.ts';

const sendAt = 20_000;

export type ResultSink = {
  take: TakeResult;
  /** Sends what is ready, once what was sent before has arrived: the next rows are read meanwhile. */
  send(): Promise<void>;
  /** Waits until what was sent has arrived: before anything else is asked of the database. */
  settled(): Promise<void>;
  isFull(): boolean;
};

/**
 * Results on their way into the snapshot: some ten thousand at a time, so that a million are never held, and stored while the next are read. They go by COPY
 * into a temporary table first, for COPY may not enter a protected one. What stands in a line is escaped once for each grade and class, not once for each row.
 * `over`: an earlier file may have brought in the same result, which then gives way.
 */
export async function resultLines(
  tx: Tx,
  place: { trustId: string; snapshotId: string },
  over: boolean,
): Promise<ResultSink> {
  await sql`create temp table if not exists coming_result
    (pupil_id bigint, slot integer, kind text, grade text, points real, class text, counts boolean) on commit drop`.execute(
    tx,
  );
  await sql`truncate coming_result`.execute(tx);
  const known = new Set<number>();
  const fresh: Slot[] = [];
  const subjectIds: number[] = [];
  let lines = '';
  let count = 0;
  let sending: Promise<void> = Promise.resolve();
  // Points belong to a grade on its scale, so each subject has texts of its own.
  const tails: Map<string, string>[] = [];
  const classes = new Map<string, string>([['', '\\N']]);
  const classOf = (name: string): string => {
    const known = classes.get(name);
    if (known !== undefined) return known;
    const text = copyText(name.slice(0, 100));
    if (classes.size < 20_000) classes.set(name, text);
    return text;
  };
  const gradeOf = (slot: Slot, grade: string, points: number | null): string => {
    let known = tails[slot.number];
    if (!known) {
      known = new Map();
      tails[slot.number] = known;
    }
    let text = known.get(grade);
    if (text === undefined) {
      text = `${copyText(grade)}\t${points ?? '\\N'}`;
      known.set(grade, text);
    }
    return text;
  };
  return {
    take(pupilId: number, slot: Slot, kind: ResultKind, grade, points, className, counts) {
      if (!known.has(slot.number)) {
        known.add(slot.number);
        fresh.push(slot);
      }
      lines += `${pupilId}\t${slot.number}\t${kind}\t${gradeOf(slot, grade, points)}\t${classOf(className)}\t${counts ? 't' : 'f'}\n`;
      count += 1;
    },
    isFull: () => count >= sendAt,
    async send() {
      await sending;
      if (count === 0) return;
      const bytes = Buffer.from(lines);
      lines = '';
      count = 0;
      sending = store(tx, place, over, bytes, subjectIds, fresh.splice(0));
      // What goes wrong is thrown by whoever waits for it; until then it must not count as unheard.
      sending.catch(() => {});
    },
    settled: async () => {
      await sending;
    },
  };
}

async function store(
  tx: Tx,
  { trustId, snapshotId }: { trustId: string; snapshotId: string },
  over: boolean,
  bytes: Uint8Array,
  subjectIds: number[],
  fresh: readonly Slot[],
): Promise<void> {
  await nameSubjects(tx, trustId, fresh, subjectIds);
  await copyRows(tx, 'copy coming_result from stdin', [bytes]);
  const replace = sql`on conflict (trust_id, snapshot_id, pupil_id, subject_id, kind) do update
    set grade = excluded.grade, points = excluded.points, class = excluded.class, counts = excluded.counts`;
  await sql`
    insert into snapshot_result (trust_id, snapshot_id, pupil_id, subject_id, kind, grade, points, class, counts)
    select ${trustId}::uuid, ${snapshotId}::uuid, pupil_id, (${subjectIds}::integer[])[slot + 1], kind, grade, points, class, counts
    from coming_result
    ${over ? replace : sql``}`.execute(tx);
  await sql`truncate coming_result`.execute(tx);
}

/** The subjects that came up for the first time, as rows of assessment_subject: made where the trust has none. */
async function nameSubjects(tx: Tx, trustId: string, slots: readonly Slot[], ids: number[]): Promise<void> {
  if (slots.length === 0) return;
  const column = <T>(of: (slot: Slot) => T): T[] => slots.map(of);
  await sql`
    insert into assessment_subject (trust_id, code, name, qualification, scale)
    select ${trustId}::uuid, * from unnest(${column((s) => s.code)}::text[], ${column((s) => s.name)}::text[],
      ${column((s) => s.qualification)}::text[], ${column((s) => s.scaleCode)}::text[])
    on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ slot: number; id: number }>`
    select w.slot, a.id from unnest(${column((s) => s.number)}::integer[], ${column((s) => s.name)}::text[],
      ${column((s) => s.qualification)}::text[], ${column((s) => s.scaleCode)}::text[]) w (slot, name, qualification, scale)
    join assessment_subject a on lower(a.name) = lower(w.name) and a.qualification = w.qualification and a.scale = w.scale`.execute(
    tx,
  );
  for (const { slot, id } of rows) ids[slot] = id;
}
