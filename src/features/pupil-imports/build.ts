import type { Actor } from '#core/access/actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { bringIn } from './actions/bring-in.ts';
import { checkImport } from './actions/check-import.ts';
import { saveMapping } from './actions/save-mapping.ts';
import { uploadFile } from './actions/upload-file.ts';
import type { ChosenFile } from './import/take-file.ts';
import type { Kind } from './kinds.ts';
import type { Mapping } from './mapping.ts';

/** A file from its text or bytes, as it would wait on disk. */
export function buildFile(content: string | Uint8Array, fileName = 'export.csv'): ChosenFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    fileName,
    sizeBytes: bytes.byteLength,
    pieces: async function* () {
      yield bytes;
    },
  };
}

/** CSV text from rows of cells; quoted where it must be. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  rows
    .map((row) =>
      row
        .map(String)
        .map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(','),
    )
    .join('\r\n');

/** Chooses a file for an open snapshot and checks it, each step in a request of its own as on the pages; answers with the import's id. */
export async function chooseAndCheck(
  process: Process,
  actor: Actor,
  snapshotId: string,
  file: ChosenFile,
  options: { kind?: Kind; change?: (mapping: Mapping) => Mapping } = {},
): Promise<string> {
  const { importId, state } = await runAs(process, actor, 'snapshot:collect', (ctx) =>
    uploadFile(ctx, snapshotId, file, { kind: options.kind ?? null }),
  );
  if (state === 'standing') return importId;
  await runAs(process, actor, 'snapshot:collect', (ctx) =>
    saveMapping(ctx, snapshotId, importId, options.change ?? ((mapping) => mapping), 'said what the columns are of'),
  );
  await runAs(process, actor, 'snapshot:collect', (ctx) => checkImport(ctx, snapshotId, importId));
  return importId;
}

/** Chooses a file, checks it and brings it into the snapshot. */
export async function importFile(
  process: Process,
  actor: Actor,
  snapshotId: string,
  file: ChosenFile,
  options: { kind?: Kind; change?: (mapping: Mapping) => Mapping; replaces?: string | null } = {},
): Promise<string> {
  const importId = await chooseAndCheck(process, actor, snapshotId, file, options);
  const { replaces } = options;
  await runAs(process, actor, 'snapshot:collect', (ctx) =>
    bringIn(ctx, snapshotId, importId, replaces === undefined ? {} : { replaces }),
  );
  return importId;
}
