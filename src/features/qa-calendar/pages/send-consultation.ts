import type { Ctx } from '#core/context.ts';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { answerForm as answer } from '#platform/http/answer-form.ts';
import { type FormResult, readForm } from '#platform/http/form.ts';
import { type FormBody, idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { answerConsultation, sayNobodyRepresents, type WishedMove } from '../actions/answer-consultation.ts';
import { askSchool } from '../actions/ask-school.ts';
import { publishCalendar } from '../actions/publish-calendar.ts';
import { settleRequest } from '../actions/settle-request.ts';
import { findMoveRequest } from '../consultation-queries.ts';
import { answerForm, askForm, nobodyForm, publishForm, settleForm, wishForm } from '../forms.ts';
import { qaCalendarPaths } from '../paths.ts';
import { yearInPath } from './asked-year.ts';
import { consultationPage } from './consultation.tsx';

/** The entries that a form asks to move: each has a reason in a field of its own, and perhaps a week. */
function wishesIn(form: FormBody): WishedMove[] {
  const errors: FieldError[] = [];
  const wishes: WishedMove[] = [];
  for (const name of Object.keys(form).filter((each) => each.startsWith('why-'))) {
    const entryId = name.slice('why-'.length);
    const read = readForm(wishForm, { week: form[`week-${entryId}`] ?? [], why: form[name] ?? [] });
    if (!read.ok) errors.push(...read.errors.map((error) => ({ ...error, field: `${error.field}-${entryId}` })));
    else if (read.value.why !== null) wishes.push({ entryId, wishedOn: read.value.week, why: read.value.why });
    else if (read.value.week !== null) errors.push({ field: name, message: 'Say why it should move' });
  }
  if (errors.length > 0) throw new Invalid(errors);
  return wishes;
}

async function answered<T>(
  ctx: Ctx,
  request: PageRequest,
  form: string,
  read: FormResult<T>,
  act: (value: T, schoolId: string, year: number) => Promise<string>,
): Promise<Reply> {
  const schoolId = idParam(request, 'schoolId');
  const year = yearInPath(request);
  let stale = false;
  return await answer(
    form,
    read,
    async (value) => {
      try {
        return redirectTo(qaCalendarPaths.consultation(schoolId, year), await act(value, schoolId, year));
      } catch (error) {
        stale = error instanceof StaleRevision;
        throw error;
      }
    },
    (refused) => consultationPage(ctx, request, refused, stale),
  );
}

export async function sendAsk(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await answered(ctx, request, 'ask', readForm(askForm, request.form), async ({ dueOn }, schoolId, year) => {
    await askSchool(ctx, schoolId, year, dueOn);
    return 'The school has been asked.';
  });
}

export async function sendAnswer(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await answered(ctx, request, 'answer', readForm(answerForm, request.form), async (value, schoolId, year) => {
    await answerConsultation(ctx, schoolId, year, {
      version: value.version,
      agrees: value.agrees === 'yes',
      words: value.words ?? '',
      moves: wishesIn(request.form),
    });
    return value.agrees === 'yes'
      ? 'You have agreed to the calendar.'
      : 'Your answer has been sent. Whoever plans the calendar replies to it.';
  });
}

export async function sendNobody(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await answered(ctx, request, 'nobody', readForm(nobodyForm, request.form), async ({ why }, schoolId, year) => {
    await sayNobodyRepresents(ctx, schoolId, year, why);
    return 'It has been kept that nobody speaks for the staff this year.';
  });
}

export async function sendPublish(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await answered(ctx, request, 'publish', readForm(publishForm, request.form), async (value, schoolId, year) => {
    await publishCalendar(ctx, schoolId, year, value);
    return 'The calendar has been published. The school has been told.';
  });
}

export async function sendSettlement(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'moveRequestId');
  const asked = await findMoveRequest(ctx, id);
  const at = { ...request, params: { schoolId: asked.school_id, year: String(asked.academic_year) } };
  return await answered(ctx, at, `settle-${id}`, readForm(settleForm, request.form), async (value) => {
    if (value.outcome === 'moved') {
      if (value.week === null) throw new Invalid([{ field: 'week', message: 'Choose the week to move it to' }]);
      await settleRequest(ctx, id, {
        outcome: 'moved',
        week: value.week,
        words: value.words,
        revision: value.revision,
      });
      return 'The entry has been moved, and the school has been asked again.';
    }
    if (value.words === null) throw new Invalid([{ field: 'words', message: 'Say why it stays where it is' }]);
    await settleRequest(ctx, id, { outcome: 'declined', words: value.words });
    return 'Whoever asked has been told why it stays.';
  });
}
