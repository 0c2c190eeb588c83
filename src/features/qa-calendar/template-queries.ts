import { type Ctx, onceInARead } from '#core/context.ts';
import { shippedTemplate, type TemplateLine } from './template-rules.ts';
import './tables.ts';

export type Template = { version: number; lines: readonly TemplateLine[] };

/** The template that holds: the trust's newest version, or the shipped one as version 0. */
export async function templateOf(ctx: Pick<Ctx, 'db' | 'read'>): Promise<Template> {
  const row = await onceInARead(ctx, 'qa template', () =>
    ctx.db
      .selectFrom('qa_template')
      .select(['version', 'lines'])
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
  return row ?? { version: 0, lines: shippedTemplate };
}

/** The versions of the trust's template, newest first: when, by whom and why. */
export async function templateVersions(ctx: Ctx) {
  return await ctx.db
    .selectFrom('qa_template as t')
    .innerJoin('person as p', 'p.id', 't.saved_by')
    .select(['t.version', 't.saved_at', 't.why', 'p.name as by'])
    .orderBy('t.version', 'desc')
    .execute();
}
