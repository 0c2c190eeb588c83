import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { type FormResult, readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { json, type Reply, redirectTo } from '#platform/http/reply.ts';
import { agreeAction, endAction, removeAction } from '../actions/agree-action.ts';
import { addItem, removeItem, saveItem, saveNote, saveWellbeing } from '../actions/save-item.ts';
import { leaveTheRest, saveLine } from '../actions/save-line.ts';
import { actionForm, addItemForm, endForm, itemForm, lineForm, noteForm, restForm } from '../forms.ts';
import { agendaOf } from '../kept-agenda.ts';
import { keys, newestOf } from '../newest-parts.ts';
import { actionById } from '../part-queries.ts';
import { lineMeetingPaths } from '../paths.ts';
import { findMeeting } from '../queries.ts';
import { partTitles } from '../words.ts';
import { meetingPage } from './meeting.tsx';

const meetingId = (request: PageRequest) => idParam(request, 'lineMeetingId');

/** Saves a part: to the script it answers with the revision, or with what is stored now; without a script with the page. */
async function savePart<T>(
  ctx: Ctx,
  request: PageRequest,
  key: string,
  form: FormResult<T>,
  save: (value: T) => Promise<number>,
): Promise<Reply> {
  const id = meetingId(request);
  const meeting = await findMeeting(ctx, id);
  const invalid = (errors: Invalid['errors']) =>
    request.inBackground
      ? json({ message: errors[0]?.message ?? '' }, 422)
      : meetingPage(ctx, id, { key, errors, typed: form.typed });
  if (!form.ok) return await invalid(form.errors);
  try {
    const revision = await save(form.value);
    return request.inBackground ? json({ revision }) : redirectTo(`${lineMeetingPaths.meeting(id)}#${key}`, 'Saved.');
  } catch (error) {
    if (error instanceof Invalid) return await invalid(error.errors);
    if (!(error instanceof StaleRevision)) throw error;
    if (!request.inBackground) return await meetingPage(ctx, id, { key, errors: [], typed: form.typed, stale: true });
    const stored = (await newestOf(ctx, meeting)).parts.find((part) => part.key === key);
    return json({ message: error.message, part: stored ?? null }, 409);
  }
}

export async function sendLine(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const criterionId = idParam(request, 'criterionId');
  return await savePart(ctx, request, keys.criterion(criterionId), readForm(lineForm, request.form), (value) =>
    saveLine(ctx, meetingId(request), criterionId, {
      value_number: value.valueNumber,
      value_words: value.valueWords,
      rag: value.rag,
      reason: value.reason,
      not_discussed: value.notDiscussed,
      revision: value.revision,
    }),
  );
}

export async function sendNote(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const part = textParam(request, 'part');
  const found = (Object.keys(partTitles) as (keyof typeof partTitles)[]).find((name) => name === part);
  if (!found) throw new NotFound();
  return await savePart(ctx, request, keys.note(found), readForm(noteForm, request.form), ({ words, revision }) =>
    saveNote(ctx, meetingId(request), found, { words: words ?? '', revision }),
  );
}

export async function sendItem(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const itemId = idParam(request, 'lineItemId');
  return await savePart(ctx, request, keys.item(itemId), readForm(itemForm, request.form), ({ words, ...value }) =>
    saveItem(ctx, meetingId(request), itemId, { ...value, words: words ?? '' }),
  );
}

export async function sendWellbeing(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await savePart(ctx, request, keys.wellbeing, readForm(noteForm, request.form), ({ words, revision }) =>
    saveWellbeing(ctx, meetingId(request), { words: words ?? '', revision }),
  );
}

/** Does a step of a meeting and shows it again, with what was typed where it is refused. */
export async function takeStep<T>(
  ctx: Ctx,
  id: string,
  key: string,
  form: FormResult<T>,
  act: (value: T) => Promise<string>,
  anchor = '',
): Promise<Reply> {
  await findMeeting(ctx, id);
  if (!form.ok) return await meetingPage(ctx, id, { key, errors: form.errors, typed: form.typed });
  try {
    const said = await act(form.value);
    return redirectTo(`${lineMeetingPaths.meeting(id)}${anchor}`, said);
  } catch (error) {
    if (error instanceof Invalid) return await meetingPage(ctx, id, { key, errors: error.errors, typed: form.typed });
    if (error instanceof StaleRevision) {
      const errors = [
        {
          field: '',
          message: 'Somebody else has changed this meeting since you opened it. It is shown as it stands now.',
        },
      ];
      return await meetingPage(ctx, id, { key, errors, typed: form.typed, stale: true });
    }
    throw error;
  }
}

export async function sendRest(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  return await takeStep(ctx, id, 'rest', readForm(restForm, request.form), async ({ why }) => {
    const { criteria } = await agendaOf(ctx, await findMeeting(ctx, id));
    const count = await leaveTheRest(
      ctx,
      id,
      criteria.filter((criterion) => !criterion.reached),
      why,
    );
    return `Written on ${count} ${count === 1 ? 'criterion' : 'criteria'}.`;
  });
}

export async function sendAddItem(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  const form = readForm(addItemForm, request.form);
  const part = request.form['part']?.[0] === 'decision' ? 'decision' : 'item';
  return await takeStep(ctx, id, `add-${part}`, form, async (value) => {
    await addItem(ctx, id, { ...value, words: value.words ?? '' });
    return value.part === 'item' ? 'The item is on the agenda.' : 'The decision is written down.';
  });
}

export async function sendRemoveItem(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  await findMeeting(ctx, id);
  await removeItem(ctx, id, idParam(request, 'lineItemId'));
  return redirectTo(lineMeetingPaths.meeting(id), 'It has been taken out.');
}

export async function sendAction(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  return await takeStep(ctx, id, 'add-action', readForm(actionForm, request.form), async (value) => {
    await agreeAction(ctx, id, value);
    return 'The action is agreed.';
  });
}

export async function sendRemoveAction(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  await findMeeting(ctx, id);
  await removeAction(ctx, id, idParam(request, 'lineActionId'));
  return redirectTo(lineMeetingPaths.meeting(id), 'It has been taken out.');
}

/** Ticks an action off from whichever meeting it was shown in. */
export async function sendEndAction(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const actionId = idParam(request, 'lineActionId');
  const action = await actionById(ctx, actionId);
  if (!action) throw new NotFound();
  const agreedIn = await findMeeting(ctx, action.meeting_id);
  const asked = request.form['at']?.[0] ?? '';
  const at = /^[0-9a-f-]{36}$/.test(asked) ? asked : agreedIn.id;
  return await takeStep(ctx, at, `end-${actionId}`, readForm(endForm, request.form), async (value) => {
    await endAction(ctx, actionId, value);
    return value.how === 'done' ? 'Ticked off.' : 'It is dropped, with the reason.';
  });
}
