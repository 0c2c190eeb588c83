import type { Command } from 'commander';
import { invitationLink, resetPasswordLink } from '#features/people/index.ts';
import { withDatabase } from './with-database.ts';

/** `user list`, `user invite` and `user reset-password`, for whoever runs the server and has locked everybody out. */
export function addUserCommands(program: Command, migrationsFolder: string, print: (line: string) => void): void {
  const user = program.command('user').description('people and their way in');

  user
    .command('list')
    .description('everybody, with e-mail address and whether they have an account')
    .action(async () => {
      await withDatabase(migrationsFolder, async ({ owner }) => {
        const people = await owner.db
          .selectFrom('person')
          .innerJoin('trust', 'trust.id', 'person.trust_id')
          .select(['person.name', 'person.email', 'person.account_id', 'person.left_on', 'trust.name as trust'])
          .orderBy('trust.name')
          .orderBy('person.name')
          .execute();
        for (const person of people) {
          const state = person.left_on
            ? `left on ${person.left_on}`
            : person.account_id
              ? 'has an account'
              : 'has no account yet';
          print(`${person.email}\t${person.name}\t${person.trust}\t${state}`);
        }
        if (people.length === 0) print('There is nobody yet. Start Cairn and follow its set-up link.');
      });
    });

  user
    .command('invite')
    .argument('<email>', 'of somebody who has been added but has no account')
    .description('make an invitation link')
    .action(async (email: string) => {
      await withDatabase(migrationsFolder, async ({ process, owner }) => {
        const link = await invitationLink(process, owner.db, email);
        if (!link)
          throw new Error(`Nobody with the address ${email} waits for an invitation. “user list” shows who is there.`);
        print(link);
      });
    });

  user
    .command('reset-password')
    .argument('<email>', 'of somebody who has an account')
    .description('make a link to choose a new password; it works once, for an hour')
    .action(async (email: string) => {
      await withDatabase(migrationsFolder, async ({ process }) => {
        const link = await resetPasswordLink(process, email);
        if (!link)
          throw new Error(
            `Nobody with the address ${email} has an account that may sign in. “user list” shows who is there.`,
          );
        print(link);
      });
    });
}
