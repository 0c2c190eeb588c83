import { peoplePaths } from '#features/people/paths.ts';
import { publishedDataPaths } from '#features/performance-data/paths.ts';
import { schoolPaths } from '#features/schools/paths.ts';
import { termDatesPaths } from '#features/term-dates/paths.ts';
import { TaskList } from '#ui/task-list.tsx';
import type { SetUpCounts } from '../queries.ts';

const some = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;

/** What an administrator still has to do, and has done. */
export const SetUpProgress = ({ counts, academicYear }: { counts: SetUpCounts; academicYear: number }) => (
  <TaskList
    idPrefix="set-up"
    tasks={[
      {
        title: 'Schools',
        href: schoolPaths.list,
        hint: 'With their ages, and whether they have early years or a sixth form',
        status: counts.schools > 0 ? some(counts.schools, 'school', 'schools') : 'None yet',
        colour: counts.schools > 0 ? 'green' : 'amber',
      },
      {
        title: 'Head teachers',
        href: peoplePaths.list,
        hint: 'Every school needs one, to check facts and sign plans',
        status:
          counts.heads >= counts.schools && counts.schools > 0
            ? 'Every school has one'
            : `${counts.heads} of ${counts.schools}`,
        colour: counts.heads >= counts.schools && counts.schools > 0 ? 'green' : 'amber',
      },
      {
        title: 'People',
        href: peoplePaths.list,
        hint: 'Add them, give them roles, send the invitations',
        status:
          counts.withoutAccount > 0
            ? `${some(counts.withoutAccount, 'person has', 'people have')} no account yet`
            : some(counts.people, 'person', 'people'),
        colour: counts.withoutAccount > 0 ? 'amber' : 'green',
      },
      {
        title: 'Term dates',
        href: termDatesPaths.year(academicYear),
        hint: 'Everything that is due counts by them',
        status: counts.halfTerms === 6 ? 'Entered for this year' : 'Not entered for this year',
        colour: counts.halfTerms === 6 ? 'green' : 'amber',
      },
      {
        title: 'Published data',
        href: publishedDataPaths.overview,
        hint: 'Results, absence, census and inspections, as they are downloaded',
        status: counts.imports > 0 ? `${some(counts.imports, 'file', 'files')} imported` : 'None imported yet',
        colour: counts.imports > 0 ? 'green' : 'amber',
      },
      {
        title: 'Mail',
        href: peoplePaths.mail,
        hint: 'Without a mail server, links are passed on from here',
        status:
          counts.unsentMail > 0
            ? `${some(counts.unsentMail, 'mail has', 'mails have')} not been sent`
            : 'Everything has been sent',
        colour: counts.unsentMail > 0 ? 'amber' : 'green',
      },
    ]}
  />
);
