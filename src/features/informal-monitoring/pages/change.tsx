import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { correctNote, withdrawNote } from '../actions/correct-note.ts';
import { correctForm, withdrawForm } from '../forms.ts';
import { visitNotePaths } from '../paths.ts';
import { areasOfNotes } from '../place-queries.ts';
import { mayChange } from '../policy.ts';
import { findNote, type Note } from '../queries.ts';
import { noteCrumbs } from './note.tsx';
import { AreasAndTags, PointsField, WordsField } from './note-fields.tsx';

type Again = { typed?: Typed; errors?: readonly FieldError[]; stale?: string };

async function own(ctx: Ctx, request: PageRequest): Promise<Note> {
  const note = await findNote(ctx, idParam(request, 'noteId'));
  demand(mayChange(ctx.actor, note));
  return note;
}

async function again(act: () => Promise<void>, shown: (again: Again) => Promise<Reply>, typed: Typed, done: Reply) {
  try {
    await act();
    return done;
  } catch (error) {
    if (error instanceof Invalid) return await shown({ typed, errors: error.errors });
    if (error instanceof StaleRevision) return await shown({ typed, stale: error.message });
    throw error;
  }
}

async function correctPage(ctx: Ctx, note: Note, { typed, errors = [], stale }: Again): Promise<Reply> {
  const values = typed ?? {
    words: note.words,
    points: note.points,
    areaIds: note.area_ids.join('\n'),
    tags: note.tags.join('\n'),
  };
  const error = (name: string) => errors.find((found) => found.field === name)?.message;
  return appPage(
    ctx,
    { title: 'Correct this note', crumbs: noteCrumbs(note, true), errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={note.school}
        title="Correct this note"
        lead="What it said before stays on its page, with your reason."
      />
      {stale ? <StoredNow message={stale} rows={[{ key: 'Text', value: note.words }]} /> : null}
      <Form action={visitNotePaths.correct(note.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <HiddenField name="revision" value={note.revision} />
        <WordsField values={values} error={error} />
        <PointsField values={values} error={error} />
        <AreasAndTags areas={await areasOfNotes(ctx)} values={values} />
        <TextArea name="why" label="What was wrong?" rows={2} value={values['why']} error={error('why')} required />
        <Button>Correct the note</Button>
      </Form>
    </>,
  );
}

export const showCorrect = async (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  correctPage(ctx, await own(ctx, request), {});

export async function sendCorrect(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const note = await own(ctx, request);
  const form = readForm(correctForm, request.form);
  if (!form.ok) return await correctPage(ctx, note, form);
  return await again(
    () => correctNote(ctx, note.id, form.value, form.value),
    (shown) => correctPage(ctx, note, shown),
    form.typed,
    redirectTo(visitNotePaths.note(note.id), 'The note has been corrected.'),
  );
}

async function withdrawPage(ctx: Ctx, note: Note, { typed = {}, errors = [], stale }: Again): Promise<Reply> {
  return appPage(
    ctx,
    { title: 'Withdraw this note', crumbs: noteCrumbs(note, true), errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={note.school}
        title="Withdraw this note"
        lead="It can still be read, with your reason, but nothing new can rest on it. Minutes of being observed stay counted: they were spent."
      />
      {stale ? <StoredNow message={stale} rows={[{ key: 'Text', value: note.words }]} /> : null}
      <Form action={visitNotePaths.withdraw(note.id)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={note.revision} />
        <TextArea
          name="why"
          label="Why is it withdrawn?"
          rows={3}
          value={typed['why']}
          error={errors.find((found) => found.field === 'why')?.message}
          required
        />
        <ButtonGroup>
          <Button variant="warning">Withdraw the note</Button>
          <a class="govuk-link" href={visitNotePaths.note(note.id)}>
            Keep it
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export const showWithdraw = async (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  withdrawPage(ctx, await own(ctx, request), {});

export async function sendWithdraw(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const note = await own(ctx, request);
  const form = readForm(withdrawForm, request.form);
  if (!form.ok) return await withdrawPage(ctx, note, form);
  return await again(
    () => withdrawNote(ctx, note.id, form.value),
    (shown) => withdrawPage(ctx, note, shown),
    form.typed,
    redirectTo(visitNotePaths.note(note.id), 'The note has been withdrawn.'),
  );
}
