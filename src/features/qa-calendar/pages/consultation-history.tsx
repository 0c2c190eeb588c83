import { longDate, longMoment } from '#platform/clock.ts';
import { Details } from '#ui/details.tsx';
import { Timeline, type TimelineEvent } from '#ui/timeline.tsx';
import type { Consultations } from '../consultation-queries.ts';
import { sideWords } from '../consultation-rules.ts';
import { whenInWords } from '../entry-words.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

const ShownThen = ({ round }: { round: Consultations['rounds'][number] }) => (
  <Details summary={`The calendar as version ${round.version} showed it`}>
    <ul class="govuk-list govuk-list--bullet">
      {round.entries.map((entry) => (
        <li>
          {`${entry.title}, ${whenInWords({ starts_on: day(entry.startsOn), ends_on: day(entry.endsOn), days_known: entry.daysKnown })}${entry.lead ? `, led by ${entry.lead}` : ''}`}
        </li>
      ))}
    </ul>
  </Details>
);

type Happened = TimelineEvent & { at: Temporal.Instant };

function eventsOf(found: Consultations): Happened[] {
  const version = (id: string) => found.rounds.find((round) => round.id === id)?.version ?? '';
  const event = (at: Temporal.Instant, rest: Omit<TimelineEvent, 'when' | 'datetime'>): Happened => ({
    ...rest,
    at,
    when: longMoment(at),
    datetime: at.toString(),
  });
  return [
    ...found.rounds.map((round) =>
      event(round.asked_at, {
        title: `Asked about version ${round.version}, by ${longDate(round.due_on)}`,
        by: round.by,
        children: (
          <>
            {round.what_changed ? <p class="govuk-body">{`${round.what_changed}.`}</p> : null}
            <ShownThen round={round} />
          </>
        ),
      }),
    ),
    ...found.answers.map((answer) =>
      event(answer.answered_at, {
        title: `${answer.agrees ? 'Agreed to' : 'Asked for a change of'} version ${version(answer.consultation_id)} as ${sideWords[answer.side]}`,
        by: answer.by,
        children: answer.words || undefined,
      }),
    ),
    ...found.requests.map((request) =>
      event(request.asked_at, {
        title: `Asked to move ${request.title}`,
        by: request.by,
        children: `${request.why}${request.wished_on ? ` Better in the week of ${longDate(request.wished_on)}.` : ''}`,
      }),
    ),
    ...found.requests.flatMap((request) =>
      request.settled_at
        ? [
            event(request.settled_at, {
              title:
                request.outcome === 'moved'
                  ? `Met the request about ${request.title}`
                  : `Left ${request.title} where it is`,
              by: request.settled_by ?? undefined,
              children: request.outcome_words ?? undefined,
            }),
          ]
        : [],
    ),
    ...found.publications.map((publication) =>
      event(publication.published_at, {
        title: publication.version === 1 ? 'Published' : `Published again (${publication.version})`,
        by: publication.by,
        children: publication.without_agreement_why
          ? `Without the agreement of both: ${publication.without_agreement_why}`
          : undefined,
      }),
    ),
  ].toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
}

/** Everything that was asked, said, moved and published, newest first; each answer names the version that it was given to. */
export const Versions = ({ found }: { found: Consultations }) =>
  found.rounds.length === 0 && found.publications.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">What was asked and said</h2>
      <Timeline events={eventsOf(found)} />
    </>
  );
