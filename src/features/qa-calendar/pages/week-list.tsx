import { termNames } from '#core/academic-year/rules.ts';
import { Tag } from '#ui/tag.tsx';
import type { Clash } from '../clash-rules.ts';
import { whenInWords } from '../entry-words.ts';
import { qaCalendarPaths } from '../paths.ts';
import type { Entry } from '../queries.ts';
import { againstWeek, mondayOf, type SchoolYear, weekAt } from '../week-rules.ts';

const Item = ({
  entry,
  clashes,
  yearOf,
}: {
  entry: Entry;
  clashes: readonly Clash[];
  yearOf: (schoolId: string) => SchoolYear;
}) => {
  const year = yearOf(entry.school_id);
  const week = weekAt(year, entry.starts_on);
  const against = againstWeek(year, mondayOf(entry.starts_on));
  const own = clashes.filter((clash) => clash.entryIds.includes(entry.id));
  return (
    <li class="qa-list__item">
      <a class="govuk-link" href={qaCalendarPaths.entry(entry.id)}>
        {entry.title}
      </a>{' '}
      {entry.published ? null : <Tag>Not published</Tag>}
      <span class="qa-list__when">
        {`${whenInWords(entry)}${week ? `, week ${week.ofTerm} of the ${termNames[week.term]}` : ''}${entry.lead ? `, led by ${entry.lead}` : ''}`}
      </span>
      {own.length > 0 ? (
        own.map((clash) => <span class="qa-list__clash">{clash.words}</span>)
      ) : against !== null && year.weeks.length > 0 ? (
        <span class="qa-list__when">{`Note: ${against}.`}</span>
      ) : null}
    </li>
  );
};

/** The calendar of each school as a list in the order of its weeks, in place of the grid on a phone. */
export const EntriesByWeek = ({
  schools,
  entries,
  clashes,
  yearOf,
}: {
  schools: readonly { id: string; name: string }[];
  entries: readonly Entry[];
  clashes: readonly Clash[];
  yearOf: (schoolId: string) => SchoolYear;
}) => (
  <div class="qa-list">
    {schools.map((school) => {
      const own = entries.filter((entry) => entry.school_id === school.id);
      return (
        <section class="qa-list__school" aria-label={school.name}>
          <h2 class="govuk-heading-s">{school.name}</h2>
          {own.length === 0 ? (
            <p class="govuk-body">Nothing to show.</p>
          ) : (
            <ul class="govuk-list">
              {own.map((entry) => (
                <Item entry={entry} clashes={clashes} yearOf={yearOf} />
              ))}
            </ul>
          )}
        </section>
      );
    })}
  </div>
);
