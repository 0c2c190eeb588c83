import { Command } from 'commander';
import { addBackupCommands } from './backup-commands.ts';
import { addImportCommand } from './import-command.ts';
import { addRetentionCommand } from './retention-command.ts';
import { addUserCommands } from './user-commands.ts';

/** What a command prints on the terminal. */
export const print = (line: string): void => void globalThis.process.stdout.write(`${line}\n`);

/** The command line of Cairn. Exit status 0: done; 1: not done, and the message says what to do. */
export function createProgram(migrationsFolder: string): Command {
  const program = new Command('cairn')
    .description(
      'Cairn on the command line. It works on DATABASE_URL, or on the embedded database, whether the server runs or not.',
    )
    .showHelpAfterError('Add --help to see what the command takes.')
    .configureOutput({ outputError: (text, write) => write(`cairn: ${text.replace(/^error: /, '')}`) });
  addImportCommand(program, migrationsFolder, print);
  addUserCommands(program, migrationsFolder, print);
  addRetentionCommand(program, migrationsFolder, print);
  addBackupCommands(program, migrationsFolder, print);
  return program;
}
