import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { moveArea, removeArea } from '../actions/change-areas.ts';
import { moveGrade, removeGrade } from '../actions/change-grades.ts';
import { moveForm, removeForm } from '../forms.ts';
import { frameworkPaths } from '../paths.ts';
import { draftOf } from './draft.ts';
import { draftPage } from './edit-draft.tsx';

/** Does one small change and shows the draft with the reason where it is refused. */
async function attempt(ctx: Ctx, request: PageRequest, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Invalid) return draftPage(ctx, await draftOf(ctx, request), error.errors);
    throw error;
  }
}

export async function sendMoveArea(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const [id, areaId] = [idParam(request, 'frameworkId'), idParam(request, 'areaId')];
  const form = readForm(moveForm, request.form);
  if (!form.ok) throw new Invalid(form.errors);
  await moveArea(ctx, id, areaId, form.value.direction, form.value.revision);
  return redirectTo(frameworkPaths.area(id, areaId), 'Moved.');
}

export async function sendRemoveArea(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await attempt(ctx, request, async () => {
    const form = readForm(removeForm, request.form);
    if (!form.ok) throw new Invalid(form.errors);
    const id = idParam(request, 'frameworkId');
    await removeArea(ctx, id, idParam(request, 'areaId'), form.value.revision);
    return redirectTo(frameworkPaths.edit(id), 'The area has been removed from this draft.');
  });
}

export async function sendMoveGrade(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await attempt(ctx, request, async () => {
    const [id, gradeId] = [idParam(request, 'frameworkId'), idParam(request, 'gradeId')];
    const form = readForm(moveForm, request.form);
    if (!form.ok) throw new Invalid(form.errors);
    await moveGrade(ctx, id, gradeId, form.value.direction, form.value.revision);
    return redirectTo(frameworkPaths.grade(id, gradeId), 'Moved.');
  });
}

export async function sendRemoveGrade(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await attempt(ctx, request, async () => {
    const form = readForm(removeForm, request.form);
    if (!form.ok) throw new Invalid(form.errors);
    const id = idParam(request, 'frameworkId');
    await removeGrade(ctx, id, idParam(request, 'gradeId'), form.value.revision);
    return redirectTo(frameworkPaths.edit(id), 'The grade has been removed from this draft.');
  });
}
