import type { Process } from '#core/access/run-as.ts';
import { londonDate } from '#platform/clock.ts';
import type { Identity } from '#platform/identity/identity.ts';
import { storyCalendar } from './world/calendar.ts';
import { open } from './world/opening.ts';
import { tellStory } from './world/scenes.ts';
import { type Stage, storyClock } from './world/stage.ts';
import { scenes } from './world/story.ts';

/**
 * The one named, invented trust: it is what the demonstration shows and what the journeys walk through. Everything happens through the product's own
 * actions, by the people who would do it, on the days when they would. The story ends late in the last November that has come.
 */
export async function buildWorld(process: Process, identity?: Identity): Promise<Stage> {
  const calendar = storyCalendar(londonDate(process.services.clock.now()));
  const clock = storyClock(calendar);
  // No mail of the story is sent to anybody: its addresses are invented.
  const services = { ...process.services, clock, enqueue: async () => {}, ...(identity ? { identity } : {}) };
  const stage = await open({ db: process.db, services }, calendar, clock);
  await tellStory(stage, scenes);
  return stage;
}
