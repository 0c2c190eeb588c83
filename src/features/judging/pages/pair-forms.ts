import type { Ctx } from '#core/context.ts';
import { Forbidden, StaleRevision } from '#platform/errors.ts';
import { answerForm, type Refused } from '#platform/http/answer-form.ts';
import { type FormResult, readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { json, type Reply, redirectTo } from '#platform/http/reply.ts';
import { confirmOutcome, sayOutcome } from '../actions/agree-outcome.ts';
import { declare } from '../actions/declare.ts';
import { commitGrades, keepDraft } from '../actions/grade-blind.ts';
import { stopPair } from '../actions/stop-pair.ts';
import { confirmForm, declareForm, gradesForm, revisionForm, stopForm } from '../forms.ts';
import { findPair, type Pair } from '../pair-queries.ts';
import { judgingPaths } from '../paths.ts';
import type { DraftGrade } from '../tables.ts';
import { pairPage } from './pair.tsx';
import { doNotAgree } from './pair-outcome.tsx';

/** Grades and reasons as the form has them, area by area. */
function gradesIn(pair: Pair, request: PageRequest): FormResult<DraftGrade[]> {
  const read = readForm(gradesForm(pair.areas.map((area) => area.id)), request.form);
  if (!read.ok) return read;
  return {
    ok: true,
    typed: read.typed,
    value: pair.areas.map((area) => ({
      areaId: area.id,
      gradeCode: read.value[`grade-${area.id}`] ?? '',
      reasons: read.value[`reasons-${area.id}`] ?? '',
    })),
  };
}

const again = (ctx: Ctx, pairId: string) => (refused: Refused) => pairPage(ctx, pairId, refused);

export async function sendDeclaration(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pairId = idParam(request, 'pairId');
  await findPair(ctx, pairId);
  const read = readForm(declareForm, request.form);
  if (read.ok && read.value.hasInterest === 'yes' && read.value.interest === null) {
    const errors = [{ field: 'interest', message: 'Say what ties you to it' }];
    return await pairPage(ctx, pairId, { form: 'declare', errors, typed: read.typed });
  }
  return await answerForm(
    'declare',
    read,
    async ({ hasInterest, interest }) => {
      await declare(ctx, pairId, hasInterest === 'yes' ? interest : null);
      return redirectTo(
        judgingPaths.pair(pairId),
        hasInterest === 'yes' ? 'Thank you. Somebody else is asked.' : 'Thank you. You can judge now.',
      );
    },
    again(ctx, pairId),
  );
}

/** Keeps the draft: in the background as it is typed, or with the button. */
export async function sendDraft(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pairId = idParam(request, 'pairId');
  const read = gradesIn(await findPair(ctx, pairId), request);
  const shown = readForm(revisionForm, request.form);
  const revision = shown.ok ? shown.value.revision : 0;
  if (!request.inBackground)
    return await answerForm(
      'grade',
      read,
      async (grades) => {
        await keepDraft(ctx, pairId, grades, revision);
        return redirectTo(judgingPaths.pair(pairId), 'Your draft is kept. Nobody else can read it.');
      },
      again(ctx, pairId),
    );
  if (!read.ok) return json({ message: read.errors.map((error) => error.message).join('. ') }, 400);
  try {
    return json({ revision: await keepDraft(ctx, pairId, read.value, revision) });
  } catch (error) {
    if (error instanceof StaleRevision)
      return json(
        { message: 'You have changed this draft in another window. What you typed here is still here.' },
        409,
      );
    if (error instanceof Forbidden) return json({ message: error.message }, 409);
    throw error;
  }
}

export async function sendCommitment(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pairId = idParam(request, 'pairId');
  return await answerForm(
    'grade',
    gradesIn(await findPair(ctx, pairId), request),
    async (grades) => {
      const { revealed } = await commitGrades(ctx, pairId, grades);
      return redirectTo(
        judgingPaths.pair(pairId),
        revealed
          ? 'You have both judged: see what each gave.'
          : 'Your grades are committed. The other has not graded yet.',
      );
    },
    again(ctx, pairId),
  );
}

export async function sendOutcome(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pairId = idParam(request, 'pairId');
  return await answerForm(
    'outcome',
    gradesIn(await findPair(ctx, pairId), request),
    async (grades) => {
      const said = grades.map((grade) => ({
        ...grade,
        gradeCode: grade.gradeCode === doNotAgree ? null : grade.gradeCode,
      }));
      await sayOutcome(ctx, pairId, said);
      return redirectTo(judgingPaths.pair(pairId), 'It is written down. The other one of you is asked to confirm it.');
    },
    again(ctx, pairId),
  );
}

export async function sendConfirmation(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pairId = idParam(request, 'pairId');
  await findPair(ctx, pairId);
  return await answerForm(
    'confirm',
    readForm(confirmForm, request.form),
    async ({ outcomeId }) => {
      await confirmOutcome(ctx, pairId, outcomeId);
      return redirectTo(judgingPaths.pair(pairId), 'Both of you stand by it.');
    },
    again(ctx, pairId),
  );
}

export async function sendStop(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pairId = idParam(request, 'pairId');
  await findPair(ctx, pairId);
  return await answerForm(
    'stop',
    readForm(stopForm, request.form),
    async ({ why }) => {
      await stopPair(ctx, pairId, why);
      return redirectTo(judgingPaths.pair(pairId), 'It is stopped.');
    },
    again(ctx, pairId),
  );
}
