import type { NoteFields } from '#features/informal-monitoring/index.ts';
import type { Batch, Step } from './batch-rules.ts';

/** A batch as a device sends it, one moment after the other. */
export function batchOf(
  noteId: string,
  steps: readonly (Step extends infer One ? (One extends Step ? Omit<One, 'at'> : never) : never)[],
  values: { deviceId?: string; basedOn?: number } = {},
): Batch {
  return {
    deviceId: values.deviceId ?? '00000000-0000-4000-8000-000000000001',
    noteId,
    basedOn: values.basedOn ?? 0,
    steps: steps.map((step) => ({ ...step, at: Temporal.Instant.from('2026-11-20T10:14:00Z') }) as Step),
  };
}

/** Writing as a step. */
export const writeStep = (seq: number, fields: NoteFields) => ({
  op: 'write' as const,
  seq,
  fields: { ...fields, areaIds: [...fields.areaIds], tags: [] },
});

export const finishStep = (seq: number, sameDay: 'ask' | 'add' | 'apart' = 'ask') => ({
  op: 'finish' as const,
  seq,
  sameDay,
});
