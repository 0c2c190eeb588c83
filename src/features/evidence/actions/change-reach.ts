import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import '#core/evidence/tables.ts';
import type { Reach } from '../reach-rules.ts';

const missing = <T>(from: readonly T[], among: readonly T[]): T[] => from.filter((one) => !among.includes(one));

/** Writes down what a corrected piece of evidence now speaks to, who saw it and who may read it: rows that stay are not touched, so that their history is their own. */
export async function changeReach(
  ctx: Ctx,
  tx: Write,
  piece: { id: string; recordedBy: string },
  before: Reach,
  after: Reach,
): Promise<void> {
  const of = { trust_id: ctx.actor.trustId, evidence_id: piece.id };
  const gone = (table: 'evidence_reader' | 'evidence_observer' | 'evidence_area' | 'evidence_tag' | 'evidence_line') =>
    tx.db.deleteFrom(table).where('evidence_id', '=', piece.id);
  const readersGone = missing(before.readerIds, after.readerIds);
  if (readersGone.length > 0) await gone('evidence_reader').where('person_id', 'in', readersGone).execute();
  const readersNew = missing(after.readerIds, before.readerIds);
  if (readersNew.length > 0)
    await tx.db
      .insertInto('evidence_reader')
      .values(readersNew.map((personId) => ({ ...of, person_id: personId, added_by: ctx.actor.personId })))
      .execute();
  const keyOf = (observer: Reach['observers'][number]) => observer.personId ?? `name ${observer.name}`;
  const kept = new Set(after.observers.map(keyOf));
  const known = new Set(before.observers.map(keyOf));
  for (const observer of before.observers) {
    if (kept.has(keyOf(observer)) || observer.personId === piece.recordedBy) continue;
    const rows = gone('evidence_observer');
    await (observer.personId === null
      ? rows.where('person_id', 'is', null).where('name', '=', observer.name)
      : rows.where('person_id', '=', observer.personId)
    ).execute();
  }
  const observersNew = after.observers.filter((observer) => !known.has(keyOf(observer)));
  if (observersNew.length > 0)
    await tx.db
      .insertInto('evidence_observer')
      .values(observersNew.map((observer) => ({ ...of, person_id: observer.personId, name: observer.name })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  const areaIds = (reach: Reach) => reach.areas.map((area) => area.areaId);
  const areasGone = missing(areaIds(before), areaIds(after));
  if (areasGone.length > 0) await gone('evidence_area').where('area_id', 'in', areasGone).execute();
  for (const area of after.areas) {
    const stood = before.areas.find((one) => one.areaId === area.areaId);
    if (stood?.points === area.points) continue;
    const row = { points: area.points, tagged_at: ctx.now, tagged_by: ctx.actor.personId };
    await tx.db
      .insertInto('evidence_area')
      .values({ ...of, area_id: area.areaId, ...row })
      .onConflict((conflict) => conflict.columns(['evidence_id', 'area_id']).doUpdateSet(row))
      .execute();
  }
  const tagsGone = missing(before.tags, after.tags);
  if (tagsGone.length > 0) await gone('evidence_tag').where('tag', 'in', tagsGone).execute();
  const tagsNew = missing(after.tags, before.tags);
  if (tagsNew.length > 0)
    await tx.db
      .insertInto('evidence_tag')
      .values(tagsNew.map((tag) => ({ ...of, tag })))
      .execute();
  for (const [column, stood, stands] of [
    ['criterion_id', before.criterionIds, after.criterionIds],
    ['enquiry_id', before.enquiryIds, after.enquiryIds],
  ] as const) {
    const linesGone = missing(stood, stands);
    if (linesGone.length > 0) await gone('evidence_line').where(column, 'in', linesGone).execute();
    const linesNew = missing(stands, stood);
    if (linesNew.length > 0)
      await tx.db
        .insertInto('evidence_line')
        .values(linesNew.map((id) => ({ ...of, criterion_id: null, enquiry_id: null, [column]: id })))
        .execute();
  }
}
