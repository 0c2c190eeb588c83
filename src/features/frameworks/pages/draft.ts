import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Crumb } from '#ui/breadcrumbs.tsx';
import { frameworkPaths } from '../paths.ts';
import { mayChange } from '../policy.ts';

/** The draft that a page is about; an adopted version is refused with the way to change it. */
export async function draftOf(ctx: Ctx, request: PageRequest): Promise<Framework> {
  const framework = await findFramework(ctx, idParam(request, 'frameworkId'));
  demand(mayChange(ctx.actor, { adopted_at: framework.adoptedAt, version: framework.version }));
  return framework;
}

export const draftCrumbs = (framework: Framework): Crumb[] => [
  { href: frameworkPaths.list, label: 'Frameworks' },
  { href: frameworkPaths.edit(framework.id), label: `${framework.name}, draft of version ${framework.version}` },
];
