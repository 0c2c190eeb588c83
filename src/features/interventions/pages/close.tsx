import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { TextArea } from '#ui/text-area.tsx';
import { closeIntervention } from '../actions/close-intervention.ts';
import { closeForm } from '../forms.ts';
import { interventionPaths } from '../paths.ts';
import { mayCloseIntervention } from '../policy.ts';
import { findIntervention } from '../queries.ts';
import { stepPage, submit, type Wrong, wrongIn } from './step-page.tsx';

async function closePage(ctx: Ctx, id: string, wrong: Wrong | null): Promise<Reply> {
  const intervention = await findIntervention(ctx, id);
  demand(mayCloseIntervention(ctx.actor));
  return stepPage(ctx, intervention, wrong, {
    title: 'Close the intervention',
    lead: 'The action plan goes on until it is closed itself. What was done stays readable; a graver grade opens the intervention again.',
    action: interventionPaths.close(id),
    fields: (
      <TextArea
        name="why"
        label="Why does it end?"
        hint="What has been reached, and how that is known. Governors and trustees read this."
        rows={5}
        value={wrong?.typed['why']}
        error={wrongIn(wrong)('why')}
      />
    ),
    submit: 'Close the intervention',
    warning: true,
  });
}

export const showClose = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  closePage(ctx, idParam(request, 'interventionId'), null);

export async function sendClose(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'interventionId');
  return await submit(
    readForm(closeForm, request.form),
    id,
    'The intervention has been closed.',
    ({ why }) => closeIntervention(ctx, id, why),
    (wrong) => closePage(ctx, id, wrong),
  );
}
