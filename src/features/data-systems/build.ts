import { type Process, runAs } from '#core/access/run-as.ts';
import { type BuiltSchool, type BuiltTrust, buildActor } from '#core/organisations/build.ts';
import { grantAccess } from './actions/grant-access.ts';
import { addSystem } from './actions/keep-register.ts';

/** A register with one system beside Cairn, and somebody of the Trust with access to Cairn. */
export async function buildRegister(process: Process, trust: BuiltTrust, school: BuiltSchool): Promise<void> {
  const head = await buildActor(process.db, trust, 'head_teacher', { schoolId: school.id });
  const leader = await buildActor(process.db, trust, 'trust_leader');
  await runAs(process, head, 'data-system:manage', async (ctx) => {
    await addSystem(ctx, school.id, { name: 'Invented MIS', holds: 'Assessment and attendance', contact: null });
    await grantAccess(ctx, school.id, {
      systemId: school.id,
      personId: leader.personId,
      startsOn: ctx.today,
      endsOn: ctx.today.add({ months: 6 }),
      why: 'Prepares the data review',
    });
  });
}
