import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { addAuthor, removeAuthor } from '../actions/change-authors.ts';
import { authorForm } from '../forms.ts';
import { reviewReportPaths } from '../paths.ts';
import { isOfTrust, mayManageAuthors } from '../policy.ts';
import { findDraft, possibleAuthors } from '../queries.ts';
import { reportPage } from './frame.tsx';

async function show(ctx: Ctx, reportId: string, refused?: Refused): Promise<Reply> {
  const report = await findDraft(ctx, reportId);
  if (!isOfTrust(ctx.actor, report.schoolId)) throw new NotFound();
  const may = mayManageAuthors(ctx.actor, report);
  const others = (await possibleAuthors(ctx, report.schoolId)).filter(
    (person) => !report.authorIds.includes(person.id),
  );
  const shown = shownIn('add', refused);
  return reportPage(
    ctx,
    report,
    { title: 'Authors', errors: refused?.errors ?? [] },
    <>
      <PageHeading
        title="Authors"
        caption={report.schoolName}
        lead="Several people write one report, each part by whoever has it open. Who leads the writing does not sign it."
      />
      <Table
        caption="Authors of this report"
        captionHidden
        columns={[{ header: 'Name' }, { header: 'Part' }, { header: 'Action', headerHidden: true }]}
        rows={report.authors.map((author) => [
          author.jobTitle ? `${author.name}, ${author.jobTitle}` : author.name,
          author.role === 'lead' ? 'Lead author' : 'Author',
          may.allowed && author.role !== 'lead' ? (
            <Form action={reviewReportPaths.removeAuthor(report.id, author.personId)} csrfToken={ctx.page.csrfToken}>
              <Button variant="secondary" hiddenText={author.name}>
                Take off
              </Button>
            </Form>
          ) : (
            ''
          ),
        ])}
      />
      {may.allowed ? (
        <Form action={reviewReportPaths.authors(report.id)} csrfToken={ctx.page.csrfToken} label="Add an author">
          <Select
            name="personId"
            label="Add an author"
            labelSize="m"
            placeholder="Choose a person"
            value={shown.value('personId')}
            error={shown.error('personId')}
            options={others.map((person) => ({
              value: person.id,
              label: person.job_title ? `${person.name}, ${person.job_title}` : person.name,
            }))}
          />
          <Button>Add</Button>
        </Form>
      ) : (
        <p class="govuk-body">{may.why}</p>
      )}
    </>,
  );
}

export const showAuthors = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  show(ctx, idParam(request, 'reviewReportId'));

export async function postAuthor(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  return await answerForm(
    'add',
    readForm(authorForm, request.form),
    async ({ personId }) => {
      await addAuthor(ctx, reportId, personId);
      return redirectTo(reviewReportPaths.authors(reportId), 'The author has been added.');
    },
    (refused) => show(ctx, reportId, refused),
  );
}

export async function postAuthorRemoval(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  try {
    await removeAuthor(ctx, reportId, idParam(request, 'personId'));
    return redirectTo(reviewReportPaths.authors(reportId), 'The author has been taken off the report.');
  } catch (error) {
    if (error instanceof Invalid) return await show(ctx, reportId, { form: 'remove', errors: error.errors, typed: {} });
    throw error;
  }
}
