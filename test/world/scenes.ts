import { sql } from 'kysely';
import type { Permission } from '#core/access/permissions.ts';
import type { Ctx } from '#core/context.ts';
import type { Player, Stage } from './stage.ts';

/** One thing that one person does on one day of the story. */
export type Scene = {
  on: string;
  who: Player;
  permission: Permission;
  play(ctx: Ctx, story: Story): Promise<void>;
};

/** What earlier scenes have made and later ones speak of, by the names that the story gives. */
export type Story = { stage: Stage; ids: Map<string, string> };

/** The id of what the story calls by this name. */
export function named(story: Story, name: string): string {
  const id = story.ids.get(name);
  if (id === undefined) throw new Error(`The story speaks of “${name}” before it has happened.`);
  return id;
}

/** The invented trust has no mail server; in the story its mail went out as soon as it was written. */
export async function sendMailOut(ctx: Ctx): Promise<void> {
  await sql`update mail_message set sent_at = created_at where sent_at is null`.execute(ctx.db);
}

/** Plays the scenes in the order of their days; scenes of one day in the order in which they are given. */
export async function tellStory(stage: Stage, scenes: readonly Scene[]): Promise<Story> {
  const story: Story = { stage, ids: new Map() };
  let today = '';
  for (const scene of scenes.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    if (scene.on !== today) stage.on(scene.on);
    today = scene.on;
    await stage.as(scene.who, scene.permission, async (ctx) => {
      await scene.play(ctx, story);
      await sendMailOut(ctx);
    });
  }
  return story;
}
