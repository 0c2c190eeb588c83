import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { sourceOf } from '#core/evidence/sources.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, longMoment, shortDate } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Prose } from '#ui/prose.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { markRead, replyToEvidence } from '../actions/reply-to-evidence.ts';
import { replyForm } from '../forms.ts';
import { findObservation, type ObservedPiece, observationsOfReader } from '../observed-queries.ts';
import { evidencePaths } from '../paths.ts';
import { mayReply } from '../policy.ts';
import { fileContent, filesOf, repliesTo } from '../queries.ts';
import { reachOf } from '../reach-queries.ts';
import { readersInWords } from '../reach-rules.ts';
import { EvidenceFiles } from './evidence-files.tsx';
import { Replies } from './evidence-replies.tsx';
import { SpeaksTo } from './speaks-to.tsx';

const title = 'Notes on your lessons';

const State = ({ piece }: { piece: ObservedPiece }) => {
  if (piece.withdrawn_at) return <Tag>Withdrawn</Tag>;
  if (piece.seen_revision === null) return <Tag colour="blue">To read</Tag>;
  if (piece.seen_revision < piece.revision) return <Tag colour="amber">Corrected since</Tag>;
  return <Tag colour="grey">{piece.replied ? 'You replied' : 'Read'}</Tag>;
};

/** Everything that was written about the reader’s own lessons. */
export async function showObservations(ctx: Ctx): Promise<Reply> {
  const pieces = await observationsOfReader(ctx);
  return appPage(
    ctx,
    { title, crumbs: [] },
    <>
      <PageHeading
        title={title}
        lead="What others wrote down when they were in your lesson. You see it as soon as they do, and may reply."
      />
      {pieces.length === 0 ? (
        <EmptyState title="Nothing has been written about a lesson of yours">
          When somebody observes you and writes down what they saw, it is here at once, and your home page says so.
        </EmptyState>
      ) : (
        <Table
          caption={title}
          captionHidden
          stack
          columns={[{ header: 'Lesson' }, { header: 'What' }, { header: 'Written down by' }, { header: 'State' }]}
          rows={pieces.map((piece) => [
            <a class="govuk-link" href={evidencePaths.observation(piece.id)}>
              {shortDate(piece.happened_on)}: {piece.title}
            </a>,
            evidenceKindLabel(piece.kind),
            piece.recorder,
            <State piece={piece} />,
          ])}
        />
      )}
    </>,
  );
}

async function observationPage(
  ctx: Ctx,
  piece: ObservedPiece,
  again: { typed?: Typed; errors?: readonly FieldError[] } = {},
): Promise<Reply> {
  const reach = await reachOf(ctx, piece);
  const source = await sourceOf(ctx, piece);
  const files = await filesOf(ctx, piece.id);
  const replies = await repliesTo(ctx, piece.id);
  const unread = piece.withdrawn_at === null && (piece.seen_revision ?? 0) < piece.revision;
  const readers = [...new Set([piece.recorder, ...reach.readers.map((reader) => reader.name)])];
  return appPage(
    ctx,
    { title: piece.title, crumbs: [{ href: evidencePaths.observations, label: title }], errors: again.errors ?? [] },
    <>
      <PageHeading caption={`Your lesson of ${longDate(piece.happened_on)}`} title={piece.title} />
      {piece.withdrawn_at ? (
        <NotificationBanner title="These notes have been withdrawn">
          <p class="govuk-body">Nothing new rests on them. Reason: {piece.withdrawn_why}</p>
        </NotificationBanner>
      ) : null}
      <SummaryList
        rows={[
          { key: 'Happened on', value: longDate(piece.happened_on) },
          { key: 'Recorded', value: `${longMoment(piece.recorded_at)} by ${piece.recorder}` },
          { key: 'Seen by', value: reach.observers.map((one) => one.name).join(', ') || piece.recorder },
          ...(source ? [{ key: 'Comes from', value: source.label }] : []),
          { key: 'Who may read it, beside you', value: readersInWords(piece.readers, readers) },
        ]}
      />
      <h2 class="govuk-heading-m">What was seen</h2>
      <Prose>
        {piece.summary.split(/\n{2,}/).map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </Prose>
      <h2 class="govuk-heading-m">What it will be used for</h2>
      <p class="govuk-body">
        It is evidence about {piece.school}, together with what was seen elsewhere. Your lesson is not graded. Leaders
        see it counted among others, never where fewer than three teachers stand behind a figure. A document that rests
        on it says the kind of evidence and the month, not whose lesson it was.
      </p>
      <SpeaksTo reach={reach} />
      <EvidenceFiles files={files} at={{ open: (fileId) => evidencePaths.observationFile(piece.id, fileId) }} />
      {unread ? (
        <Form action={evidencePaths.observationRead(piece.id)} csrfToken={ctx.page.csrfToken}>
          <Button>I have read it</Button>
        </Form>
      ) : null}
      <Replies
        replies={replies}
        action={mayReply(ctx.actor, piece).allowed ? evidencePaths.observationReply(piece.id) : null}
        csrfToken={ctx.page.csrfToken}
        {...again}
      />
    </>,
  );
}

const found = (ctx: Ctx, request: PageRequest) => findObservation(ctx, idParam(request, 'evidenceId'));

export async function showObservation(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await observationPage(ctx, await found(ctx, request));
}

export async function sendRead(ctx: Ctx, request: PageRequest): Promise<Reply> {
  await markRead(ctx, await found(ctx, request));
  return redirectTo(evidencePaths.observations, 'Marked as read. You may still reply at any time.');
}

export async function sendObservationReply(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const piece = await found(ctx, request);
  const form = readForm(replyForm, request.form);
  if (!form.ok) return await observationPage(ctx, piece, form);
  await replyToEvidence(ctx, piece, form.value.body);
  await markRead(ctx, piece);
  return redirectTo(evidencePaths.observation(piece.id), `Your reply is kept, and ${piece.recorder} has been told.`);
}

export async function downloadObservationFile(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const piece = await found(ctx, request);
  const file = await fileContent(ctx, piece.id, idParam(request, 'fileId'));
  return download({ bytes: file.content, mediaType: file.media_type, fileName: file.name });
}
