import { type Process, runAs } from '#core/access/run-as.ts';
import { type BuiltSchool, type BuiltTrust, buildActor } from '#core/organisations/build.ts';
import { makeFeed } from './actions/make-feed.ts';

/** The address that a head teacher made for the calendar of the school; its secret part. */
export async function buildCalendarFeed(process: Process, trust: BuiltTrust, school: BuiltSchool): Promise<string> {
  const head = await buildActor(process.db, trust, 'head_teacher', {
    schoolId: school.id,
    accountId: crypto.randomUUID(),
  });
  return await runAs(process, head, 'own-account', (ctx) => makeFeed(ctx, 'school', school.id));
}
