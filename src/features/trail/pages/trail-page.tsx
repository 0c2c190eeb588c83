import { holds, holdsAt } from '#core/access/actor.ts';
import { descriptionOf } from '#core/audit/describe-record.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longMoment } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Pager } from '#ui/pager.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { filterQuery, readFilter } from '../filter.ts';
import { trailPaths } from '../paths.ts';
import { countEvents, doersOf, eventsOf, groupsOf, type TrailRow, trailSchools } from '../queries.ts';
import { csvLine, groupOf, groupWords, sheetMoment } from '../rules.ts';

const perPage = 50;
const mostRows = 50_000;

const mayOpen = (ctx: Ctx, row: TrailRow): boolean => {
  const description = descriptionOf(row.subject_type);
  if (row.closed || !description || description.linkFor?.(ctx.actor, row.school_id) === false) return false;
  return description.place === 'trust'
    ? holds(ctx.actor, description.permission)
    : holdsAt(ctx.actor, description.permission, row.school_id);
};

const What = ({ ctx, row }: { ctx: Ctx; row: TrailRow }) => (
  <>
    {mayOpen(ctx, row) ? (
      <a class="govuk-link" href={trailPaths.record(row.subject_type, row.subject_id)}>
        {row.summary}
      </a>
    ) : (
      row.summary
    )}
    {row.why ? (
      <>
        <br />
        Reason: {row.why}
      </>
    ) : null}
  </>
);

type FilterProps = {
  typed: Typed;
  errors: readonly FieldError[];
  schools: readonly { id: string; name: string }[];
  people: readonly { id: string; name: string }[];
  groups: readonly string[];
};

const named = (list: readonly { id: string; name: string }[]) =>
  list.map(({ id, name }) => ({ value: id, label: name }));

const Filter = ({ typed, errors, schools, people, groups }: FilterProps) => {
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <FilterForm
      action={trailPaths.trail}
      label="Narrow the trail"
      clearHref={filterQuery(typed) === '' ? undefined : trailPaths.trail}
    >
      {schools.length > 1 ? (
        <Select
          name="school"
          label="School"
          options={[{ value: '', label: 'Every school' }, ...named(schools)]}
          value={typed['school']}
          error={error('school')}
        />
      ) : null}
      <Select
        name="person"
        label="Who"
        options={[{ value: '', label: 'Anybody' }, ...named(people)]}
        value={typed['person']}
        error={error('person')}
      />
      <Select
        name="about"
        label="About"
        options={[
          { value: '', label: 'Everything' },
          ...groups.map((group) => ({ value: group, label: groupWords(group) })),
        ]}
        value={typed['about']}
      />
      <DateField name="from" label="From" value={typed['from']} error={error('from')} />
      <DateField name="until" label="Until" value={typed['until']} error={error('until')} />
    </FilterForm>
  );
};

const empty = (
  <EmptyState title="Nothing is in the trail yet">
    Everything that anybody does in Cairn appears here by itself, from the first school that is added to the last
    signature.
  </EmptyState>
);

export async function showTrail(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { filter, typed, errors } = readFilter(request.query);
  const total = await countEvents(ctx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(pages, Math.max(1, Number.parseInt(request.query['page'] ?? '', 10) || 1));
  const rows = await eventsOf(ctx, filter, { offset: (page - 1) * perPage, limit: perPage });
  const [schools, people, groups] = [await trailSchools(ctx), await doersOf(ctx), await groupsOf(ctx)];
  const ofTrust = ctx.scope.schools === 'all';
  const nothingYet = total === 0 && filterQuery(typed) === '';
  return appPage(
    ctx,
    { title: 'Trail', crumbs: [], errors, wide: true },
    <>
      <PageHeading
        title="Trail"
        lead={ofTrust ? 'Who did what and when, in the whole trust.' : 'Who did what and when, at your school.'}
        actions={
          total === 0 ? undefined : (
            <ButtonLink href={`${trailPaths.csv}${filterQuery(typed)}`} variant="secondary" download>
              Download as CSV
            </ButtonLink>
          )
        }
      />
      {nothingYet ? (
        empty
      ) : (
        <>
          <Filter typed={typed} errors={errors} schools={schools} people={people} groups={groups} />
          <Table
            caption="Events, newest first"
            captionHidden
            stack
            rowHeaders={false}
            columns={[
              { header: 'When' },
              { header: 'Who' },
              { header: 'What' },
              ...(ofTrust ? [{ header: 'School' }] : []),
              { header: 'Number', align: 'number' },
            ]}
            rows={rows.map((row) => [
              longMoment(row.at),
              row.actor_name,
              <What ctx={ctx} row={row} />,
              ...(ofTrust ? [row.school_name ?? 'The trust'] : []),
              row.number.toLocaleString('en-GB'),
            ])}
            empty="Nothing matches. Widen the days or clear the filter."
          />
          <Pager
            page={page}
            pages={pages}
            showing={{
              from: total === 0 ? 0 : (page - 1) * perPage + 1,
              to: (page - 1) * perPage + rows.length,
              of: total,
            }}
            hrefFor={(number) => `${trailPaths.trail}${filterQuery(typed, number)}`}
          />
        </>
      )}
      {holds(ctx.actor, 'trust:administer') ? (
        <p class="govuk-body">
          <a class="govuk-link" href={trailPaths.seal}>
            Check that the trail is whole
          </a>
        </p>
      ) : null}
    </>,
  );
}

export async function downloadTrail(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { filter } = readFilter(request.query);
  const rows = await eventsOf(ctx, filter, { offset: 0, limit: mostRows });
  const head = csvLine(['Number', 'When (London)', 'Who', 'About', 'What', 'Reason', 'School', 'Record', 'Record id']);
  const lines = rows.map((row) =>
    csvLine([
      String(row.number),
      sheetMoment(row.at),
      row.actor_name,
      groupWords(groupOf(row.kind)),
      row.summary,
      row.why ?? '',
      row.school_name ?? '',
      row.subject_type,
      row.closed ? '' : row.subject_id,
    ]),
  );
  // The mark tells spreadsheets that the file is UTF-8.
  const bytes = new TextEncoder().encode(`\uFEFF${head}${lines.join('')}`);
  return download({ bytes, mediaType: 'text/csv; charset=utf-8', fileName: `cairn-trail-${ctx.today.toString()}.csv` });
}
