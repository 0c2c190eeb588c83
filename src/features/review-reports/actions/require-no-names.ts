import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { withoutNames } from '../names/name-rules.ts';
import { nameKnowledge } from '../names/queries.ts';
import type { Report } from '../queries.ts';

/** Refuses words that governors read as they are, where they name somebody whose name is kept from governors. `field` is that of the form. */
export async function requireNoNames(ctx: Ctx, report: Report, field: string, words: string | null): Promise<void> {
  if (words === null) return;
  const [found] = withoutNames(words, await nameKnowledge(ctx, report, [])).replacements;
  if (found)
    throw new Invalid([
      { field, message: `Governors read this, so it names nobody: write “${found.by}” for “${found.found}”` },
    ]);
}
