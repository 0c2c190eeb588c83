import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { backUp } from '#platform/backup/back-up.ts';
import { restore } from '#platform/backup/restore.ts';
import { verify } from '#platform/backup/verify.ts';
import { readConfig } from '../config.ts';
import { withServer } from './with-database.ts';

/** `backup`, `restore` and `verify`. The key comes from the environment, never from the command line, where others could read it. */
export function addBackupCommands(program: Command, migrationsFolder: string, print: (line: string) => void): void {
  program
    .command('backup')
    .argument('<file>', 'where to write it; must not exist yet')
    .description(
      'write everything, files included, into one file, as it stands at one moment (encrypted if CAIRN_BACKUP_KEY is set)',
    )
    .action(async (file: string) => {
      if (existsSync(file))
        throw new Error(`${file} exists already. Choose another name: a backup never goes over a file.`);
      const key = readConfig().backupKey;
      const report = await withServer((url) => backUp(url, file, key));
      print(
        `${file}: ${report.rows.toLocaleString('en-GB')} rows of ${report.tables} tables, ${key ? 'encrypted' : 'not encrypted (set CAIRN_BACKUP_KEY to encrypt)'}`,
      );
    });

  program
    .command('restore')
    .argument('<file>', 'a backup')
    .description(
      'put a backup into a new, empty database; refuses where anything is there, and leaves nothing behind when something is wrong',
    )
    .action(async (file: string) => {
      if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
      const report = await withServer((url) => restore(url, file, readConfig().backupKey, migrationsFolder));
      print(
        `restored ${report.rows.toLocaleString('en-GB')} rows of ${report.tables} tables; run “npm run cairn -- verify” next`,
      );
    });

  program
    .command('verify')
    .description('look for anything that is not as it was written: the trail, files, documents, history')
    .action(async () => {
      const findings = await withServer((url) => verify(url));
      for (const finding of findings) print(`${finding.what}: ${finding.detail}`);
      if (findings.length > 0)
        throw new Error(
          `${findings.length} things are not as they were written. Restore a backup from before, and find out who had access to the database.`,
        );
      print('The trail is whole, and every file, document and version is as it was written.');
    });
}
