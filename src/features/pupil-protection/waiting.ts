import { hasRole, holds, scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { protectionPaths } from './paths.ts';
import { accessRequestsOf } from './pupil-queries.ts';
import { rulesOf } from './rule-queries.ts';

export type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

/** Requests for access that wait for an answer, for heads and administrators; retention rules that nobody has confirmed, for administrators. */
export async function protectionWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  if (!holds(ctx.actor, 'pupil-data:protect')) return [];
  const answers = ctx.actor.grants.some((grant) => grant.role === 'administrator' || grant.role === 'head_teacher');
  const scoped = { ...ctx, scope: scopeOf(ctx.actor, 'pupil-data:protect') };
  const requests = answers ? (await accessRequestsOf(scoped)).filter((request) => request.closed_at === null) : [];
  const unconfirmed = hasRole(ctx.actor, 'administrator')
    ? (await rulesOf(scoped)).filter((rule) => rule.confirmed === null)
    : [];
  return [
    ...requests.map((request) => ({
      title: 'Answer a request for access to pupil data',
      detail: `${request.school}, one pupil`,
      href: protectionPaths.access(request.id),
      dueOn: request.due_on,
    })),
    ...(unconfirmed.length > 0
      ? [
          {
            title: 'Confirm how long pupil data is kept',
            detail: `${unconfirmed.length === 1 ? 'One rule waits' : `${unconfirmed.length} rules wait`} for the data protection officer’s word: nothing is erased under ${unconfirmed.length === 1 ? 'it' : 'them'} before`,
            href: protectionPaths.overview,
          },
        ]
      : []),
  ];
}
