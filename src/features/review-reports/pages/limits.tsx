import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longMoment } from '#platform/clock.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { setLimits } from '../actions/set-limits.ts';
import { limitsForm } from '../forms.ts';
import { reviewReportPaths } from '../paths.ts';
import { maySetLimits } from '../policy.ts';
import { pageLimits } from '../queries.ts';
import { listCrumb } from './frame.tsx';

const pages = (number: number): string => (number === 1 ? '1 page' : `${number} pages`);

async function show(ctx: Ctx, refused?: Refused): Promise<Reply> {
  const limits = await pageLimits(ctx);
  const may = maySetLimits(ctx.actor);
  const shown = shownIn('limits', refused);
  return appPage(
    ctx,
    { title: 'How long reports may be', crumbs: [listCrumb], errors: refused?.errors ?? [] },
    <>
      <PageHeading
        title="How long reports may be"
        lead="Pages as they are printed, shown while a report is written. A longer one is issued only with a reason, which is kept."
      />
      <SummaryList
        rows={[
          { key: 'For governors and trustees', value: pages(limits.governors) },
          { key: 'In full, for leaders', value: pages(limits.full) },
          {
            key: 'Set by',
            value: limits.setAt
              ? `${limits.setBy} on ${longMoment(limits.setAt)}: ${limits.why}`
              : 'Nobody yet: this is what Cairn starts with',
          },
        ]}
      />
      {may.allowed ? (
        <Form action={reviewReportPaths.limits} csrfToken={ctx.page.csrfToken} label="Set how long reports may be">
          <NumberField
            name="governors"
            label="Pages for governors and trustees"
            value={shown.value('governors') ?? String(limits.governors)}
            error={shown.error('governors')}
          />
          <NumberField
            name="full"
            label="Pages in full"
            value={shown.value('full') ?? String(limits.full)}
            error={shown.error('full')}
          />
          <TextArea name="why" label="Why" rows={2} value={shown.value('why')} error={shown.error('why')} />
          <Button>Set the length</Button>
        </Form>
      ) : (
        <p class="govuk-body">{may.why}</p>
      )}
    </>,
  );
}

export const showLimits = (ctx: Ctx, _: PageRequest): Promise<Reply> => show(ctx);

export async function postLimits(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await answerForm(
    'limits',
    readForm(limitsForm, request.form),
    async (value) => {
      await setLimits(ctx, value);
      return redirectTo(reviewReportPaths.limits, 'The length of reports has been set.');
    },
    (refused) => show(ctx, refused),
  );
}
