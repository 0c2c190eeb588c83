import type { Ctx } from '#core/context.ts';
import { answerForm } from '#platform/http/answer-form.ts';
import { type FormResult, readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { grantAccess } from '../actions/grant-access.ts';
import { addSystem, retireSystem } from '../actions/keep-register.ts';
import { endAccess, keepAccess } from '../actions/review-access.ts';
import { addForm, endForm, grantForm, keepForm, retireForm } from '../forms.ts';
import { dataSystemPaths } from '../paths.ts';
import { findPlaceOf } from '../queries.ts';
import { registerPage } from './register.tsx';

/** Does what the form asks, or shows the register again with the form open and what was typed. */
const answer = <T>(
  ctx: Ctx,
  { form, read, schoolId, said }: { form: string; read: FormResult<T>; schoolId: string; said: string },
  act: (value: T) => Promise<unknown>,
): Promise<Reply> =>
  answerForm(
    form,
    read,
    async (value) => {
      await act(value);
      return redirectTo(dataSystemPaths.school(schoolId), said);
    },
    (refused) => registerPage(ctx, schoolId, refused),
  );

export async function sendAdd(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = request.params['schoolId'] ?? '';
  const read = readForm(addForm, request.form);
  return await answer(ctx, { form: 'add', read, schoolId, said: 'The system stands in the register.' }, (value) =>
    addSystem(ctx, schoolId, value),
  );
}

export async function sendGrant(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = request.params['schoolId'] ?? '';
  const read = readForm(grantForm, request.form);
  return await answer(
    ctx,
    { form: 'grant', read, schoolId, said: 'Access has been given, and the person told.' },
    (value) => grantAccess(ctx, schoolId, value),
  );
}

export async function sendRetire(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = request.params['systemId'] ?? '';
  const schoolId = await findPlaceOf(ctx, 'data_system', id);
  const read = readForm(retireForm, request.form);
  const said = 'The system is out of the register, and access to it has ended.';
  return await answer(ctx, { form: `retire ${id}`, read, schoolId, said }, (value) => retireSystem(ctx, id, value));
}

export async function sendKeep(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = request.params['accessId'] ?? '';
  const schoolId = await findPlaceOf(ctx, 'system_access', id);
  const read = readForm(keepForm, request.form);
  return await answer(ctx, { form: `keep ${id}`, read, schoolId, said: 'The access has been kept.' }, (value) =>
    keepAccess(ctx, id, value),
  );
}

export async function sendEnd(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = request.params['accessId'] ?? '';
  const schoolId = await findPlaceOf(ctx, 'system_access', id);
  const read = readForm(endForm, request.form);
  return await answer(ctx, { form: `end ${id}`, read, schoolId, said: 'The access has ended.' }, (value) =>
    endAccess(ctx, id, value),
  );
}
