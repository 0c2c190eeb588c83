import type { Ctx } from '#core/context.ts';
import { evidenceTags } from '#core/evidence/tags.ts';
import {
  areasOfNotes,
  myDrafts,
  type Note,
  noteKinds,
  openReasons,
  openVersions,
  placesFor,
  pointsWords,
  reasonOf,
  reasonTypes,
  visitsWithoutWarning,
} from '#features/informal-monitoring/index.ts';
import { visitNotePaths } from '#features/informal-monitoring/paths.ts';

const draft = (note: Note, apart: boolean) => ({
  noteId: note.client_id ?? note.id,
  revision: note.revision,
  apart,
  href: apart ? visitNotePaths.versions(note.id) : visitNotePaths.write(note.id),
  fields: {
    schoolId: note.school_id,
    departmentId: note.department_id,
    kind: note.kind,
    happenedOn: note.happened_on.toString(),
    reason: reasonOf(note),
    words: note.words,
    points: note.points,
    areaIds: note.area_ids,
    tags: note.tags,
    observedId: note.observed_id,
    observedMinutes: note.observed_minutes,
    overWhy: note.over_why,
  },
});

/** Everything that a device takes along to write notes without a network, for the person who is signed in. */
export async function bundleFor(ctx: Ctx) {
  const drafts = await myDrafts(ctx);
  const versions = await openVersions(
    ctx,
    drafts.map((note) => note.id),
  );
  return {
    person: { id: ctx.actor.personId, name: ctx.actor.name, trust: ctx.actor.trustName },
    csrf: ctx.page.csrfToken,
    now: ctx.now.toString(),
    today: ctx.today.toString(),
    places: await placesFor(ctx),
    reasons: (await openReasons(ctx)).map(({ key, type, schoolId, label, detail }) => ({
      key,
      schoolId,
      label,
      detail: `${reasonTypes[type]}: ${detail}`,
    })),
    areas: await areasOfNotes(ctx),
    words: { kinds: noteKinds, points: pointsWords, tags: evidenceTags },
    visitsWithoutWarning,
    drafts: drafts.map((note) =>
      draft(
        note,
        versions.some((version) => version.note_id === note.id),
      ),
    ),
  };
}

/** What the page on the device is given; it knows the shape from here. */
export type Bundle = Awaited<ReturnType<typeof bundleFor>>;
