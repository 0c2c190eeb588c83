import type { Command } from 'commander';
import { carryOutRules } from '#features/pupil-protection/index.ts';
import { withDatabase } from './with-database.ts';

/** `retention`: what the nightly job does, at once. To be run after a backup was restored, for it brings back what had been erased. */
export function addRetentionCommand(program: Command, migrationsFolder: string, print: (line: string) => void): void {
  program
    .command('retention')
    .description('erase now the pupil data that the confirmed retention rules say is due, in every trust')
    .action(async () => {
      await withDatabase(migrationsFolder, async ({ process }) => {
        const runs = await carryOutRules(process);
        print(
          runs.length === 0
            ? 'Nothing was due under a confirmed rule: nothing was erased.'
            : `Erased what was due. ${runs.length === 1 ? 'One certificate is' : `${runs.length} certificates are`} in Cairn under Protection of pupil data.`,
        );
      });
    });
}
