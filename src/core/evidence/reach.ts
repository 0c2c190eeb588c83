import type { Write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import type { NewEvidence } from './record-evidence.ts';
import './tables.ts';

type Reach = Pick<NewEvidence, 'readerIds' | 'observers' | 'areas' | 'tags' | 'criterionIds' | 'enquiryIds'>;

/** Writes down what a new piece of evidence speaks to, who saw it and who may read it, inside the caller's write. The recorder is always one of the observers. */
export async function addReach(ctx: Ctx, tx: Write, evidenceId: string, reach: Reach): Promise<void> {
  const of = { trust_id: ctx.actor.trustId, evidence_id: evidenceId };
  const others = (reach.observers ?? []).filter((observer) => observer.personId !== ctx.actor.personId);
  await tx.db
    .insertInto('evidence_observer')
    .values([
      { ...of, person_id: ctx.actor.personId, name: ctx.actor.name },
      ...others.map((observer) => ({ ...of, person_id: observer.personId, name: observer.name })),
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const readers = [...new Set(reach.readerIds ?? [])];
  if (readers.length > 0)
    await tx.db
      .insertInto('evidence_reader')
      .values(readers.map((personId) => ({ ...of, person_id: personId, added_by: ctx.actor.personId })))
      .execute();
  const areas = reach.areas ?? [];
  if (areas.length > 0)
    await tx.db
      .insertInto('evidence_area')
      .values(
        areas.map((area) => ({
          ...of,
          area_id: area.areaId,
          points: area.points,
          note: area.note ?? '',
          tagged_by: ctx.actor.personId,
        })),
      )
      .execute();
  const tags = [...new Set(reach.tags ?? [])];
  if (tags.length > 0)
    await tx.db
      .insertInto('evidence_tag')
      .values(tags.map((tag) => ({ ...of, tag })))
      .execute();
  const lines = [
    ...[...new Set(reach.criterionIds ?? [])].map((id) => ({ ...of, criterion_id: id, enquiry_id: null })),
    ...[...new Set(reach.enquiryIds ?? [])].map((id) => ({ ...of, criterion_id: null, enquiry_id: id })),
  ];
  if (lines.length > 0) await tx.db.insertInto('evidence_line').values(lines).execute();
}
