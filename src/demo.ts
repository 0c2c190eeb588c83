import { trustExists } from '#features/set-up/index.ts';
import { demoTrustExists } from '#features/sign-in/index.ts';
import { buildWorld } from '#test/world.ts';
import type { Running } from './start-process.ts';

/**
 * Fills an empty database with the invented trust, its five schools and half a year of work. A database that holds a real trust is refused, and one
 * that holds the demonstration already is left as it was.
 */
export async function prepareDemo(running: Running, say: (line: string) => void): Promise<void> {
  const { db } = running.process;
  if (await demoTrustExists(db)) return;
  if (await trustExists(db)) {
    throw new Error(
      'This database holds a real trust. The demonstration never goes into it: start without --demo, or give it a database of its own.',
    );
  }
  say('making the demonstration trust; this takes a moment …');
  await buildWorld(running.process, running.identity);
}
