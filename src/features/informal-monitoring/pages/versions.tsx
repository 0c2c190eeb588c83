import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, longMoment } from '#platform/clock.ts';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Form } from '#ui/form.tsx';
import { Grid } from '#ui/grid.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { settleVersion } from '../actions/keep-version.ts';
import { settleForm } from '../forms.ts';
import { visitNotePaths } from '../paths.ts';
import { myNote, standingOf } from '../queries.ts';
import { joined, noteKinds, pointsWords } from '../rules.ts';
import { openVersions } from '../version-queries.ts';
import { noteCrumbs, Paragraphs } from './note.tsx';

type Again = { typed?: Typed; errors?: readonly FieldError[] };

const choices = [
  { value: 'stood', label: 'Keep the first', hint: 'The other stays in the history of the note.' },
  { value: 'this', label: 'Keep the second' },
  { value: 'both', label: 'Keep the text below, made of both' },
];

async function versionsPage(ctx: Ctx, id: string, { typed = {}, errors = [] }: Again): Promise<Reply> {
  const note = await myNote(ctx, id);
  const [version] = await openVersions(ctx, [id]);
  if (!version) return redirectTo(standingOf(note) === 'draft' ? visitNotePaths.write(id) : visitNotePaths.note(id));
  const error = (name: string) => errors.find((found) => found.field === name)?.message;
  return appPage(
    ctx,
    { title: 'Two versions of one note', crumbs: noteCrumbs(note, true), errors },
    <>
      <PageHeading
        caption={note.school}
        title="Two versions of one note"
        lead="You wrote this note on two devices while one of them had no network. Both are kept until you choose."
      />
      <Grid>
        <Card title="The first" headingLevel={2} footer={`Saved ${longMoment(note.saved_at)}`}>
          <Paragraphs text={note.words} />
          <p class="govuk-body">
            {noteKinds[note.kind]}, {longDate(note.happened_on)}. {pointsWords[note.points]}.
          </p>
        </Card>
        <Card title="The second" headingLevel={2} footer={`Written ${longMoment(version.written_at)}`}>
          <Paragraphs text={version.words} />
          <p class="govuk-body">
            {noteKinds[version.kind]}, {longDate(version.happened_on)}. {pointsWords[version.points]}.
          </p>
        </Card>
      </Grid>
      <Form action={visitNotePaths.versions(id)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={note.revision} />
        <HiddenField name="versionId" value={version.id} />
        <Radios
          name="keep"
          label="Which do you keep?"
          options={choices}
          value={typed['keep']}
          error={error('keep')}
          required
        />
        <TextArea
          name="words"
          label="Both brought together"
          rows={8}
          value={typed['words'] ?? joined(note.words, version.words)}
          error={error('words')}
          required={false}
        />
        <Button>Keep this</Button>
      </Form>
    </>,
  );
}

export const showVersions = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  versionsPage(ctx, idParam(request, 'noteId'), {});

export async function sendVersions(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'noteId');
  await myNote(ctx, id);
  const form = readForm(settleForm, request.form);
  if (!form.ok) return await versionsPage(ctx, id, form);
  try {
    await settleVersion(ctx, id, form.value);
  } catch (error) {
    if (error instanceof Invalid) return await versionsPage(ctx, id, { typed: form.typed, errors: error.errors });
    if (error instanceof StaleRevision)
      return await versionsPage(ctx, id, { typed: form.typed, errors: [{ field: '', message: error.message }] });
    throw error;
  }
  return redirectTo(visitNotePaths.note(id), 'One text stands now. The other is in the history of the note.');
}
