import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { longMoment } from '#platform/clock.ts';
import { type FieldError, NotFound, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { json, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Columns } from '#ui/columns.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { RichTextArea } from '#ui/rich-text-area.tsx';
import { saveWords } from '../actions/write-report.ts';
import { factsBeside } from '../beside.ts';
import { wordsForm } from '../forms.ts';
import { reportBefore } from '../issue-queries.ts';
import { boardReportPaths } from '../paths.ts';
import { type BoardReport, findReport, wordsOf } from '../queries.ts';
import { type Part, partsOf } from '../sections.ts';
import { reportCrumbs, reportTitle } from './report-frame.ts';

/** The part with this code and the one after it; an unknown part is `NotFound`. */
function partOf(report: BoardReport, code: string): { part: Part; next: Part | null } {
  const parts = partsOf(report.facts.schools);
  const index = parts.findIndex((found) => found.code === code);
  const part = parts[index];
  if (!part) throw new NotFound();
  return { part, next: parts[index + 1] ?? null };
}

type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: string };

async function wordsPage(ctx: Ctx, id: string, code: string, { errors = [], typed, stale }: Shown): Promise<Reply> {
  const report = await findReport(ctx, id);
  const { part, next } = partOf(report, code);
  const stored = (await wordsOf(ctx, id)).find((found) => found.code === code);
  const before = await reportBefore(ctx, { academicYear: report.academic_year, term: report.term });
  const facts = factsBeside(report.facts, before?.facts ?? null, code);
  return appPage(
    ctx,
    { title: part.label, crumbs: reportCrumbs(report), errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading caption={reportTitle(report)} title={part.label} />
      {stale ? (
        <StoredNow
          message={stale}
          rows={[
            { key: 'Saved by', value: stored ? `${stored.by}, ${longMoment(stored.saved_at)}` : 'Nobody' },
            { key: 'Words', value: <div class="cairn-pre">{stored?.body || 'Nothing'}</div> },
          ]}
        />
      ) : null}
      <Columns
        asideLabel="The facts"
        main={
          <Form
            action={boardReportPaths.words(id, code)}
            csrfToken={ctx.page.csrfToken}
            autosave={boardReportPaths.autosave(id, code)}
          >
            <HiddenField name="revision" value={String(stored?.revision ?? 0)} />
            <RichTextArea
              name="body"
              label="Your words"
              hint={part.hint}
              value={typed?.['body'] ?? stored?.body}
              error={errors.find((error) => error.field === 'body')?.message}
              required={false}
            />
            <ButtonGroup>
              <Button>Save and go back</Button>
              {next ? (
                <Button variant="secondary" name="go" value="next">
                  Save and go on: {next.label}
                </Button>
              ) : null}
            </ButtonGroup>
          </Form>
        }
        aside={
          <>
            <h2 class="govuk-heading-s">As recorded on {longMoment(report.assembled_at)}</h2>
            {facts.length > 0 ? (
              <ul class="govuk-list govuk-list--bullet">
                {facts.map((fact) => (
                  <li>{fact}</li>
                ))}
              </ul>
            ) : (
              <p class="govuk-body">Nothing is recorded that belongs here.</p>
            )}
          </>
        }
      />
    </>,
  );
}

export const showWords = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  wordsPage(ctx, idParam(request, 'reportId'), textParam(request, 'code'), {});

export async function sendWords(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  const code = textParam(request, 'code');
  const { part, next } = partOf(await findReport(ctx, id), code);
  const form = readForm(wordsForm, request.form);
  if (!form.ok) return await wordsPage(ctx, id, code, form);
  try {
    await saveWords(ctx, id, code, form.value.body ?? '', form.value.revision);
  } catch (error) {
    if (error instanceof StaleRevision)
      return await wordsPage(ctx, id, code, { typed: form.typed, stale: error.message });
    throw error;
  }
  const onwards = request.form['go']?.[0] === 'next' && next;
  return redirectTo(
    onwards ? boardReportPaths.words(id, onwards.code) : boardReportPaths.report(id),
    `Your words have been saved: ${part.label}.`,
  );
}

/** Keeps the words while they are written. */
export async function autosaveWords(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  const code = textParam(request, 'code');
  const form = readForm(wordsForm, request.form);
  if (!form.ok) return json({ message: form.errors.map((error) => error.message).join(' ') }, 400);
  try {
    return json({ revision: await saveWords(ctx, id, code, form.value.body ?? '', form.value.revision) });
  } catch (error) {
    if (error instanceof StaleRevision) return json({ message: error.message }, 409);
    throw error;
  }
}
