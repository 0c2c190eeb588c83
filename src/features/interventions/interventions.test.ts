import { describe, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import { recordHistory } from '#core/audit/queries.ts';
import type { Ctx } from '#core/context.ts';
import { inTrust } from '#core/organisations/build.ts';
import { changePlanBasis, closePlan, plansInScope } from '#features/action-plans/index.ts';
import { Forbidden, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { adoptRules, discardDraft, removeRule, saveRule, startDraft } from './actions/change-rules.ts';
import { closeIntervention } from './actions/close-intervention.ts';
import { previewChange } from './actions/respond-to-review.ts';
import { buildJudged, buildReviewTold, changeTo, issueWith, telling } from './build.ts';
import { buildIntervened, buildInterventionPeople } from './build-people.ts';
import { interventionsWaitingFor, openInterventions } from './index.ts';
import { findIntervention } from './queries.ts';
import { adoptedRuleSet, pastAssessments, rulesOf } from './rule-queries.ts';
import { tryRules } from './rules.ts';

const database = useDatabase();
const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);

const world = () => buildInterventionPeople(database);

type World = Awaited<ReturnType<typeof world>>;

const planOf = async (people: World) => {
  const plans = await as(people.principal, 'plan:read', (ctx) => plansInScope(ctx, { academicYear: 2026 }));
  return plans.filter((plan) => plan.schoolId === people.school.id);
};

const intervened = (grades: Record<string, string>) => buildIntervened(database, grades);

describe('when a review is issued', () => {
  test('a review without a 3 or a 4 opens the school’s own plan and no intervention', async () => {
    const people = await world();
    const told = buildReviewTold(people.school.id);
    const answer = await issueWith(database, people.principal, told, { quality_of_education: '2' });
    expect(answer.interventionId).toBeNull();
    expect(await planOf(people)).toMatchObject([{ planId: answer.planId, basis: 'school' }]);
  });

  test('a 3 opens one intervention and one agreed plan, however often the issue is told', async () => {
    const it = await intervened({ quality_of_education: '3' });
    const again = await issueWith(database, it.principal, it.told, { quality_of_education: '3' });
    expect(again).toEqual({ interventionId: it.id, planId: it.planId });
    expect(await planOf(it)).toMatchObject([{ planId: it.planId, basis: 'agreed' }]);
    expect(await as(it.trustee, 'intervention:read', openInterventions)).toHaveLength(1);
    expect((await it.read()).steps.map((step) => step.step)).toEqual(['opened']);
  });

  test('a 4 beside a 3 puts one plan in place, and both judgements are kept as its cause', async () => {
    const it = await intervened({ behaviour_and_attitudes: '3', quality_of_education: '4' });
    expect(await planOf(it)).toMatchObject([{ basis: 'imposed' }]);
    const [open] = await as(it.governor, 'intervention:read', openInterventions);
    expect(open).toMatchObject({
      response: 'imposed',
      causeInWords: 'Quality of education: 4 Inadequate; Behaviour and attitudes: 3 Requires Improvement',
      plan: { planId: it.planId },
    });
  });

  test('the head of the school is told, without a grade in the message', async () => {
    const it = await intervened({ quality_of_education: '4' });
    const notices = await inTrust(database.db, it.trust.id, (tx) =>
      tx.selectFrom('notification').select(['subject', 'body']).where('person_id', '=', it.head.personId).execute(),
    );
    expect(notices.map((notice) => notice.subject)).toContain('An intervention has been opened at your school');
    expect(JSON.stringify(notices)).not.toContain('Inadequate');
  });

  test('governors and heads see their own school’s interventions only; another trust sees none', async () => {
    const it = await intervened({ quality_of_education: '3' });
    expect(await as(it.otherHead, 'intervention:read', openInterventions)).toEqual([]);
    await expect(as(it.otherHead, 'intervention:read', (ctx) => findIntervention(ctx, it.id))).rejects.toBeInstanceOf(
      NotFound,
    );
    const stranger = await world();
    expect(await as(stranger.principal, 'intervention:read', openInterventions)).toEqual([]);
    await expect(
      as(stranger.principal, 'intervention:read', (ctx) => findIntervention(ctx, it.id)),
    ).rejects.toBeInstanceOf(NotFound);
  });
});

describe('when a grade is changed or a review withdrawn', () => {
  test('from 3 to 2: what was said beforehand happens, the intervention closes and the plan stays as the school’s own', async () => {
    const it = await intervened({ quality_of_education: '3' });
    const preview = await as(it.principal, 'annual-review:sign', (ctx) =>
      previewChange(ctx, { ...it.told, judgements: buildJudged({ quality_of_education: '2' }), withdrawn: false }),
    );
    await changeTo(database, it.principal, it.told, { quality_of_education: '2' }, 'The remark raised results');
    const { steps, row } = await it.read();
    expect(steps.at(-1)).toMatchObject({ step: 'closed', why: 'The remark raised results', becomes: preview.becomes });
    expect(row.cause[0]?.judgement.gradeCode).toBe('3');
    expect(await planOf(it)).toMatchObject([{ planId: it.planId, basis: 'school' }]);
  });

  test('from 3 to 4: the plan becomes one that the Trust puts in place', async () => {
    const it = await intervened({ quality_of_education: '3' });
    await changeTo(database, it.principal, it.told, { quality_of_education: '4' });
    const { steps, row } = await it.read();
    expect(steps.map((step) => step.step)).toEqual(['opened', 'strengthened']);
    expect(row).toMatchObject({ response: 'imposed', may_lead: true });
    expect(await planOf(it)).toMatchObject([{ planId: it.planId, basis: 'imposed' }]);
  });

  test('from 4 to 3: the plan stays and is from now on agreed', async () => {
    const it = await intervened({ quality_of_education: '4' });
    await changeTo(database, it.principal, it.told, { quality_of_education: '3' });
    expect((await it.read()).steps.at(-1)?.step).toBe('eased');
    expect(await planOf(it)).toMatchObject([{ planId: it.planId, basis: 'agreed' }]);
  });

  test('a second 3 beside the first is written down as a changed cause', async () => {
    const it = await intervened({ quality_of_education: '3' });
    await changeTo(database, it.principal, it.told, { quality_of_education: '3', behaviour_and_attitudes: '3' });
    const { steps, row } = await it.read();
    expect(steps.at(-1)).toMatchObject({ step: 'cause_changed', becomes: expect.stringContaining('Behaviour and') });
    expect(row.cause).toHaveLength(2);
  });

  test('withdrawn: the intervention says so, the plan stays and its trail says so; issued again with a 3, it opens again and the plan is agreed', async () => {
    const it = await intervened({ quality_of_education: '4' });
    await changeTo(database, it.principal, it.told, null, 'The wrong results were used');
    expect((await it.read()).steps.at(-1)?.step).toBe('withdrawn');
    expect(await planOf(it)).toMatchObject([{ planId: it.planId, basis: 'imposed' }]);
    const said = await inTrust(database.db, it.trust.id, (tx) =>
      tx.selectFrom('event').select('why').where('kind', '=', 'plan.review-withdrawn').execute(),
    );
    expect(said).toEqual([{ why: 'The wrong results were used' }]);
    expect(await as(it.trustee, 'intervention:read', openInterventions)).toEqual([]);
    const again = await issueWith(database, it.principal, it.told, { quality_of_education: '3' });
    expect(again.interventionId).toBe(it.id);
    expect((await it.read()).steps.at(-1)?.step).toBe('reopened');
    expect(await planOf(it)).toMatchObject([{ planId: it.planId, basis: 'agreed' }]);
  });

  test('closed by the Executive Principal, it stays closed when another grade changes, and opens again for a 4', async () => {
    const it = await intervened({ quality_of_education: '3', behaviour_and_attitudes: '2' });
    await expect(
      as(it.leader, 'intervention:lead', (ctx) => closeIntervention(ctx, it.id, 'Done')),
    ).rejects.toBeInstanceOf(Forbidden);
    await as(it.principal, 'intervention:lead', (ctx) => closeIntervention(ctx, it.id, 'Every criterion is met'));
    await expect(
      as(it.principal, 'intervention:lead', (ctx) => closeIntervention(ctx, it.id, 'Again')),
    ).rejects.toThrow('has ended already');
    await changeTo(database, it.principal, it.told, { quality_of_education: '3', behaviour_and_attitudes: '1' });
    expect((await it.read()).steps.at(-1)).toMatchObject({ step: 'closed', why: 'Every criterion is met' });
    await changeTo(database, it.principal, it.told, { quality_of_education: '4', behaviour_and_attitudes: '1' });
    expect((await it.read()).steps.at(-1)?.step).toBe('reopened');
  });

  test('a plan that has been closed does not keep a grade from being changed: the intervention says so, and waits for the Executive Principal', async () => {
    const it = await intervened({ quality_of_education: '3' });
    await telling(database, it.principal, (ctx, tx) => closePlan(ctx, tx, it.planId, 'Its work is done'));
    await changeTo(database, it.principal, it.told, { quality_of_education: '4' });
    const { steps, row } = await it.read();
    expect(row.response).toBe('imposed');
    expect(steps.at(-1)?.becomes).toContain('has been closed already');
    expect(await planOf(it)).toMatchObject([{ planId: it.planId, basis: 'agreed', state: 'closed' }]);
    expect(await as(it.principal, 'intervention:read', interventionsWaitingFor)).toMatchObject([
      { title: expect.stringContaining('The plan is closed, the intervention is not') },
    ]);
  });

  test('a basis that the Executive Principal has chosen meanwhile is left alone unless the review asks for more', async () => {
    const it = await intervened({ quality_of_education: '3', behaviour_and_attitudes: '2' });
    await telling(database, it.principal, (ctx, tx) =>
      changePlanBasis(ctx, tx, it.planId, 'imposed', 'It cannot wait'),
    );
    await changeTo(database, it.principal, it.told, { quality_of_education: '3', behaviour_and_attitudes: '1' });
    expect(await planOf(it)).toMatchObject([{ basis: 'imposed' }]);
    await changeTo(database, it.principal, it.told, { quality_of_education: '2', behaviour_and_attitudes: '1' });
    expect(await planOf(it)).toMatchObject([{ basis: 'imposed' }]);
    expect((await it.read()).steps.at(-1)?.becomes).toContain('on the basis that was chosen for it');
  });

  test('its history can be read as it stood, with its steps; another school’s head finds none', async () => {
    const it = await intervened({ quality_of_education: '3' });
    await changeTo(database, it.principal, it.told, { quality_of_education: '4' });
    const history = (actor: Actor) => as(actor, 'trail:read', (ctx) => recordHistory(ctx, 'intervention', it.id));
    const { versions, parts } = await history(it.principal);
    expect(versions.map((version) => version.content['response'])).toEqual(['agreed', 'imposed']);
    expect(parts.map((part) => part.title(part.versions[0]?.content ?? {}, new Map()))).toEqual([
      'opened',
      'strengthened',
    ]);
    await expect(history(it.otherHead)).rejects.toBeInstanceOf(NotFound);
  });

  test('what was told and done cannot be rewritten by the application', async () => {
    const it = await intervened({ quality_of_education: '3' });
    for (const table of ['intervention_assessment', 'intervention_step'] as const) {
      await expect(inTrust(database.db, it.trust.id, (tx) => tx.deleteFrom(table).execute())).rejects.toThrow(
        'permission denied',
      );
    }
  });
});

describe('the rules', () => {
  const change = <T>(people: World, work: (ctx: Ctx) => Promise<T>) => as(people.principal, 'intervention:rules', work);

  test('a trust starts with the model’s sentences, adopted, and they cannot be changed, in the database neither', async () => {
    const it = await intervened({ quality_of_education: '3' });
    const set = await as(it.head, 'intervention:read', adoptedRuleSet);
    expect(set?.version).toBe(1);
    const rules = await as(it.head, 'intervention:read', (ctx) => rulesOf(ctx, set?.id ?? ''));
    expect(rules.filter((rule) => rule.source === 'model').map((rule) => rule.gradeCodes)).toEqual([['4'], ['3']]);
    await expect(change(it, (ctx) => removeRule(ctx, set?.id ?? '', rules[0]?.id ?? ''))).rejects.toThrow(
      'stays as it is',
    );
    const immutable = 'cannot be changed';
    const owner = database.owner.pool;
    await expect(
      owner.query(`update intervention_rule set grade_codes = '{1}' where rule_set_id = $1`, [set?.id]),
    ).rejects.toThrow(immutable);
    await expect(owner.query('delete from intervention_rule where rule_set_id = $1', [set?.id])).rejects.toThrow(
      immutable,
    );
    await expect(
      owner.query(
        'update intervention_rule_set set adopted_at = null, adopted_by = null, adopted_why = null where id = $1',
        [set?.id],
      ),
    ).rejects.toThrow(immutable);
  });

  test('a draft changes nothing until it is adopted; tried on past reviews it shows what would differ', async () => {
    const it = await intervened({ quality_of_education: '3' });
    const draft = await change(it, startDraft);
    await expect(change(it, startDraft)).rejects.toThrow('drafted already');
    const tried = () =>
      change(it, async (ctx) => {
        const rules = await rulesOf(ctx, draft);
        return (await pastAssessments(ctx)).map((past) => tryRules(rules, past));
      });
    expect(await tried()).toMatchObject([{ before: 'agreed', differs: false }]);
    const three = (await change(it, (ctx) => rulesOf(ctx, draft))).find((rule) => rule.gradeCodes.includes('3'));
    if (!three) throw new Error('There is a rule for a 3.');
    const harder = {
      ...three,
      response: 'imposed' as const,
      sentence: 'After a 3 too, the Trust puts a plan in place.',
    };
    await change(it, (ctx) => saveRule(ctx, draft, { ruleId: three.id, revision: three.revision }, harder));
    await expect(
      change(it, (ctx) => saveRule(ctx, draft, { ruleId: three.id, revision: three.revision }, harder)),
    ).rejects.toThrow('Somebody else saved this');
    expect(await tried()).toMatchObject([{ before: 'agreed', now: { response: 'imposed' }, differs: true }]);
    const changed = (await change(it, (ctx) => rulesOf(ctx, draft))).find((rule) => rule.id === three.id);
    expect(changed?.source).toBe('trust');

    const second = buildReviewTold(it.other.id);
    await issueWith(database, it.principal, second, { quality_of_education: '3' });
    const responses = async () =>
      (await as(it.trustee, 'intervention:read', openInterventions)).map((one) => [one.schoolId, one.response]);
    expect(await responses()).toContainEqual([it.other.id, 'agreed']);

    await change(it, (ctx) => adoptRules(ctx, draft, 'The board wants a firmer hand'));
    await issueWith(database, it.principal, buildReviewTold(it.other.id, { academicYear: 2027 }), {
      quality_of_education: '3',
    });
    expect(await responses()).toContainEqual([it.other.id, 'imposed']);
    expect(await responses()).toContainEqual([it.school.id, 'agreed']);
  });

  test('the model’s sentence stays labelled as the model’s while only its grades change; a discarded draft is gone', async () => {
    const it = await intervened({ quality_of_education: '2' });
    const draft = await change(it, startDraft);
    const four = (await change(it, (ctx) => rulesOf(ctx, draft)))[0];
    if (!four) throw new Error('There is a rule for a 4.');
    await change(it, (ctx) => saveRule(ctx, draft, { ruleId: four.id, revision: 1 }, { ...four, mayLead: false }));
    expect((await change(it, (ctx) => rulesOf(ctx, draft)))[0]).toMatchObject({ source: 'model', mayLead: false });
    await change(it, (ctx) => discardDraft(ctx, draft));
    expect(await change(it, adoptedRuleSet)).toMatchObject({ version: 1 });
  });

  test('only the Executive Principal changes them; another trust’s do not exist for anybody else', async () => {
    const it = await intervened({ quality_of_education: '3' });
    const draft = await change(it, startDraft);
    for (const actor of [it.leader, it.head, it.trustee, it.clerk]) {
      await expect(as(actor, 'intervention:read', startDraft)).rejects.toBeInstanceOf(Forbidden);
      await expect(as(actor, 'intervention:read', (ctx) => adoptRules(ctx, draft, 'Mine'))).rejects.toBeInstanceOf(
        Forbidden,
      );
    }
    const stranger = await world();
    await expect(change(stranger, (ctx) => adoptRules(ctx, draft, 'Mine'))).rejects.toBeInstanceOf(NotFound);
  });
});
