import type { Ctx } from '#core/context.ts';
import { errorsOf, type FieldError, Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { type HandOver, takeStep } from '../actions/take-step.ts';
import { withdrawReport } from '../actions/withdraw-report.ts';
import { stepForm } from '../forms.ts';
import { reviewReportPaths } from '../paths.ts';
import { findDraft, findReport } from '../queries.ts';

import { issuedView } from './issued.tsx';
import { reportView } from './report.tsx';
import { signView } from './sign.tsx';

const said: Record<HandOver, string> = {
  sent_to_school: 'The report is with the school to check the facts.',
  taken_back: 'The report is with its authors again.',
  facts_returned: 'The report has been returned to its authors.',
  sent_to_sign: 'The report waits to be signed.',
  sent_back: 'The report is with its authors again.',
  signed: 'The report is signed. It can be issued now.',
  change_begun: 'The authors hold the pen. Until the next issue everybody goes on reading the last one.',
};

/** The page on which the step was tried, with what stands in its way. */
async function again(ctx: Ctx, reportId: string, step: HandOver, errors: readonly FieldError[]): Promise<Reply> {
  const report = await findDraft(ctx, reportId);
  if (step === 'signed' || step === 'sent_back') return await signView(ctx, report, errors);
  if (step === 'change_begun') return await issuedView(ctx, report, null, { errors });
  return await reportView(ctx, report, errors);
}

/** The form of one step. */
export function postStep(step: HandOver) {
  return async (ctx: Ctx, request: PageRequest): Promise<Reply> => {
    const reportId = idParam(request, 'reviewReportId');
    const form = readForm(stepForm, request.form);
    if (!form.ok) return await again(ctx, reportId, step, form.errors);
    try {
      await takeStep(ctx, reportId, step, form.value);
      const to = step === 'signed' ? reviewReportPaths.sign(reportId) : reviewReportPaths.report(reportId);
      return redirectTo(to, said[step]);
    } catch (error) {
      return await again(ctx, reportId, step, errorsOf(error));
    }
  };
}

export async function postWithdraw(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const form = readForm(stepForm, request.form);
  const shown = async (errors: readonly FieldError[]) =>
    issuedView(ctx, await findReport(ctx, reportId), null, { errors });
  if (!form.ok) return await shown(form.errors);
  try {
    await withdrawReport(ctx, reportId, form.value.why);
    return redirectTo(
      reviewReportPaths.issued(reportId),
      'The report is withdrawn. It can still be read, with the reason.',
    );
  } catch (error) {
    if (error instanceof Invalid) return await shown(error.errors);
    throw error;
  }
}
