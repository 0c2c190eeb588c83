import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { json, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { recordNote, type SameDay, sameDayField } from '../actions/record-note.ts';
import { requireDraft, saveNote, throwNoteAway } from '../actions/save-note.ts';
import { type NoteForm, noteForm } from '../forms.ts';
import { visitNotePaths } from '../paths.ts';
import { areasOfNotes, placeAt, visitsByDepartment } from '../place-queries.ts';
import { myNote, type Note, standingOf } from '../queries.ts';
import { openReasons } from '../reasons.ts';
import { type NoteFields, reasonOf, reasonTypes, visitWarning } from '../rules.ts';
import { openVersions } from '../version-queries.ts';
import { MoreFields, PointsField, type Values, WordsField } from './note-fields.tsx';

type Again = { typed?: Typed; errors?: readonly FieldError[]; stale?: string };

const valuesOf = (note: Note): Values => ({
  reason: reasonOf(note) ?? '',
  words: note.words,
  kind: note.kind,
  happenedOn: note.happened_on.toString(),
  departmentId: note.department_id ?? '',
  points: note.points,
  areaIds: note.area_ids.join('\n'),
  tags: note.tags.join('\n'),
  observedId: note.observed_id ?? '',
  observedMinutes: note.observed_minutes?.toString() ?? '',
  overWhy: note.over_why ?? '',
});

const fieldsOf = (note: Note, form: NoteForm): NoteFields => ({
  schoolId: note.school_id,
  departmentId: form.departmentId,
  kind: form.kind,
  happenedOn: form.happenedOn ?? note.happened_on,
  reason: form.reason,
  words: form.words ?? '',
  points: form.points,
  areaIds: form.areaIds,
  tags: form.tags,
  observedId: form.observedId,
  observedMinutes: form.observedMinutes,
  overWhy: form.overWhy,
});

const sameDayChoices = [
  { value: 'add', label: 'Add it to the note that is there', hint: 'One note, one reason: this is the usual way.' },
  { value: 'apart', label: 'Keep it apart' },
];

/** The reason, which can be changed as long as nothing is recorded; one that is no longer open stays in the list until another is chosen. */
async function reasonField(ctx: Ctx, note: Note, values: Values, error: string | undefined) {
  const options = (await openReasons(ctx, note.school_id)).map((reason) => ({
    value: reason.key,
    label: `${reasonTypes[reason.type]}: ${reason.label}`,
  }));
  const chosen = values['reason'] ?? '';
  if (chosen !== '' && !options.some((option) => option.value === chosen))
    options.unshift({ value: chosen, label: `No longer open: ${note.reason_words ?? ''}` });
  return <Select name="reason" label="The reason" value={chosen} options={options} error={error} required />;
}

async function writePage(ctx: Ctx, id: string, { typed, errors = [], stale }: Again): Promise<Reply> {
  const note = await myNote(ctx, id);
  if (standingOf(note) !== 'draft') return redirectTo(visitNotePaths.note(id));
  const place = await placeAt(ctx, note.school_id);
  const values = typed ?? valuesOf(note);
  const error = (name: string) => errors.find((found) => found.field === name)?.message;
  const visits = note.department_id ? await visitsByDepartment(ctx, [note.school_id], note.happened_on) : new Map();
  const warning = note.department_id ? visitWarning(note.department ?? '', visits.get(note.department_id) ?? 0) : null;
  const versions = await openVersions(ctx, [id]);
  return appPage(
    ctx,
    {
      title: 'Visit note',
      crumbs: [{ href: visitNotePaths.mine, label: 'Visit notes' }],
      errors,
      ...(stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading caption={note.school} title="Visit note" lead={note.reason_words} />
      {versions.length > 0 ? (
        <NotificationBanner title="Written on two devices">
          <p class="govuk-body">
            <a class="govuk-link" href={visitNotePaths.versions(id)}>
              Choose between two versions
            </a>{' '}
            before you record this note.
          </p>
        </NotificationBanner>
      ) : null}
      {stale ? <StoredNow message={stale} rows={[{ key: 'Text', value: note.words }]} /> : null}
      {warning ? <WarningText>{warning}</WarningText> : null}
      <Form action={visitNotePaths.write(id)} csrfToken={ctx.page.csrfToken} autosave={visitNotePaths.autosave(id)}>
        <HiddenField name="revision" value={note.revision} />
        {error(sameDayField) ? (
          <Radios
            name="sameDay"
            label="There is a note of this visit already"
            error={error(sameDayField)}
            options={sameDayChoices}
          />
        ) : null}
        {error('overWhy') || values['overWhy'] ? (
          <TextArea
            name="overWhy"
            label="Why is it needed although a limit is passed?"
            hint="The limit protects the teacher. Your reason is kept and reported."
            rows={2}
            value={values['overWhy']}
            error={error('overWhy')}
          />
        ) : null}
        {await reasonField(ctx, note, values, error('reason'))}
        <WordsField values={values} error={error} />
        <PointsField values={values} error={error} />
        <MoreFields
          ctx={ctx}
          place={place}
          areas={await areasOfNotes(ctx)}
          values={values}
          error={error}
          open={['kind', 'happenedOn', 'departmentId', 'observedId', 'observedMinutes'].some(error)}
          observing={!(values['reason'] ?? '').startsWith('activity:')}
        />
        <Button>Record the note</Button>
      </Form>
      <Form action={visitNotePaths.throwAway(id)} csrfToken={ctx.page.csrfToken}>
        <ButtonGroup>
          <Button variant="secondary">Throw this draft away</Button>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export const showWrite = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  writePage(ctx, idParam(request, 'noteId'), {});

const sameDayOf = (text: string | null): SameDay => (text === 'add' || text === 'apart' ? text : 'ask');

/** Saves what was typed, then records it: where recording is refused, what was typed is kept as the draft. */
export async function sendWrite(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'noteId');
  const note = await myNote(ctx, id);
  const form = readForm(noteForm, request.form);
  if (!form.ok) return await writePage(ctx, id, form);
  try {
    requireDraft(note);
    const revision = await saveNote(ctx, id, fieldsOf(note, form.value), { revision: form.value.revision });
    const recorded = await recordNote(ctx, id, { revision, sameDay: sameDayOf(form.value.sameDay) });
    return redirectTo(
      visitNotePaths.note(recorded.noteId),
      recorded.outcome === 'added' ? 'Added to your note of this visit.' : 'The note has been recorded.',
    );
  } catch (error) {
    if (error instanceof Invalid) return await writePage(ctx, id, { typed: form.typed, errors: error.errors });
    if (error instanceof StaleRevision) return await writePage(ctx, id, { typed: form.typed, stale: error.message });
    throw error;
  }
}

/** Keeps the draft while it is written. */
export async function autosaveNote(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'noteId');
  const note = await myNote(ctx, id);
  const form = readForm(noteForm, request.form);
  if (!form.ok) return json({ message: form.errors[0]?.message ?? '' }, 400);
  try {
    const from = { revision: form.value.revision };
    return json({ revision: await saveNote(ctx, id, fieldsOf(note, form.value), from) });
  } catch (error) {
    if (error instanceof StaleRevision || error instanceof Invalid) return json({ message: error.message }, 409);
    throw error;
  }
}

export async function sendThrowAway(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'noteId');
  try {
    await throwNoteAway(ctx, id);
  } catch (error) {
    if (error instanceof Invalid) return await writePage(ctx, id, { errors: error.errors });
    throw error;
  }
  return redirectTo(visitNotePaths.mine, 'The draft has been thrown away.');
}
