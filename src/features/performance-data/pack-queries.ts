import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { type DataPack, makeDataPack } from './pack/data-pack.ts';
import { figuresOf, inspectionsOf, predecessorsOf } from './queries.ts';

/** The data pack of a school of the reader's scope, made now from the imports that count; `NotFound` outside it. */
export async function loadDataPack(ctx: Ctx, schoolId: string): Promise<DataPack> {
  const school = await findSchool(ctx, schoolId);
  const predecessors = await predecessorsOf(ctx, [school.id]);
  const authority = school.local_authority_code ?? school.laestab?.slice(0, 3);
  const areas = [school.urn, ...predecessors.map(({ urn }) => urn), '', ...(authority ? [authority] : [])];
  const figures = await figuresOf(ctx, areas);
  const inspections = await inspectionsOf(ctx, school.id);
  return makeDataPack({ school, predecessors, figures, inspections, today: ctx.today });
}
