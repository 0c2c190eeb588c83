import type { Ctx } from '#core/context.ts';
import { importStaged } from './actions/import-staged.ts';
import { type FileToImport, stageFile } from './actions/stage-file.ts';

/** For tests and the demonstration: a file from its text, looked at and imported as a person would. */
export async function importFile(ctx: Ctx, file: FileToImport): Promise<string> {
  const { importId, state } = await stageFile(ctx, file);
  if (state === 'staged') await importStaged(ctx, importId);
  return importId;
}

/** A CSV file from rows of cells. */
export const csvBytes = (rows: readonly (readonly (string | number)[])[]): Uint8Array =>
  new TextEncoder().encode(rows.map((row) => row.join(',')).join('\r\n'));
