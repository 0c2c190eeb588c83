import { holds, scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { dataSystemPaths } from './paths.ts';
import { accessesOf } from './queries.ts';
import { reviewDueOn } from './rules.ts';

export type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

/** Access that the head teacher is to look at again, because its year or its last day is near. */
export async function accessWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  if (!holds(ctx.actor, 'data-system:manage')) return [];
  const heads = ctx.actor.grants.filter((grant) => grant.role === 'head_teacher').map((grant) => grant.schoolId);
  if (heads.length === 0) return [];
  const accesses = await accessesOf({ ...ctx, scope: scopeOf(ctx.actor, 'data-system:manage') });
  return accesses.flatMap((access) => {
    const due = reviewDueOn(access, ctx.today);
    if (!due || !heads.includes(access.school_id)) return [];
    return [
      {
        title: 'Look again at who has access to a data system',
        detail: `${access.school}: ${access.person}, ${access.system}`,
        href: dataSystemPaths.school(access.school_id),
        dueOn: due,
      },
    ];
  });
}
