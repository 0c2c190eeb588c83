import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { longMoment } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError, isStale, NotFound } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { RichTextArea } from '#ui/rich-text-area.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { savePart } from '../actions/save-part.ts';
import { loadContent, type PartContent, type ReportContent } from '../content/queries.ts';
import { loadFacts } from '../content/report-facts.ts';
import { partForm } from '../forms.ts';
import { reviewReportPaths } from '../paths.ts';
import { isOfTrust, mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import { isSectionCode, type Part, sectionPart, sections, themePart } from '../rules.ts';
import { claimColumns, claimRows } from './claim-list.tsx';
import { autosaveReply, reportPage } from './frame.tsx';
import { LengthNow, measure } from './length.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: string; stale?: boolean };

/** A section or a theme, by the address. */
function partIn(request: PageRequest): Part {
  const area = request.params['area'];
  if (area !== undefined) return themePart(area);
  const code = textParam(request, 'sectionCode');
  if (!isSectionCode(code)) throw new NotFound();
  return sectionPart(code);
}

const editorPath = (reportId: string, part: Part): string => {
  const [kind, code = ''] = part.split(':');
  return kind === 'theme' ? reviewReportPaths.theme(reportId, code) : reviewReportPaths.section(reportId, code);
};

function lead(content: ReportContent, part: Part): string {
  const section = content.sections.find((it) => it.part === part);
  if (section) return sections[section.code].prompt;
  return 'Why the theme is graded as it is, across everything that was looked at. The grade itself is given in the review.';
}

const Stored = ({ part }: { part: PartContent }) => (
  <>
    <NotificationBanner kind="error" title="Not saved: somebody else saved this first">
      {part.savedBy ?? 'Another author'} saved this part{part.savedAt ? ` on ${longMoment(part.savedAt)}` : ''}, after
      you had opened it. Nothing of yours has been lost. Bring the two together below, then save again: that replaces
      the stored text.
    </NotificationBanner>
    <TextArea
      name="stored"
      label="The text as it is stored now"
      hint="To read and to copy from."
      value={part.body}
      rows={10}
    />
  </>
);

async function show(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const part = partIn(request);
  const report = await findDraft(ctx, idParam(request, 'reviewReportId'));
  const content = await loadContent(ctx, report);
  const stored = [...content.sections, ...content.themes].find((it) => it.part === part);
  if (!stored) throw new NotFound();
  const theme = content.themes.find((it) => it.part === part);
  const may = mayWrite(ctx.actor, report).allowed;
  const ofTrust = isOfTrust(ctx.actor, report.schoolId);
  const path = editorPath(report.id, part);
  const errors = shown.errors ?? [];
  const claims = content.claims.filter((claim) => claim.part === part);
  const measured = ofTrust ? await measure(ctx, content, (await loadFacts(ctx, content)).governors) : null;
  return reportPage(
    ctx,
    report,
    { title: stored.title, errors, ...(shown.stale ? { status: 409 } : {}) },
    <>
      <PageHeading title={stored.title} caption={report.schoolName} lead={lead(content, part)} />
      {theme ? (
        <p class="govuk-body">
          Trust judgement: <FrameworkGrade grade={theme.grade} /> The school’s own view:{' '}
          <FrameworkGrade grade={theme.ownGrade} />
        </p>
      ) : null}
      {shown.stale ? <Stored part={stored} /> : null}
      {may ? (
        <Form
          action={path}
          csrfToken={ctx.page.csrfToken}
          autosave={shown.stale ? undefined : reviewReportPaths.autosave(path)}
          warnUnsaved
        >
          <HiddenField name="revision" value={stored.revision} />
          <RichTextArea
            name="body"
            label={shown.stale ? 'Your text' : 'Text'}
            value={shown.typed ?? stored.body}
            rows={14}
            error={errorFor(errors, 'body')}
            hint={
              stored.savedBy && stored.savedAt
                ? `Last written by ${stored.savedBy}, ${longMoment(stored.savedAt)}`
                : 'As the review says it. Nobody has changed it yet.'
            }
          />
          <Button>Save and go back to the report</Button>
        </Form>
      ) : stored.body.trim() === '' ? (
        <p class="govuk-body">Nothing has been written here yet.</p>
      ) : (
        <MarkdownProse text={stored.body} />
      )}
      {measured ? (
        <>
          <h2 class="govuk-heading-m">Pages of the report, as last saved</h2>
          <LengthNow measured={measured} />
        </>
      ) : null}
      {ofTrust && claims.length > 0 ? (
        <Table caption="Sentences as last saved" columns={claimColumns} rows={claimRows(content, claims, may)} stack />
      ) : null}
    </>,
  );
}

export const showEditor = (ctx: Ctx, request: PageRequest): Promise<Reply> => show(ctx, request);

export async function postEditor(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const form = readForm(partForm, request.form);
  if (!form.ok) return await show(ctx, request, { errors: form.errors, typed: form.typed['body'] ?? '' });
  try {
    await savePart(ctx, reportId, partIn(request), form.value);
    return redirectTo(reviewReportPaths.report(reportId), 'Your text has been saved.');
  } catch (error) {
    if (isStale(error)) return await show(ctx, request, { typed: form.value.body, stale: true });
    return await show(ctx, request, { errors: errorsOf(error), typed: form.value.body });
  }
}

/** Saves while somebody types. */
export async function autosaveEditor(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const save = (value: { body: string; revision: number }) =>
    savePart(ctx, idParam(request, 'reviewReportId'), partIn(request), value);
  return await autosaveReply(readForm(partForm, request.form), save);
}
