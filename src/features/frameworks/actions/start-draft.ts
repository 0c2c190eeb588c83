import { demand } from '#core/access/decision.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { dataOf, type FrameworkData } from '#core/frameworks/framework-data.ts';
import { insertFramework } from '#core/frameworks/insert-framework.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { Invalid } from '#platform/errors.ts';
import { mayManage } from '../policy.ts';
import { familyFor } from '../rules.ts';

/** Makes a draft of the next version from this one and returns its id; where the family has a draft already, that one. */
export async function startDraft(ctx: Ctx, frameworkId: string): Promise<{ id: string; created: boolean }> {
  demand(mayManage(ctx.actor));
  const source = await findFramework(ctx, frameworkId);
  const present = await ctx.db
    .selectFrom('framework')
    .select('id')
    .where('family', '=', source.family)
    .where('adopted_at', 'is', null)
    .executeTakeFirst();
  if (present) return { id: present.id, created: false };
  return await write(ctx, async (tx) => {
    tx.authorise(mayManage(ctx.actor));
    const newest = await tx.db
      .selectFrom('framework')
      .select('version')
      .where('family', '=', source.family)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    const version = newest.version + 1;
    const id = await insertFramework(tx.db, ctx.actor.trustId, dataOf(source), version);
    await tx.record({
      kind: 'framework.drafted',
      subjectType: 'framework',
      subjectId: id,
      schoolId: null,
      summary: `began version ${version} of the framework “${source.name}” from version ${source.version}`,
    });
    return { id, created: true };
  });
}

const nothingYet: Omit<FrameworkData, 'family' | 'name'> = {
  description: '',
  comparabilityNote:
    'These are the Trust’s own judgements in the Trust’s own words. They are not converted into the grades of any other framework.',
  grades: [
    { scale: 'met', code: 'met', label: 'Met', descriptor: '' },
    { scale: 'met', code: 'not_met', label: 'Not met', descriptor: '' },
  ],
  areas: [],
};

/** Begins a framework of the trust's own, empty or as a copy of another, and returns the id of its draft. */
export async function startFramework(ctx: Ctx, input: { name: string; startFrom: string | null }): Promise<string> {
  const source = input.startFrom === null ? null : await findFramework(ctx, input.startFrom);
  return await write(ctx, async (tx) => {
    tx.authorise(mayManage(ctx.actor));
    const present = await tx.db.selectFrom('framework').select(['family', 'name']).execute();
    if (present.some((row) => row.name.toLowerCase() === input.name.toLowerCase())) {
      throw new Invalid([
        { field: 'name', message: 'The trust has a framework of this name already. Choose another name.' },
      ]);
    }
    const family = familyFor(
      input.name,
      present.map((row) => row.family),
    );
    const data = source ? { ...dataOf(source), comparabilityNote: nothingYet.comparabilityNote } : nothingYet;
    const id = await insertFramework(tx.db, ctx.actor.trustId, { ...data, name: input.name, family }, 1);
    await tx.record({
      kind: 'framework.drafted',
      subjectType: 'framework',
      subjectId: id,
      schoolId: null,
      summary: `began the framework “${input.name}”${source ? `, as a copy of “${source.name}”` : ''}`,
    });
    return id;
  });
}
