import { hasRole, holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { protectionPaths } from './paths.ts';
import { mayFindPupils, mayKeepRules } from './policy.ts';

/** Where the reader can look after pupil data: of a school, or (null) of the whole trust. Empty for those who may not. */
export function protectionLinks(ctx: Pick<Ctx, 'actor'>, schoolId: string | null): { href: string; label: string }[] {
  const { actor } = ctx;
  const find = mayFindPupils(actor).allowed
    ? [{ href: protectionPaths.find, label: 'Find what is held of one pupil' }]
    : [];
  if (schoolId !== null)
    return holdsAt(actor, 'pupil-data:protect', schoolId)
      ? [
          { href: protectionPaths.school(schoolId), label: 'How the school’s pupil data is protected' },
          ...(hasRole(actor, 'administrator') || hasRole(actor, 'head_teacher', schoolId) ? find : []),
        ]
      : [];
  return mayKeepRules(actor).allowed
    ? [{ href: protectionPaths.overview, label: 'Protection of pupil data' }, ...find]
    : find;
}
