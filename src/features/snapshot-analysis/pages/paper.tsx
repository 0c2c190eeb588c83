import { roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { downloadFrozen } from '#core/frozen-records/read-frozen.ts';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import { readingTime, renderHtml } from '#platform/documents/index.ts';
import { errorsOf, NotFound } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { Table } from '#ui/table.tsx';
import { askQuestion } from '../actions/ask-and-answer.ts';
import { confirmReceipt } from '../actions/confirm-receipt.ts';
import { questionForm } from '../forms.ts';
import { openPaper, type Paper, papersOf, pickPaper, type Recipient, recipientsOf } from '../paper-queries.ts';
import { analysisPaths as paths } from '../paths.ts';
import { mayReceivePaper, mayWriteAnalysis } from '../policy.ts';
import { type Analysis, findAnalysis } from '../queries.ts';
import { questionsOf } from '../question-queries.ts';
import { analysisPage, analysisTitle } from './analysis-frame.tsx';
import { type AskShown, Questions } from './questions.tsx';

type About = { analysis: Analysis; paper: Paper; papers: readonly Paper[]; recipients: readonly Recipient[] };

/** What the reader can do with the paper: take it along, show it, confirm it, or read the newer one. */
const Top = ({ ctx, analysis, paper, papers, recipients }: About & { ctx: Ctx }) => {
  const [newest] = papers;
  const isNewest = newest?.id === paper.id;
  const mine = recipients.find((each) => each.personId === ctx.actor.personId)?.receivedAt ?? null;
  const receives = isNewest && mayReceivePaper(ctx.actor, analysis.school_id).allowed;
  return (
    <>
      {isNewest || !newest ? null : (
        <NotificationBanner kind="info" title={`This is paper ${paper.number}, kept as it was`}>
          <Link href={paths.paper(analysis.id)}>Read paper {newest.number}</Link>, which replaced it: {newest.why}
        </NotificationBanner>
      )}
      {isNewest && analysis.newest_snapshot_id !== analysis.snapshot_id ? (
        <InsetText>The school has corrected its snapshot since: the figures here are those of before.</InsetText>
      ) : null}
      <ButtonGroup>
        <ButtonLink href={paths.slides(analysis.id, paper.number)} variant="secondary">
          Show as slides
        </ButtonLink>
        <ButtonLink href={paths.file(analysis.id, paper.number, 'pdf')} variant="secondary">
          PDF
        </ButtonLink>
        <ButtonLink href={paths.file(analysis.id, paper.number, 'docx')} variant="secondary" download>
          Word
        </ButtonLink>
        {mayWriteAnalysis(ctx.actor, analysis.school_id).allowed ? (
          <ButtonLink href={paths.write(analysis.id)} variant="secondary">
            Change it and present it again
          </ButtonLink>
        ) : null}
      </ButtonGroup>
      {receives && mine === null ? (
        <Form action={paths.receipt(analysis.id)} csrfToken={ctx.page.csrfToken}>
          <HiddenField name="paper" value={paper.number} />
          <Button>I have read this analysis</Button>
        </Form>
      ) : null}
      {receives && mine !== null ? (
        <p class="govuk-body">You confirmed on {longMoment(mine)} that you have read it.</p>
      ) : null}
    </>
  );
};

const Below = ({ analysis, paper, papers, recipients, unchanged }: About & { unchanged: boolean }) => {
  const received = recipients.filter((each) => each.receivedAt !== null).length;
  return (
    <>
      <Table
        caption={`Read by ${received} of ${recipients.length}`}
        columns={[{ header: 'Name' }, { header: 'Given it as' }, { header: 'Confirmed' }]}
        rows={recipients.map((each) => [
          each.name,
          roles[each.as].label,
          each.receivedAt ? longMoment(each.receivedAt) : 'Not confirmed yet',
        ])}
        empty="Nobody was on record as Executive Principal or governor of the school when it was presented."
        stack
      />
      <Details summary="About this paper">
        <p class="govuk-body">
          {unchanged
            ? 'This is the paper as it was presented: its fingerprint, worked out again just now, is the one recorded then.'
            : 'Warning: this paper no longer has the fingerprint that was recorded when it was presented. Tell your administrator.'}
        </p>
        <p class="govuk-body">
          SHA-256: <span class="cairn-hash">{paper.sha256}</span>
        </p>
        {papers.length > 1 ? (
          <ul class="govuk-list govuk-list--bullet">
            {papers.map((each) => (
              <li>
                <Link href={paths.onePaper(analysis.id, each.number)}>Paper {each.number}</Link>, presented on{' '}
                {longDate(londonDate(each.presented_at))}
                {each.why ? `: ${each.why}` : ', the first'}
              </li>
            ))}
          </ul>
        ) : null}
      </Details>
    </>
  );
};

/** The paper asked for, or the newest. What has not been presented is not there, but its writers are led to the draft. */
async function paperPage(ctx: Ctx, request: PageRequest, number: string | null, shown: AskShown = {}): Promise<Reply> {
  const analysis = await findAnalysis(ctx, idParam(request, 'analysisId'));
  const papers = await papersOf(ctx, analysis.id);
  if (papers.length === 0 && mayWriteAnalysis(ctx.actor, analysis.school_id).allowed)
    return redirectTo(paths.write(analysis.id));
  const paper = pickPaper(papers, number);
  const recipients = await recipientsOf(ctx, {
    schoolId: analysis.school_id,
    presentedOn: londonDate(paper.presented_at),
    paperId: paper.id,
  });
  const { facts, document, unchanged } = openPaper(paper);
  const { minutes } = readingTime(document);
  const about: About = { analysis, paper, papers, recipients };
  return analysisPage(
    ctx,
    analysis,
    {
      title: `${analysisTitle(analysis)} of ${analysis.school}${paper.number > 1 || number !== null ? `, paper ${paper.number}` : ''}`,
      errors: shown.errors ?? [],
    },
    <>
      <p class="govuk-body">
        Presented by {paper.presenter} on {longDate(londonDate(paper.presented_at))}. About {minutes}{' '}
        {minutes === 1 ? 'minute' : 'minutes'} to read.
      </p>
      <Top ctx={ctx} {...about} />
      {renderHtml(document)}
      <Questions
        ctx={ctx}
        analysis={analysis}
        facts={facts}
        questions={await questionsOf(ctx, analysis.id)}
        shown={{ about: request.query['about'] ?? '', ...shown }}
      />
      <Below {...about} unchanged={unchanged} />
    </>,
  );
}

export const showPaper = (ctx: Ctx, request: PageRequest): Promise<Reply> => paperPage(ctx, request, null);

export const showOnePaper = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  paperPage(ctx, request, textParam(request, 'paperNumber'));

/** The stored PDF or Word file of one paper, exactly as it was frozen. */
export function downloadPaper(format: 'pdf' | 'docx') {
  return async (ctx: Ctx, request: PageRequest): Promise<Reply> => {
    const analysis = await findAnalysis(ctx, idParam(request, 'analysisId'));
    const paper = pickPaper(await papersOf(ctx, analysis.id), textParam(request, 'paperNumber'));
    return await downloadFrozen(ctx, 'snapshot-analysis', paper.id, format);
  };
}

export async function sendReceipt(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  await confirmReceipt(ctx, id, Number(request.form['paper']?.[0] ?? 0));
  return redirectTo(paths.paper(id), 'Thank you. It is on record that you have read it.');
}

export async function sendQuestion(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  const [newest] = await papersOf(ctx, id);
  if (!newest) throw new NotFound();
  const form = readForm(questionForm, request.form);
  if (!form.ok) return await paperPage(ctx, request, null, { errors: form.errors, typed: form.typed });
  try {
    const questionId = await askQuestion(ctx, id, form.value);
    return redirectTo(`${paths.paper(id)}#question-${questionId}`, 'Your question has been asked.');
  } catch (error) {
    return await paperPage(ctx, request, null, { errors: errorsOf(error), typed: form.typed });
  }
}
