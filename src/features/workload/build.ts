import { type Process, runAs } from '#core/access/run-as.ts';
import { type BuiltSchool, type BuiltTrust, buildActor } from '#core/organisations/build.ts';
import { giveAccount } from './actions/give-account.ts';
import { recordObservation } from './actions/record-observation.ts';

/** A school with an observation entered by hand, and the account of last summer. */
export async function buildWorkload(process: Process, trust: BuiltTrust, school: BuiltSchool): Promise<void> {
  const head = await buildActor(process.db, trust, 'head_teacher', { schoolId: school.id });
  const teacher = await buildActor(process.db, trust, 'teacher', { schoolId: school.id });
  await runAs(process, head, 'workload:record', async (ctx) => {
    await recordObservation(ctx, school.id, {
      personId: teacher.personId,
      observerId: head.personId,
      purpose: 'appraisal',
      onDay: ctx.today.subtract({ days: 14 }),
      minutes: 40,
      feedbackMinutes: 20,
      overWhy: null,
    });
    await giveAccount(ctx, school.id, 2025, 'summer', { words: '', why: null });
  });
}
