import type { Process } from '#core/access/run-as.ts';
import type { Identity } from '#platform/identity/identity.ts';
import { open } from './world/opening.ts';
import { type Stage, storyClock } from './world/stage.ts';

/**
 * The one named, invented trust: it is what the demonstration shows and what the journeys walk through. Everything happens through the product's own
 * actions, by the people who would do it, on the days when they would.
 */
export async function buildWorld(process: Process, identity?: Identity): Promise<Stage> {
  const clock = storyClock();
  const services = { ...process.services, clock, ...(identity ? { identity } : {}) };
  return await open({ db: process.db, services }, clock);
}
