import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { startNote } from '../actions/save-note.ts';
import { startForm } from '../forms.ts';
import { visitNotePaths } from '../paths.ts';
import { type Place, placeAt, placesFor } from '../place-queries.ts';
import { openReasons } from '../reasons.ts';
import { reasonTypes } from '../rules.ts';

const crumbs = [{ href: visitNotePaths.mine, label: 'Visit notes' }];

const schoolsPage = (ctx: Ctx, places: readonly Place[]): Reply =>
  appPage(
    ctx,
    { title: 'Write a visit note', crumbs },
    <>
      <PageHeading title="Write a visit note" lead="Which school?" />
      <ul class="govuk-list govuk-list--spaced">
        {places.map((place) => (
          <li>
            <a class="govuk-link" href={visitNotePaths.startAt(place.id)}>
              {place.name}
            </a>
          </li>
        ))}
      </ul>
    </>,
  );

async function reasonsPage(ctx: Ctx, place: Place, error?: string): Promise<Reply> {
  const reasons = await openReasons(ctx, place.id);
  return appPage(
    ctx,
    { title: 'Write a visit note', crumbs, errors: error ? [{ field: 'reason', message: error }] : [] },
    <>
      <PageHeading
        caption={place.name}
        title="Write a visit note"
        lead="One note, one reason. Which question does this visit help to answer?"
      />
      {reasons.length === 0 ? (
        <EmptyState title="Nothing here asks for a visit">
          <p>
            A visit is tied to a line of an action plan in force, to an open line of enquiry, or to your part in a
            review. This school has none that you can see. Agree a line of enquiry in the data review first.
          </p>
        </EmptyState>
      ) : (
        <Form action={visitNotePaths.start} csrfToken={ctx.page.csrfToken}>
          <HiddenField name="schoolId" value={place.id} />
          <Radios
            name="reason"
            label="The reason"
            labelHidden
            error={error}
            required
            options={reasons.map((reason) => ({
              value: reason.key,
              label: reason.label,
              hint: `${reasonTypes[reason.type]}: ${reason.detail}`,
            }))}
          />
          <Button>Write the note</Button>
        </Form>
      )}
    </>,
  );
}

export async function showStart(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = request.query['school'];
  const places = await placesFor(ctx);
  if (schoolId === undefined && places.length !== 1) return schoolsPage(ctx, places);
  const [only] = places;
  return await reasonsPage(ctx, schoolId === undefined && only ? only : await placeAt(ctx, schoolId ?? ''));
}

export async function sendStart(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(startForm, request.form);
  if (!form.ok) {
    const schoolId = form.typed['schoolId'];
    const place = (await placesFor(ctx)).find((one) => one.id === schoolId);
    return place
      ? await reasonsPage(ctx, place, form.errors[0]?.message ?? 'Choose the reason')
      : schoolsPage(ctx, await placesFor(ctx));
  }
  const place = await placeAt(ctx, form.value.schoolId);
  const [only] = place.departments;
  try {
    const id = await startNote(ctx, {
      schoolId: place.id,
      departmentId: place.departments.length === 1 && only ? only.id : null,
      kind: 'visit',
      happenedOn: ctx.today,
      reason: form.value.reason,
      words: '',
      points: 'mixed',
      areaIds: [],
      tags: [],
      observedId: null,
      observedMinutes: null,
      overWhy: null,
    });
    return redirectTo(visitNotePaths.write(id));
  } catch (error) {
    if (error instanceof Invalid) return await reasonsPage(ctx, place, error.message);
    throw error;
  }
}
