import { academicYearName, termNames } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, longDate, shortDate } from '#platform/clock.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { moveDueDate, withdrawCollection } from '../actions/change-collection.ts';
import { moveDateForm, withdrawForm } from '../forms.ts';
import { snapshotPaths } from '../paths.ts';
import { mayAsk } from '../policy.ts';
import { findCollection, snapshotsOf } from '../queries.ts';
import { newestVersions, snapshotState, wantedNames } from '../rules.ts';
import { StateTag } from './state-tag.tsx';

async function collectionPage(ctx: Ctx, id: string, refused?: Refused): Promise<Reply> {
  const collection = await findCollection(ctx, id);
  const snapshots = newestVersions(await snapshotsOf(ctx, [id]));
  const taken = snapshots.filter((each) => each.taken_at !== null).length;
  const late = snapshots.filter((each) => snapshotState(each, ctx.today) === 'late').length;
  const date = shownIn('date', refused);
  const withdraw = shownIn('withdraw', refused);
  const changes = mayAsk(ctx.actor).allowed && collection.withdrawn_at === null;
  return appPage(
    ctx,
    {
      title: collection.name,
      errors: refused?.errors ?? [],
      wide: true,
      crumbs: [{ label: 'Snapshots', href: snapshotPaths.list }],
    },
    <>
      <PageHeading
        caption={`${academicYearName(collection.academic_year)}, ${termNames[collection.term]}`}
        title={collection.name}
        lead={`${taken} of ${snapshots.length} schools have taken it${late > 0 ? `; ${late} ${late === 1 ? 'is' : 'are'} late` : ''}.`}
      />
      {collection.withdrawn_at ? (
        <WarningText>
          No longer asked for since {longDate(londonDate(collection.withdrawn_at))}: {collection.withdrawn_why}
        </WarningText>
      ) : null}
      <SummaryList
        rows={[
          { key: 'The day of the data', value: longDate(collection.data_on) },
          { key: 'Due by', value: longDate(collection.due_on) },
          { key: 'What schools give', value: collection.wanted.map((kind) => wantedNames[kind]).join('; ') },
          { key: 'Asked by', value: collection.asker },
          ...(collection.note ? [{ key: 'Note to schools', value: collection.note }] : []),
        ]}
      />
      <Table
        caption="Schools"
        columns={[
          { header: 'School' },
          { header: 'Where it stands' },
          { header: 'Taken by' },
          { header: 'Pupils', align: 'number' },
          { header: 'What the school says' },
        ]}
        rows={snapshots.map((snapshot) => [
          <a class="govuk-link" href={snapshotPaths.snapshot(snapshot.id)}>
            {snapshot.school}
          </a>,
          <StateTag snapshot={snapshot} today={ctx.today} />,
          snapshot.taker && snapshot.taken_at
            ? `${snapshot.taker}, ${shortDate(londonDate(snapshot.taken_at))}`
            : 'Nobody yet',
          snapshot.taken_at ? (snapshot.content.pupils ?? 0) : '—',
          snapshot.taken_note ?? '',
        ])}
        stack
      />
      {mayAsk(ctx.actor).allowed ? (
        <p class="govuk-body">
          <a class="govuk-link" href={snapshotPaths.partners(id)}>
            Exchange figures with the partnership
          </a>
        </p>
      ) : null}
      {changes ? (
        <>
          <Details summary="Move the day by which it is due" open={date.open}>
            <Form action={snapshotPaths.moveDate(id)} csrfToken={ctx.page.csrfToken}>
              <HiddenField name="revision" value={collection.revision} />
              <DateField
                name="dueOn"
                label="Due by"
                value={date.value('dueOn') ?? collection.due_on.toString()}
                error={date.error('dueOn')}
                required
              />
              <TextField
                name="why"
                id="date-why"
                label="Why"
                hint="The schools that have not taken it are told"
                value={date.value('why')}
                error={date.error('why')}
                required
              />
              <Button variant="secondary">Move the day</Button>
            </Form>
          </Details>
          <Details summary="Stop asking for it" open={withdraw.open}>
            <Form action={snapshotPaths.withdraw(id)} csrfToken={ctx.page.csrfToken}>
              <p class="govuk-body">What schools have taken already stands. Schools that had not are told.</p>
              <HiddenField name="revision" value={collection.revision} />
              <TextField
                name="why"
                id="withdraw-why"
                label="Why"
                value={withdraw.value('why')}
                error={withdraw.error('why')}
                required
              />
              <Button variant="warning">Stop asking</Button>
            </Form>
          </Details>
        </>
      ) : null}
    </>,
  );
}

export async function showCollection(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await collectionPage(ctx, request.params['collectionId'] ?? '');
}

export async function sendMoveDate(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = request.params['collectionId'] ?? '';
  return await answerForm(
    'date',
    readForm(moveDateForm, request.form),
    async (moved) => {
      await moveDueDate(ctx, id, moved);
      const said = 'The day has been moved, and the schools that have not taken it told.';
      return redirectTo(snapshotPaths.collection(id), said);
    },
    (refused) => collectionPage(ctx, id, refused),
  );
}

export async function sendWithdraw(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = request.params['collectionId'] ?? '';
  return await answerForm(
    'withdraw',
    readForm(withdrawForm, request.form),
    async (withdrawn) => {
      await withdrawCollection(ctx, id, withdrawn);
      return redirectTo(snapshotPaths.list, 'It is no longer asked for, and the schools have been told.');
    },
    (refused) => collectionPage(ctx, id, refused),
  );
}
