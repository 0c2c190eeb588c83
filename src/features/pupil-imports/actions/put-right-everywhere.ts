import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { leftOutTogether, type ProblemCode, sameEverywhere } from '../reading/problem.ts';
import '../tables.ts';
import type { PupilImport } from '../queries.ts';
import { readAgain } from './mend-row.ts';
import { saveMapping } from './save-mapping.ts';

/** What a value stands for in the whole file, and from then on in every file of its kind and system. `into` '': as if the cell were empty. */
export async function putRightEverywhere(
  ctx: Ctx,
  snapshotId: string,
  importId: string,
  what: { code: ProblemCode; field: string; value: string; into: string },
): Promise<void> {
  if (!sameEverywhere.includes(what.code) || what.field === '' || what.value === '')
    throw new Invalid([{ field: 'into', message: 'This cannot be put right everywhere at once: put each row right' }]);
  const row = await saveMapping(
    ctx,
    snapshotId,
    importId,
    (mapping) => {
      const known = mapping.replace[what.field] ?? {};
      const replace = { ...mapping.replace, [what.field]: { ...known, [what.value.toLowerCase()]: what.into } };
      return { ...mapping, replace };
    },
    `said that “${what.value.slice(0, 40)}” stands for ${what.into === '' ? 'nothing' : `“${what.into.slice(0, 40)}”`} in`,
  );
  await checkedAgain(ctx, row);
}

/** Leaves out every row that is wrong in one way, with a reason; such rows are left out of later files too until it is taken back. */
export async function leaveOutTogether(
  ctx: Ctx,
  snapshotId: string,
  importId: string,
  code: ProblemCode,
  why: string | null,
): Promise<void> {
  if (!leftOutTogether.includes(code))
    throw new Invalid([{ field: 'why', message: 'These rows cannot be left out all together: look at each' }]);
  const row = await saveMapping(
    ctx,
    snapshotId,
    importId,
    (mapping) => {
      const { [code]: _, ...others } = mapping.leaveOut;
      return { ...mapping, leaveOut: why === null ? others : { ...others, [code]: why } };
    },
    why === null ? 'took rows back in that had been left out of' : `left rows of one kind out (${why}) of`,
  );
  await checkedAgain(ctx, row);
}

/** A standing file has been read again by `saveMapping`; one that is only checked is checked again here, so that it can be brought in at once. */
async function checkedAgain(ctx: Ctx, row: PupilImport): Promise<void> {
  if (row.imported_at !== null) return;
  await readAgain(ctx, row);
  await ctx.db.updateTable('pupil_import').set({ checked_at: ctx.now }).where('id', '=', row.id).execute();
}
