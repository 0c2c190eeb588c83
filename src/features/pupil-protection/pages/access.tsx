import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import { renderDocx, renderPdf } from '#platform/documents/index.ts';
import { answerForm, type Refused } from '#platform/http/answer-form.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply, redirectTo } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { Steps } from '#ui/steps.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { type Answer, closeAccess, releaseAccess, reviewAccess } from '../actions/answer-access.ts';
import { accessDocument } from '../documents/access-document.ts';
import { everythingHeld } from '../everything-held.ts';
import { askedByWords, closeForm, releaseForm, reviewForm } from '../forms.ts';
import { protectionPaths } from '../paths.ts';
import { mayFindPupil } from '../policy.ts';
import { findAccessRequest, findPupil, pupilName } from '../pupil-queries.ts';
import { dueInWords, type Part, partTitles } from '../rules.ts';
import { Close, Release, type Request, Review } from './access-forms.tsx';

async function accessPage(ctx: Ctx, id: string, refused?: Refused): Promise<Reply> {
  const request = await findAccessRequest(ctx, id);
  demand(mayFindPupil(ctx.actor, request.school_id));
  const crumbs = [{ label: 'Pupil data of the school', href: protectionPaths.school(request.school_id) }];
  if (request.closed_at)
    return appPage(
      ctx,
      { title: 'Request for access', crumbs, errors: refused?.errors ?? [] },
      <>
        <PageHeading
          caption={`One pupil, number ${request.pupil_id} in Cairn`}
          title="Request for access"
          lead={`Closed: ${request.closed_why ?? ''}`}
        />
        <SummaryList
          rows={[...aboutRequest(request, ctx.today), { key: 'Closed', value: longMoment(request.closed_at) }]}
        />
      </>,
    );
  const pupil = await findPupil(ctx, String(request.pupil_id));
  await recordPupilReading(ctx, {
    schoolId: pupil.school_id,
    snapshotId: null,
    pupilId: pupil.id,
    what: 'a request for what is held of one pupil',
  });
  const held = await everythingHeld(ctx, pupil);
  const step = request.released_at ? 2 : request.reviewed_at ? 1 : 0;
  const stateOf = (at: number) =>
    (at < step ? 'done' : at === step ? 'current' : 'next') as 'done' | 'current' | 'next';
  return appPage(
    ctx,
    {
      title: `What is held of ${pupilName(pupil)}`,
      errors: refused?.errors ?? [],
      crumbs: [...crumbs, { label: pupilName(pupil), href: protectionPaths.pupil(pupil.id) }],
    },
    <>
      <PageHeading
        caption={`${pupil.school}, request for access`}
        title={`What is held of ${pupilName(pupil)}`}
        lead={`To be answered ${dueInWords(request.due_on, ctx.today)}. That you have opened this page is written down, and the school sees it.`}
      />
      <Steps
        steps={[
          { label: 'Review what goes out', state: stateOf(0) },
          { label: 'Make the answer and hand it over', state: stateOf(1) },
          { label: 'Close the request', state: stateOf(2) },
        ]}
      />
      <SummaryList rows={aboutRequest(request, ctx.today)} />
      <Review ctx={ctx} request={request} held={held} refused={refused} />
      {request.reviewed_at ? <Release ctx={ctx} request={request} /> : null}
      <Close ctx={ctx} request={request} refused={refused} />
    </>,
  );
}

const aboutRequest = (request: Request, today: Temporal.PlainDate) => [
  { key: 'Asked', value: `${longDate(request.asked_on)}: ${askedByWords[request.asked_by].toLowerCase()}` },
  { key: 'Checked', value: request.identity_checked },
  ...(request.closed_at ? [] : [{ key: 'To be answered', value: dueInWords(request.due_on, today) }]),
  ...Object.entries(request.left_out).map(([part, why]) => ({
    key: `Left out: ${partTitles[part as Part].toLowerCase()}`,
    value: why,
  })),
  ...(request.released_at ? [{ key: 'First made', value: longDate(londonDate(request.released_at)) }] : []),
];

export const showAccess = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  accessPage(ctx, idParam(request, 'requestId'));

/** Finds the request and refuses those who may not, before the form is looked at. */
async function asked(ctx: Ctx, request: PageRequest): Promise<string> {
  const id = idParam(request, 'requestId');
  demand(mayFindPupil(ctx.actor, (await findAccessRequest(ctx, id)).school_id));
  return id;
}

export async function sendReview(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = await asked(ctx, request);
  return await answerForm(
    'review',
    readForm(reviewForm, request.form),
    async ({ namesReaders, revision, ...fields }) => {
      const leftOut = Object.fromEntries(
        Object.entries(fields as Typed).flatMap(([part, why]) => (why ? [[part, why]] : [])),
      );
      await reviewAccess(ctx, id, { leftOut, namesReaders: Boolean(namesReaders), revision: Number(revision) });
      return redirectTo(protectionPaths.access(id), 'The review is saved. The answer can be made now.');
    },
    (refused) => accessPage(ctx, id, refused),
  );
}

const fileName = ({ pupil }: Answer) => `What Cairn holds, pupil ${pupil.reference ?? pupil.id}`;

async function asFile(ctx: Ctx, answer: Answer, format: 'pdf' | 'docx' | 'json'): Promise<Reply> {
  if (format === 'json') {
    const content = {
      askedOn: answer.askedOn.toString(),
      madeOn: ctx.today.toString(),
      partsLeftOut: Object.keys(answer.leftOut).length,
      ...answer.held,
    };
    return download({
      bytes: new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`),
      mediaType: 'application/json; charset=utf-8',
      fileName: `${fileName(answer)}.json`,
    });
  }
  const tree = accessDocument(answer, ctx.actor.trustName, ctx.today);
  return format === 'pdf'
    ? download({ bytes: await renderPdf(tree), mediaType: 'application/pdf', fileName: `${fileName(answer)}.pdf` })
    : download({
        bytes: await renderDocx(tree),
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        fileName: `${fileName(answer)}.docx`,
      });
}

const formats = { pdf: 'a PDF', docx: 'a Word file', json: 'JSON' } as const;

export async function sendRelease(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = await asked(ctx, request);
  return await answerForm(
    'release',
    readForm(releaseForm, request.form),
    async ({ format }) => await asFile(ctx, await releaseAccess(ctx, id, formats[format]), format),
    (refused) => accessPage(ctx, id, refused),
  );
}

export async function sendClose(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = await asked(ctx, request);
  return await answerForm(
    'close',
    readForm(closeForm, request.form),
    async (value) => redirectTo(protectionPaths.school(await closeAccess(ctx, id, value)), 'The request is closed.'),
    (refused) => accessPage(ctx, id, refused),
  );
}
