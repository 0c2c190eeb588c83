import { z } from 'zod';
import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel, evidenceKinds, isEvidenceKind } from '#core/evidence/kinds.ts';
import { type Evidence, type EvidenceFilter, evidenceOfSchool } from '#core/evidence/queries.ts';
import { type EvidenceUse, evidenceUses } from '#core/evidence/uses.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { shortDate } from '#platform/clock.ts';
import { optionalDate, optionalId, optionalText, readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { DateField } from '#ui/date-field.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Pager } from '#ui/pager.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { evidencePaths } from '../paths.ts';
import { fileCounts, recordersOf } from '../queries.ts';

const perPage = 50;
const filterForm = z.object({
  kind: optionalText('the kind'),
  by: optionalId('a person'),
  from: optionalDate('the first day'),
  until: optionalDate('the last day'),
  withdrawn: optionalText('withdrawn'),
});

const kindOptions = [
  { value: '', label: 'Every kind' },
  ...Object.entries(evidenceKinds).map(([value, label]) => ({ value, label })),
];

function readFilter(query: Readonly<Record<string, string>>) {
  const form = readForm(filterForm, Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])));
  if (!form.ok) return { filter: {} satisfies EvidenceFilter, errors: form.errors, typed: form.typed };
  const { kind, by, from, until, withdrawn } = form.value;
  const filter: EvidenceFilter = {
    kind: kind !== null && isEvidenceKind(kind) ? kind : null,
    recordedBy: by,
    from,
    until,
    withdrawn: withdrawn === 'yes',
  };
  return { filter, errors: [], typed: form.typed };
}

const Supports = ({ uses }: { uses: readonly EvidenceUse[] }) =>
  uses.length === 0 ? (
    <>Nothing yet</>
  ) : (
    uses.map((use) => (
      <div>
        <a class="govuk-link" href={use.href}>
          {use.label}
        </a>
      </div>
    ))
  );

const rowOf = (schoolId: string, evidence: Evidence, files: number, uses: readonly EvidenceUse[]) => [
  <>
    <a class="govuk-link" href={evidencePaths.evidence(schoolId, evidence.id)}>
      {evidence.title}
    </a>
    {evidence.withdrawn_at ? (
      <>
        {' '}
        <Tag>Withdrawn</Tag>
      </>
    ) : null}
  </>,
  evidenceKindLabel(evidence.kind),
  shortDate(evidence.happened_on),
  evidence.recorder_name,
  String(files),
  <Supports uses={uses} />,
];

export async function showEvidenceList(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const { filter, errors, typed } = readFilter(request.query);
  const found = await evidenceOfSchool(ctx, school.id, filter);
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const page = Math.min(pages, Math.max(1, Number(request.query['page']) || 1));
  const shown = found.slice((page - 1) * perPage, page * perPage);
  const ids = shown.map((evidence) => evidence.id);
  const [files, uses, people] = [
    await fileCounts(ctx, ids),
    await evidenceUses(ctx, ids),
    await recordersOf(ctx, school.id),
  ];
  const filtered = Object.entries(request.query).some(([name, value]) => name !== 'page' && value !== '');
  const mayRecord = holdsAt(ctx.actor, 'evidence:write', school.id);
  const record = <ButtonLink href={evidencePaths.add(school.id)}>Record evidence</ButtonLink>;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const hrefFor = (number: number) =>
    `${evidencePaths.list(school.id)}?${new URLSearchParams({ ...request.query, page: String(number) })}`;
  return appPage(
    ctx,
    {
      title: 'Evidence',
      crumbs: [
        { href: '/schools', label: 'Schools' },
        { href: `/schools/${school.id}`, label: school.name },
      ],
      errors,
    },
    <>
      <PageHeading
        caption={school.name}
        title="Evidence"
        lead="What was seen, read or heard, and what rests on it."
        actions={mayRecord ? record : undefined}
      />
      {schoolNavigation(ctx, school.id, 'evidence')}
      {people.length === 0 ? (
        <EmptyState title="No evidence has been recorded here yet" action={mayRecord ? record : undefined}>
          Record an observation, a work scrutiny or a conversation as soon as it has happened. Reviews then point to it.
        </EmptyState>
      ) : (
        <>
          <FilterForm
            action={evidencePaths.list(school.id)}
            label="Narrow the evidence"
            clearHref={filtered ? evidencePaths.list(school.id) : undefined}
          >
            <Select name="kind" label="Kind" options={kindOptions} value={typed['kind']} />
            <Select
              name="by"
              label="Recorded by"
              options={[
                { value: '', label: 'Anybody' },
                ...people.map((person) => ({ value: person.id, label: person.name })),
              ]}
              value={typed['by']}
            />
            <DateField name="from" label="Happened from" value={typed['from']} error={error('from')} />
            <DateField name="until" label="Happened until" value={typed['until']} error={error('until')} />
            <Checkboxes
              name="withdrawn"
              label="Withdrawn"
              labelHidden
              options={[{ value: 'yes', label: 'Show withdrawn too' }]}
              values={[typed['withdrawn'] ?? '']}
            />
          </FilterForm>
          <Table
            caption={`Evidence of ${school.name}`}
            captionHidden
            stack
            columns={[
              { header: 'What' },
              { header: 'Kind' },
              { header: 'Happened on' },
              { header: 'Recorded by' },
              { header: 'Files', align: 'number' },
              { header: 'Supports' },
            ]}
            rows={shown.map((evidence) =>
              rowOf(school.id, evidence, files.get(evidence.id) ?? 0, uses.get(evidence.id) ?? []),
            )}
            empty="Nothing matches. Clear the filter to see everything."
          />
          <Pager
            page={page}
            pages={pages}
            showing={{
              from: found.length === 0 ? 0 : (page - 1) * perPage + 1,
              to: (page - 1) * perPage + shown.length,
              of: found.length,
            }}
            hrefFor={hrefFor}
          />
        </>
      )}
    </>,
  );
}
