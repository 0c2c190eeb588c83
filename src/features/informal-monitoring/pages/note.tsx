import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceTags, isEvidenceTag } from '#core/evidence/tags.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { evidencePaths } from '#features/evidence/paths.ts';
import { longDate, longMoment } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply, redirectTo } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Prose } from '#ui/prose.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { visitNotePaths } from '../paths.ts';
import { photoContent, photosOf } from '../photo-queries.ts';
import { areasOfNotes } from '../place-queries.ts';
import { mayChange } from '../policy.ts';
import { correctionsOf, findNote, type Note, standingOf } from '../queries.ts';
import { noteKinds, pointsWords } from '../rules.ts';
import { openVersions } from '../version-queries.ts';
import { StateTag } from './mine.tsx';

export const Paragraphs = ({ text }: { text: string }) => (
  <Prose>
    {text.split(/\n{2,}/).map((paragraph) => (
      <p>{paragraph}</p>
    ))}
  </Prose>
);

export const noteCrumbs = (note: Note, deeper = false) => [
  { href: visitNotePaths.mine, label: 'Visit notes' },
  ...(deeper ? [{ href: visitNotePaths.note(note.id), label: `${note.school}, ${longDate(note.happened_on)}` }] : []),
];

type Correction = Awaited<ReturnType<typeof correctionsOf>>[number];

const Earlier = ({ corrections }: { corrections: readonly Correction[] }) =>
  corrections.length === 0 ? null : (
    <Details
      summary={`What it said before: ${corrections.length} earlier ${corrections.length === 1 ? 'version' : 'versions'}`}
    >
      {corrections.map((one) => (
        <section>
          <h3 class="govuk-heading-s">
            Until {longMoment(one.corrected_at)}: {pointsWords[one.points_before].toLowerCase()}
          </h3>
          <Paragraphs text={one.words_before} />
          <p class="govuk-body">
            {one.by}: {one.why}.
          </p>
        </section>
      ))}
    </Details>
  );

const Photos = ({ note, photos }: { note: Note; photos: Awaited<ReturnType<typeof photosOf>> }) =>
  photos.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">Photos</h2>
      <ul class="govuk-list">
        {photos.map((photo) => (
          <li>
            <a class="govuk-link" href={visitNotePaths.photo(note.id, photo.id)} download>
              {photo.name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );

const Withdrawn = ({ note }: { note: Note }) =>
  standingOf(note) === 'withdrawn' ? (
    <NotificationBanner title="This note has been withdrawn">
      <p class="govuk-body">Reason: {note.withdrawn_why ?? note.evidence_withdrawn_why}</p>
    </NotificationBanner>
  ) : null;

export async function showNote(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const note = await findNote(ctx, idParam(request, 'noteId'));
  const own = mayChange(ctx.actor, note).allowed;
  const state = standingOf(note);
  if (own && state === 'draft') return redirectTo(visitNotePaths.write(note.id));
  if (own && note.added_to_id) return redirectTo(visitNotePaths.note(note.added_to_id));
  const photos = await photosOf(ctx, note.id);
  const areas = (await areasOfNotes(ctx)).filter((area) => note.area_ids.includes(area.id));
  const versions = own ? await openVersions(ctx, [note.id]) : [];
  const tags = note.tags.filter(isEvidenceTag).map((tag) => evidenceTags[tag]);
  return appPage(
    ctx,
    { title: `${noteKinds[note.kind]}, ${longDate(note.happened_on)}`, crumbs: noteCrumbs(note) },
    <>
      <PageHeading
        caption={note.department ? `${note.school}, ${note.department}` : note.school}
        title={`${noteKinds[note.kind]}, ${longDate(note.happened_on)}`}
        lead={note.reason_words}
        status={<StateTag note={note} />}
      />
      <Withdrawn note={note} />
      {versions.length > 0 ? (
        <NotificationBanner title="Written on two devices">
          <p class="govuk-body">
            <a class="govuk-link" href={visitNotePaths.versions(note.id)}>
              Choose between two versions
            </a>
          </p>
        </NotificationBanner>
      ) : null}
      <Paragraphs text={note.words} />
      <Photos note={note} photos={photos} />
      <SummaryList
        rows={[
          { key: 'It points to', value: pointsWords[note.points] },
          ...(areas.length > 0 ? [{ key: 'Areas', value: areas.map((area) => area.title).join(', ') }] : []),
          ...(tags.length > 0 ? [{ key: 'Found by', value: tags.join(', ') }] : []),
          ...(note.observed
            ? [{ key: 'Teacher seen at work', value: `${note.observed}, ${note.observed_minutes} minutes` }]
            : []),
          {
            key: 'Who reads it',
            value:
              note.readers === 'named'
                ? 'Whoever wrote it, the teacher it is about, and whoever is named in the evidence. Leaders see only counts over several teachers.'
                : 'The leaders of the school and of the Trust.',
          },
          {
            key: 'Written',
            value: `by ${note.writer}${note.captured_at ? `, on a device, ${longMoment(note.captured_at)}` : ''}`,
          },
          ...(note.recorded_at ? [{ key: 'Recorded', value: longMoment(note.recorded_at) }] : []),
        ]}
      />
      <Earlier corrections={await correctionsOf(ctx, note.id)} />
      <ButtonGroup>
        {own && state === 'recorded' ? (
          <>
            <ButtonLink href={visitNotePaths.correct(note.id)} variant="secondary">
              Correct it
            </ButtonLink>
            <a class="govuk-link" href={visitNotePaths.withdraw(note.id)}>
              Withdraw it
            </a>
          </>
        ) : null}
        {note.evidence_id && holdsAt(ctx.actor, 'evidence:read', note.school_id) ? (
          <a class="govuk-link" href={evidencePaths.evidence(note.school_id, note.evidence_id)}>
            Open it as evidence
          </a>
        ) : null}
      </ButtonGroup>
      <TrailLink table="visit_note" id={note.id} label="History of this note" />
    </>,
  );
}

export async function downloadPhoto(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const note = await findNote(ctx, idParam(request, 'noteId'));
  const photo = await photoContent(ctx, note.id, idParam(request, 'photoId'));
  return download({ bytes: photo.content, mediaType: photo.media_type, fileName: photo.name });
}
