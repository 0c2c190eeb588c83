import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { NotFound } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextField } from '#ui/text-field.tsx';
import { keepRule } from '../actions/keep-rule.ts';
import { ruleForm } from '../forms.ts';
import { protectionPaths } from '../paths.ts';
import { mayKeepRules } from '../policy.ts';
import { ruleOf } from '../rule-queries.ts';
import {
  countedFromWords,
  isKind,
  type Kind,
  kindTitles,
  kindWords,
  monthsInWords,
  ruleInWords,
  shippedRule,
} from '../rules.ts';

function kindOf(request: PageRequest): Kind {
  const kind = request.params['kind'] ?? '';
  if (!isKind(kind)) throw new NotFound();
  return kind;
}

async function rulePage(ctx: Ctx, kind: Kind, refused?: Refused): Promise<Reply> {
  demand(mayKeepRules(ctx.actor));
  const rule = await ruleOf(ctx, kind);
  const shipped = shippedRule(kind);
  const { value, error } = shownIn('rule', refused);
  return appPage(
    ctx,
    {
      title: kindTitles[kind],
      errors: refused?.errors ?? [],
      crumbs: [{ label: 'Protection of pupil data', href: protectionPaths.overview }],
    },
    <>
      <PageHeading caption="How long pupil data is kept" title={kindTitles[kind]} lead={kindWords[kind]} />
      <SummaryList
        rows={[
          { key: 'Erased', value: ruleInWords(kind, rule.months) },
          { key: 'Confirmed', value: rule.confirmed ?? 'Not confirmed: nothing is erased under it' },
          { key: 'Version', value: rule.version === 0 ? 'As it ships' : `${rule.version}, by ${rule.changedBy ?? ''}` },
          { key: rule.version === 0 ? 'Why it ships so' : 'Why', value: rule.why },
          ...(rule.version > 0
            ? [{ key: 'As it shipped', value: `${monthsInWords(shipped.months)}: ${shipped.basis}` }]
            : []),
        ]}
      />
      <Form action={protectionPaths.rule(kind)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={rule.version} />
        <NumberField
          name="months"
          label="Months"
          hint={`So many months ${countedFromWords[kind]}. At least ${shipped.least}.`}
          value={value('months') ?? rule.months}
          error={error('months')}
          width={3}
          required
        />
        <TextField
          name="confirmed"
          label="Who confirmed it, and by which schedule"
          hint="Such as: data protection officer, 20 November 2026, retention schedule section 4.2. Leave it empty while it is being asked: nothing is erased until then."
          value={value('confirmed') ?? (refused ? '' : (rule.confirmed ?? ''))}
          error={error('confirmed')}
          required={false}
        />
        <TextField name="why" label="Why this long" value={value('why') ?? ''} error={error('why')} required />
        <InsetText>
          What is due is erased the same night and cannot be brought back. Look at{' '}
          <a class="govuk-link" href={protectionPaths.due}>
            what would be erased today
          </a>{' '}
          after saving.
        </InsetText>
        <Button>Save the rule</Button>
      </Form>
      {rule.id ? <TrailLink table="retention_rule" id={rule.id} label="Earlier versions of this rule" /> : null}
    </>,
  );
}

export const showRule = async (ctx: Ctx, request: PageRequest): Promise<Reply> => rulePage(ctx, kindOf(request));

export async function sendRule(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const kind = kindOf(request);
  demand(mayKeepRules(ctx.actor));
  return await answerForm(
    'rule',
    readForm(ruleForm, request.form),
    async (value) => {
      await keepRule(ctx, kind, value);
      return redirectTo(
        protectionPaths.overview,
        value.confirmed === null
          ? 'The rule is saved. It is not confirmed, so nothing is erased under it.'
          : 'The rule is saved and confirmed. It is carried out each night.',
      );
    },
    (refused) => rulePage(ctx, kind, refused),
  );
}
