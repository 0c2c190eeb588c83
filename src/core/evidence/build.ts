import type { Db } from '#platform/db/database.ts';
import { type BuiltSchool, inTrust, nextNumber } from '../organisations/build.ts';
import type { EvidenceKind } from './kinds.ts';
import './tables.ts';

export type BuiltEvidence = { id: string; title: string; schoolId: string };
type EvidenceValues = {
  kind?: EvidenceKind;
  title?: string;
  summary?: string;
  happenedOn?: string;
  departmentId?: string;
};

/** A lesson observation of 9 November 2026 unless `values` say otherwise. */
export async function buildEvidence(
  db: Db,
  school: BuiltSchool,
  person: { personId: string },
  values: EvidenceValues = {},
): Promise<BuiltEvidence> {
  const title = values.title ?? `Invented observation ${nextNumber()}`;
  const row = await inTrust(db, school.trustId, (tx) =>
    tx
      .insertInto('evidence')
      .values({
        trust_id: school.trustId,
        school_id: school.id,
        kind: values.kind ?? 'lesson_observation',
        title,
        summary: values.summary ?? 'Pupils explained what they had learnt in their own words.',
        happened_on: Temporal.PlainDate.from(values.happenedOn ?? '2026-11-09'),
        late_why: null,
        recorded_by: person.personId,
        department_id: values.departmentId ?? null,
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawn_why: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return { id: row.id, title, schoolId: school.id };
}
