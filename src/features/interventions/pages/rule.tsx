import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { currentFramework } from '#core/frameworks/queries.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { type FieldError, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { type FormResult, readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { removeRule, saveRule } from '../actions/change-rules.ts';
import { ruleForm } from '../forms.ts';
import { interventionPaths } from '../paths.ts';
import { mayChangeRules } from '../policy.ts';
import { type RuleSet, rulesOf, type StoredRule } from '../rule-queries.ts';
import { responseWords } from '../rules.ts';
import { whenInWords } from './rule-list.tsx';
import { readableSet, ruleCrumbs } from './rule-set.tsx';

type Shown = {
  set: RuleSet;
  framework: Framework;
  /** null: a new rule. */
  rule: StoredRule | null;
  typed: Typed;
  errors?: readonly FieldError[];
  stale?: string;
};

const addressOf = ({ set, framework, rule }: Shown): string =>
  rule ? interventionPaths.rule(set.id, rule.id) : interventionPaths.addRule(set.id, framework.family);

const Fields = ({ framework, typed, errors = [] }: Shown) => {
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <>
      <Select
        name="areaCode"
        label="Which judgement?"
        options={[
          { value: '', label: 'Any judgement' },
          ...framework.areas.map((area) => ({ value: area.code, label: area.title })),
        ]}
        value={typed['areaCode']}
        error={error('areaCode')}
      />
      <Checkboxes
        name="gradeCodes"
        label="Graded as which of these?"
        options={[...framework.grades.main, ...framework.grades.met].map((grade) => ({
          value: grade.code,
          label: gradeLabel(grade),
        }))}
        values={(typed['gradeCodes'] ?? '').split('\n')}
        error={error('gradeCodes')}
      />
      <Radios
        name="response"
        label="What follows?"
        options={[
          { value: 'agreed', label: responseWords.agreed, hint: 'Both sign it.' },
          { value: 'imposed', label: responseWords.imposed, hint: 'This outweighs a plan that is agreed.' },
        ]}
        value={typed['response']}
        error={error('response')}
      />
      <Checkboxes
        name="mayLead"
        label="Direct leadership"
        hint="Only together with a plan that the Trust puts in place."
        required={false}
        options={[
          { value: 'yes', label: 'The Trust may lead aspects of the school directly, if the board authorises it' },
        ]}
        values={typed['mayLead'] ? ['yes'] : []}
        error={error('mayLead')}
      />
      <TextArea
        name="sentence"
        label="The sentence that is shown with it"
        hint="A sentence of the model stays labelled as the model’s only as long as it is not reworded."
        rows={4}
        value={typed['sentence']}
        error={error('sentence')}
      />
    </>
  );
};

function rulePage(ctx: Ctx, shown: Shown): Reply {
  const { set, framework, rule, typed, errors = [], stale } = shown;
  const title = rule ? 'Change a rule' : 'Add a rule';
  return appPage(
    ctx,
    {
      title,
      crumbs: [...ruleCrumbs, { href: interventionPaths.ruleSet(set.id), label: `Version ${set.version}` }],
      errors,
      ...(stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading title={title} caption={`${framework.name}, draft of version ${set.version}`} />
      {stale && rule ? (
        <StoredNow
          message={stale}
          rows={[
            { key: 'When', value: whenInWords([framework], rule) },
            { key: 'What follows', value: responseWords[rule.response] },
            { key: 'Sentence', value: rule.sentence },
          ]}
        />
      ) : null}
      <Form action={addressOf(shown)} csrfToken={ctx.page.csrfToken} warnUnsaved label={title}>
        <HiddenField
          name="revision"
          value={stale ? (rule?.revision ?? 0) : (typed['revision'] ?? rule?.revision ?? 0)}
        />
        <Fields {...shown} />
        <Button>Save the rule</Button>
      </Form>
      {rule ? (
        <Form action={interventionPaths.removeRule(set.id, rule.id)} csrfToken={ctx.page.csrfToken} label="Take it out">
          <Button variant="warning">Take the rule out of this version</Button>
        </Form>
      ) : null}
    </>,
  );
}

async function draftOf(ctx: Ctx, request: PageRequest): Promise<RuleSet> {
  const set = await readableSet(ctx, request);
  demand(mayChangeRules(ctx.actor));
  if (set.adopted_at !== null) throw new NotFound('This version has been adopted and stays as it is.');
  return set;
}

async function changed(ctx: Ctx, request: PageRequest) {
  const set = await draftOf(ctx, request);
  const ruleId = idParam(request, 'ruleId');
  const rule = (await rulesOf(ctx, set.id)).find((one) => one.id === ruleId);
  if (!rule) throw new NotFound();
  return { set, rule, framework: await currentFramework(ctx, rule.frameworkFamily) };
}

async function added(ctx: Ctx, request: PageRequest) {
  const set = await draftOf(ctx, request);
  return { set, rule: null, framework: await currentFramework(ctx, request.query['framework'] ?? '') };
}

type Values = Extract<FormResult<ReturnType<typeof ruleForm.parse>>, { ok: true }>['value'];

/** What the framework knows: grades of one scale in an area of the other would never fire. */
function problems(framework: Framework, value: Values): FieldError[] {
  const area = framework.areas.find((one) => one.code === value.areaCode);
  if (value.areaCode !== null && !area) return [{ field: 'areaCode', message: 'Choose one of the areas' }];
  const possible = area ? framework.grades[area.scale] : [...framework.grades.main, ...framework.grades.met];
  const wrong = value.gradeCodes.some((code) => !possible.some((grade) => grade.code === code));
  return [
    ...(wrong
      ? [
          {
            field: 'gradeCodes',
            message: `Choose only grades that ${area ? area.title : 'this framework'} can be given`,
          },
        ]
      : []),
    ...(value.mayLead && value.response === 'agreed'
      ? [{ field: 'mayLead', message: 'Direct leadership goes only with a plan that the Trust puts in place' }]
      : []),
  ];
}

async function save(ctx: Ctx, request: PageRequest, shown: Omit<Shown, 'typed'>): Promise<Reply> {
  const { set, rule, framework } = shown;
  const form = readForm(ruleForm, request.form);
  if (!form.ok) return rulePage(ctx, { ...shown, ...form });
  const errors = problems(framework, form.value);
  if (errors.length > 0) return rulePage(ctx, { ...shown, typed: form.typed, errors });
  const { revision, ...values } = form.value;
  try {
    await saveRule(ctx, set.id, rule && { ruleId: rule.id, revision }, {
      frameworkFamily: framework.family,
      ...values,
    });
  } catch (error) {
    if (error instanceof StaleRevision) return rulePage(ctx, { ...shown, typed: form.typed, stale: error.message });
    if (error instanceof Invalid) return rulePage(ctx, { ...shown, typed: form.typed, errors: error.errors });
    throw error;
  }
  return redirectTo(interventionPaths.ruleSet(set.id), 'The rule has been saved in the draft.');
}

const typedFrom = (rule: StoredRule): Typed => ({
  areaCode: rule.areaCode ?? '',
  gradeCodes: rule.gradeCodes.join('\n'),
  response: rule.response,
  mayLead: rule.mayLead ? 'yes' : '',
  sentence: rule.sentence,
});

export const showAddRule = async (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  rulePage(ctx, { ...(await added(ctx, request)), typed: {} });

export const sendAddRule = async (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  await save(ctx, request, await added(ctx, request));

export async function showRule(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const shown = await changed(ctx, request);
  return rulePage(ctx, { ...shown, typed: typedFrom(shown.rule) });
}

export const sendRule = async (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  await save(ctx, request, await changed(ctx, request));

export async function sendRemoveRule(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { set, rule } = await changed(ctx, request);
  await removeRule(ctx, set.id, rule.id);
  return redirectTo(interventionPaths.ruleSet(set.id), 'The rule has been taken out of the draft.');
}
