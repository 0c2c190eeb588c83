import { scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools, type School } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { shortDate } from '#platform/clock.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag, type TagColour } from '#ui/tag.tsx';
import { visitNotePaths } from '../paths.ts';
import { myNotes, type Note, standingOf } from '../queries.ts';
import { type NoteState, stateWords } from '../rules.ts';
import { notesWithVersions } from '../version-queries.ts';

const colours: Record<NoteState, TagColour> = {
  draft: 'amber',
  recorded: 'green',
  added: 'grey',
  thrown_away: 'grey',
  withdrawn: 'red',
};

/** The state of a note in words, with its colour. */
export const StateTag = ({ note }: { note: Note }) => {
  const state = standingOf(note);
  return <Tag colour={colours[state]}>{stateWords[state]}</Tag>;
};

const hrefOf = (note: Note) =>
  standingOf(note) === 'draft' ? visitNotePaths.write(note.id) : visitNotePaths.note(note.id);

/** A note in few words, for lists. */
export const beginningOf = (words: string): string => {
  const line = words.trim().split('\n')[0] ?? '';
  return line.length > 90 ? `${line.slice(0, 88)}…` : line;
};

const OnADevice = () => (
  <p class="govuk-body">
    On a phone or tablet,{' '}
    <a class="govuk-link" href="/capture">
      Notes without a network
    </a>{' '}
    works where there is no signal, and can be installed like an app.
  </p>
);

/** The way to what others wrote, for those who read the notes of their schools. */
const OfSchools = ({ schools }: { schools: readonly School[] }) =>
  schools.length === 0 ? null : (
    <section>
      <h2 class="govuk-heading-m">Notes of a school</h2>
      <ul class="govuk-list">
        {schools.map((school) => (
          <li>
            <a class="govuk-link" href={visitNotePaths.ofSchool(school.id)}>
              {school.name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );

export async function showMine(ctx: Ctx): Promise<Reply> {
  const notes = await myNotes(ctx);
  const schools = await listSchools({ ...ctx, scope: scopeOf(ctx.actor, 'monitoring:read') });
  const apart = new Set((await notesWithVersions(ctx)).map((note) => note.id));
  return appPage(
    ctx,
    { title: 'Visit notes', crumbs: [] },
    <>
      <PageHeading
        title="Visit notes"
        lead="What you saw on learning walks, drop-ins and visits: one note, one reason."
        actions={
          <ButtonGroup>
            <ButtonLink href={visitNotePaths.start}>Write a visit note</ButtonLink>
          </ButtonGroup>
        }
      />
      <OnADevice />
      {notes.length === 0 ? (
        <EmptyState title="You have written none yet">
          <p>Choose a school and the reason for your visit, then write what you saw. It takes less than a minute.</p>
        </EmptyState>
      ) : (
        <Table
          caption="Your visit notes"
          captionHidden
          stack
          columns={[
            { header: 'Day' },
            { header: 'School' },
            { header: 'Reason' },
            { header: 'Note' },
            { header: 'State' },
          ]}
          rows={notes.map((note) => [
            <a class="govuk-link" href={hrefOf(note)}>
              {shortDate(note.happened_on)}
              <span class="govuk-visually-hidden"> at {note.school}</span>
            </a>,
            note.department ? `${note.school}, ${note.department}` : note.school,
            note.reason_words ?? '',
            beginningOf(note.words),
            apart.has(note.id) ? (
              <a class="govuk-link" href={visitNotePaths.versions(note.id)}>
                Choose between two versions
              </a>
            ) : (
              <StateTag note={note} />
            ),
          ])}
        />
      )}
      <OfSchools schools={schools} />
    </>,
  );
}
