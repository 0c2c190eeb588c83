import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { appPage } from '#core/web/app-page.tsx';
import { shortDate } from '#platform/clock.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { findForm } from '../forms.ts';
import { protectionPaths } from '../paths.ts';
import { mayFindPupils, mayKeepRules } from '../policy.ts';
import { findPupils, pupilName } from '../pupil-queries.ts';

const shown = 50;
type Found = Awaited<ReturnType<typeof findPupils>>;

async function findPage(
  ctx: Ctx,
  asked: { schoolId: string; words: string },
  found: Found | null,
  refused?: Refused,
): Promise<Reply> {
  demand(mayFindPupils(ctx.actor));
  const schools = await listSchools(ctx);
  const { value, error } = shownIn('find', refused);
  return appPage(
    ctx,
    {
      title: 'Find what is held of one pupil',
      errors: refused?.errors ?? [],
      wide: true,
      crumbs: mayKeepRules(ctx.actor).allowed
        ? [{ label: 'Protection of pupil data', href: protectionPaths.overview }]
        : schools
            .slice(0, 1)
            .map((school) => ({ label: `Pupil data of ${school.name}`, href: protectionPaths.school(school.id) })),
    },
    <>
      <PageHeading
        title="Find what is held of one pupil"
        lead="To answer a request for access, to stop erasing, or to erase one pupil. That you looked is written down, and the school sees it."
      />
      <Form action={protectionPaths.find} csrfToken={ctx.page.csrfToken}>
        <TextField
          name="words"
          label="UPN, the school’s number, or surname"
          hint="With a forename after a comma where many share the surname. Where names are kept out, only the number leads to the pupil."
          value={value('words') ?? asked.words}
          error={error('words')}
          width={20}
          autocomplete="off"
          required
        />
        {schools.length > 1 ? (
          <Select
            name="schoolId"
            label="School"
            placeholder="Any school"
            value={value('schoolId') ?? asked.schoolId}
            options={schools.map((school) => ({ value: school.id, label: school.name }))}
            required={false}
          />
        ) : null}
        <Button>Find</Button>
      </Form>
      {found === null ? null : found.length === 0 ? (
        <EmptyState title="No such pupil is held">
          Check the spelling, or search by UPN or the school’s number. If there is still none, Cairn holds no record of
          the pupil.
        </EmptyState>
      ) : (
        <>
          {found.length > shown ? (
            <p class="govuk-body">These are the first {shown}: add a forename or a school.</p>
          ) : null}
          <Table
            caption="Pupils"
            columns={[
              { header: 'Pupil' },
              { header: 'Born' },
              { header: 'UPN' },
              { header: 'School’s number' },
              { header: 'School' },
            ]}
            rows={found.slice(0, shown).map((pupil) => [
              <a class="govuk-link" href={protectionPaths.pupil(pupil.id)}>
                {pupilName(pupil)}
              </a>,
              pupil.born_on ? shortDate(pupil.born_on) : '—',
              pupil.upn ?? '—',
              pupil.reference ?? '—',
              pupil.school,
            ])}
            stack
          />
        </>
      )}
    </>,
  );
}

export const showFind = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  findPage(ctx, { schoolId: request.query['school'] ?? '', words: '' }, null);

/** The search is sent as a form, so that no name stands in an address or a log; each school whose pupils it shows is told. */
export async function sendFind(ctx: Ctx, request: PageRequest): Promise<Reply> {
  demand(mayFindPupils(ctx.actor));
  const read = readForm(findForm, request.form);
  if (!read.ok)
    return await findPage(ctx, { schoolId: '', words: '' }, null, {
      form: 'find',
      errors: read.errors,
      typed: read.typed,
    });
  const { words, schoolId } = read.value;
  const found = await findPupils(ctx, words, schoolId);
  for (const school of new Set(found.slice(0, shown).map((pupil) => pupil.school_id)))
    await recordPupilReading(ctx, {
      schoolId: school,
      snapshotId: null,
      pupilId: null,
      what: 'a search for one pupil',
    });
  return await findPage(ctx, { schoolId: schoolId ?? '', words }, found);
}
