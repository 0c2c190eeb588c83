import type { Ctx } from '#core/context.ts';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { longMoment } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError, isStale, NotFound } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { RichTextArea } from '#ui/rich-text-area.tsx';
import { Table } from '#ui/table.tsx';
import { saveSection } from '../actions/save-part.ts';
import { commentsOf, loadContent } from '../content/queries.ts';
import { sectionForm } from '../forms.ts';
import { autosavePath, reviewPath, sectionPath } from '../paths.ts';
import { isOfTrust, mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import { isSectionCode, type SectionCode, sections } from '../rules.ts';
import { autosaveReply } from './autosave-reply.ts';
import { claimRows } from './claim-list.tsx';
import { Comments } from './comments.tsx';
import { reviewPage } from './review-frame.tsx';
import { StaleNotice } from './stale-notice.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: string; stale?: boolean };

function codeOf(request: PageRequest): SectionCode {
  const code = textParam(request, 'code');
  if (!isSectionCode(code)) throw new NotFound();
  return code;
}

async function show(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const code = codeOf(request);
  const review = await findDraft(ctx, idParam(request, 'reviewId'));
  const content = await loadContent(ctx, review);
  const section = content.sections.find((it) => it.code === code);
  if (!section) throw new NotFound();
  const may = mayWrite(ctx.actor, review).allowed;
  const path = sectionPath(review.id, code);
  const errors = shown.errors ?? [];
  const claims = content.claims.filter((claim) => claim.part === section.part);
  return reviewPage(
    ctx,
    review,
    { title: section.title, errors, ...(shown.stale ? { status: 409 } : {}) },
    <>
      <PageHeading title={section.title} caption={review.schoolName} lead={sections[code].prompt} />
      {shown.stale ? <StaleNotice who={section.savedBy} when={section.savedAt} stored={section.body} /> : null}
      {may ? (
        <Form
          action={path}
          csrfToken={ctx.page.csrfToken}
          autosave={shown.stale ? undefined : autosavePath(path)}
          warnUnsaved
        >
          <HiddenField name="revision" value={section.revision} />
          <RichTextArea
            name="body"
            label={shown.stale ? 'Your text' : 'Text'}
            value={shown.typed ?? section.body}
            rows={18}
            error={errorFor(errors, 'body')}
            hint={
              section.savedBy && section.savedAt
                ? `Last written by ${section.savedBy}, ${longMoment(section.savedAt)}`
                : undefined
            }
          />
          <Button>Save and go back to the review</Button>
        </Form>
      ) : section.body.trim() === '' ? (
        <p class="govuk-body">Nothing has been written here yet.</p>
      ) : (
        <MarkdownProse text={section.body} />
      )}
      {isOfTrust(ctx.actor, review.schoolId) && claims.length > 0 ? (
        <Table
          caption="Sentences as last saved"
          columns={[{ header: 'Sentence' }, { header: 'Evidence' }, { header: 'Action', headerHidden: true }]}
          rows={claimRows(content, claims, may)}
          stack
        />
      ) : null}
      <Comments ctx={ctx} review={review} part={section.part} comments={await commentsOf(ctx, review.id)} />
    </>,
  );
}

export const showSection = (ctx: Ctx, request: PageRequest): Promise<Reply> => show(ctx, request);

export async function postSection(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const form = readForm(sectionForm, request.form);
  if (!form.ok) return await show(ctx, request, { errors: form.errors, typed: form.typed['body'] ?? '' });
  try {
    await saveSection(ctx, reviewId, codeOf(request), form.value);
    return redirectTo(reviewPath(reviewId), `“${sections[codeOf(request)].title}” has been saved.`);
  } catch (error) {
    if (isStale(error)) return await show(ctx, request, { typed: form.value.body, stale: true });
    return await show(ctx, request, { errors: errorsOf(error), typed: form.value.body });
  }
}

/** Saves while somebody types; answers the new revision, or 409 when another author saved this part first. */
export async function autosaveSection(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const save = (value: { body: string; revision: number }) =>
    saveSection(ctx, idParam(request, 'reviewId'), codeOf(request), value);
  return await autosaveReply(
    readForm(sectionForm, request.form),
    save,
    'Another author has saved this part since you opened it. Your text is still here: press Save to see both.',
  );
}
