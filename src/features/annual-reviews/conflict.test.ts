import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { handBack } from '#features/interventions/actions/lead-directly.ts';
import { buildAuthority, buildProposal } from '#features/interventions/build.ts';
import { openInterventions } from '#features/interventions/index.ts';
import { useDatabase } from '#test/support/database.ts';
import { addMember } from './actions/change-team.ts';
import { moderateJudgement } from './actions/moderate-judgement.ts';
import { saveSection } from './actions/save-part.ts';
import { startReview } from './actions/start-review.ts';
import { takeStep } from './actions/take-step.ts';
import { buildReviewAt } from './build.ts';
import { loadContent } from './content/queries.ts';
import './index.ts';
import { findDraft } from './queries.ts';

const database = useDatabase();

const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);

test('whoever leads an aspect of the school directly neither joins the team, writes, hands on nor moderates, until it is handed back', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const { reviewId, people } = await buildReviewAt(database, trust, school, 'issued', {
    grades: { quality_of_education: '4' },
    academicYear: 2025,
  });
  const now = await buildReviewAt(database, trust, school, 'moderation', { people });
  const clerk = await buildActor(database.db, trust, 'clerk');
  const second = await buildActor(database.db, trust, 'trust_leader');
  const [intervention] = await as(people.executivePrincipal, 'intervention:read', openInterventions);
  expect(intervention?.reviewId).toBe(reviewId);
  const lead = async (leader: Actor) => {
    const id = intervention?.interventionId ?? '';
    const proposal = await buildProposal(database, people.executivePrincipal, id, leader);
    await buildAuthority(database, clerk, id, proposal);
    return proposal;
  };
  await lead(people.leader);
  const proposal = await lead(people.author);
  const refusal = 'You lead an aspect of this school directly';
  await expect(
    as(people.leader, 'annual-review:moderate', (ctx) => takeStep(ctx, now.reviewId, 'moderated')),
  ).rejects.toThrow(refusal);
  // Reading is not writing.
  const content = await as(people.leader, 'annual-review:read-draft', async (ctx) =>
    loadContent(ctx, await findDraft(ctx, now.reviewId)),
  );
  const judgementId = content.judgements[0]?.id ?? '';
  const moderate = { moderatedCode: '2', reason: null };
  await expect(
    as(people.leader, 'annual-review:moderate', (ctx) => moderateJudgement(ctx, now.reviewId, judgementId, moderate)),
  ).rejects.toThrow(refusal);
  await as(second, 'annual-review:moderate', (ctx) => moderateJudgement(ctx, now.reviewId, judgementId, moderate));
  await as(second, 'annual-review:moderate', (ctx) => takeStep(ctx, now.reviewId, 'sent_back', 'Look again'));
  const save = () =>
    as(people.author, 'annual-review:write', (ctx) =>
      saveSection(ctx, now.reviewId, 'strengths', { body: 'Mine.', revision: 2 }),
    );
  await expect(save()).rejects.toThrow(refusal);
  await expect(
    as(people.author, 'annual-review:write', (ctx) => takeStep(ctx, now.reviewId, 'sent_to_moderation')),
  ).rejects.toThrow(refusal);
  const join = (role: 'lead' | 'member') =>
    as(people.executivePrincipal, 'annual-review:write', (ctx) =>
      addMember(ctx, now.reviewId, {
        personId: people.leader.personId,
        externalName: null,
        externalOrganisation: null,
        role,
      }),
    );
  await expect(join('member')).rejects.toThrow(`${people.leader.name} leads an aspect of ${school.name} directly`);
  const start = as(people.executivePrincipal, 'annual-review:write', (ctx) =>
    startReview(ctx, {
      schoolId: school.id,
      academicYear: 2024,
      frameworkFamily: 'section-5',
      leadId: people.leader.personId,
      dueOn: Temporal.PlainDate.from('2026-12-04'),
    }),
  );
  await expect(start).rejects.toThrow('nor leads an aspect of it directly');
  await as(people.executivePrincipal, 'intervention:lead', (ctx) =>
    handBack(ctx, intervention?.interventionId ?? '', proposal, { exitMet: true, note: 'Both reviews were a 2.' }),
  );
  expect(await save()).toBe(3);
});
