import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, NotFound, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { json, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { RichTextArea } from '#ui/rich-text-area.tsx';
import { saveWords } from '../actions/write-report.ts';
import { wordsForm } from '../forms.ts';
import { boardReportPaths } from '../paths.ts';
import { type BoardReport, findReport, wordsOf } from '../queries.ts';
import { exceptionsOf } from '../rules.ts';
import { reportTitle, sections } from './edit.tsx';

type Part = { code: string; label: string; hint: string; facts: readonly string[] };

/** What the words are about, with the facts to have beside them; an unknown part is `NotFound`. */
function partOf(report: BoardReport, code: string): Part {
  const section = sections.find((found) => found.code === code);
  const exceptions = exceptionsOf(report.facts);
  if (section)
    return {
      ...section,
      facts: code === 'exceptions' ? exceptions.map((found) => `${found.school}: ${found.sentence}`) : [],
    };
  const school = report.facts.schools.find((found) => found.schoolId === code);
  if (!school) throw new NotFound();
  return {
    code,
    label: school.name,
    hint: 'What trustees should know of this school beyond the facts',
    facts: [
      ...school.judgements.map((judgement) => `${judgement.area}: ${judgement.grade}`),
      ...(school.plan ? [`Action plan: ${school.plan.state}. ${school.plan.approval}.`] : []),
    ],
  };
}

type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: string };

async function wordsPage(ctx: Ctx, id: string, code: string, { errors = [], typed, stale }: Shown): Promise<Reply> {
  const report = await findReport(ctx, id);
  const part = partOf(report, code);
  const stored = (await wordsOf(ctx, id)).find((found) => found.code === code);
  const crumbs = [
    { href: boardReportPaths.list, label: 'Reports to Trustees' },
    { href: boardReportPaths.report(id), label: reportTitle(report) },
  ];
  return appPage(
    ctx,
    { title: part.label, crumbs, errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading caption={reportTitle(report)} title={part.label} />
      {stale ? (
        <InsetText>
          <p class="govuk-body">{stale}</p>
          <p class="govuk-body cairn-pre">{stored?.body ?? ''}</p>
        </InsetText>
      ) : null}
      {part.facts.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {part.facts.map((fact) => (
            <li>{fact}</li>
          ))}
        </ul>
      ) : null}
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
        <Button>Save and go back</Button>
      </Form>
    </>,
  );
}

export const showWords = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  wordsPage(ctx, idParam(request, 'reportId'), textParam(request, 'code'), {});

export async function sendWords(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  const code = textParam(request, 'code');
  const { label } = partOf(await findReport(ctx, id), code);
  const form = readForm(wordsForm, request.form);
  if (!form.ok) return await wordsPage(ctx, id, code, form);
  try {
    await saveWords(ctx, id, code, form.value.body ?? '', form.value.revision);
  } catch (error) {
    if (error instanceof StaleRevision)
      return await wordsPage(ctx, id, code, { typed: form.typed, stale: error.message });
    throw error;
  }
  return redirectTo(boardReportPaths.report(id), `Your words on ${label} have been saved.`);
}

/** Keeps the words while they are written. */
export async function autosaveWords(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  const code = textParam(request, 'code');
  partOf(await findReport(ctx, id), code);
  const body = (request.form['body']?.[0] ?? '').replaceAll('\r\n', '\n').slice(0, 20_000);
  try {
    return json({ revision: await saveWords(ctx, id, code, body, Number(request.form['revision']?.[0] ?? 0)) });
  } catch (error) {
    if (error instanceof StaleRevision) return json({ message: error.message }, 409);
    throw error;
  }
}
