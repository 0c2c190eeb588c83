import type { Child } from 'hono/jsx';
import { plainSentence } from '#core/claims/sentence-rules.ts';
import type { Ctx } from '#core/context.ts';
import { renderHtml } from '#platform/documents/index.ts';
import { NotFound } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { settleWord, unsettleWord } from '../actions/settle-word.ts';
import { loadContent, type ReportContent } from '../content/queries.ts';
import { loadFacts } from '../content/report-facts.ts';
import type { GovernorsTexts } from '../for-governors.ts';
import { settleForm, unsettleForm } from '../forms.ts';
import { reviewReportPaths } from '../paths.ts';
import { isOfTrust, mayWrite } from '../policy.ts';
import { printReport } from '../print.ts';
import { findDraft } from '../queries.ts';
import { reportPage } from './frame.tsx';
import { LengthNow, measure } from './length.tsx';

type Doing = { ctx: Ctx; content: ReportContent; may: boolean; refused: Refused | undefined };

const keyOf = (found: string, hash: string): string => `${found}-${hash}`;

const SettleForm = ({
  ctx,
  content,
  refused,
  found,
  hash,
  children,
}: Omit<Doing, 'may'> & { found: string; hash: string; children?: Child }) => (
  <Form
    action={reviewReportPaths.settleWord(content.report.id)}
    csrfToken={ctx.page.csrfToken}
    label={`Settle “${found}”`}
  >
    <HiddenField name="found" value={found} />
    <HiddenField name="hash" value={hash} />
    {children ?? <Choice shown={shownIn(keyOf(found, hash), refused)} hash={hash} found={found} />}
  </Form>
);

const Choice = ({ shown, hash, found }: { shown: ReturnType<typeof shownIn>; hash: string; found: string }) => {
  const id = `${found.replace(/[^\p{L}]/gu, '')}-${hash.slice(0, 8)}`;
  return (
    <>
      <Radios
        name="how"
        id={`how-${id}`}
        label="What do governors read here?"
        inline
        value={shown.value('how')}
        error={shown.error('how')}
        options={[
          { value: 'keep', label: 'It is no name: leave it' },
          { value: 'replace', label: 'Other words' },
        ]}
      />
      <TextField
        name="replacement"
        id={`replacement-${id}`}
        label="Other words"
        hint="For example “a teacher of mathematics”"
        value={shown.value('replacement')}
        error={shown.error('replacement')}
      />
      <Button variant="secondary" hiddenText={found}>
        Settle
      </Button>
    </>
  );
};

const Leftovers = ({ governors, ...doing }: Doing & { governors: GovernorsTexts }) =>
  governors.leftovers.length === 0 ? (
    <p class="govuk-body">Nothing else looks like a name.</p>
  ) : (
    <div>
      {governors.leftovers.map((one) => (
        <Card title={`“${one.found}”`} headingLevel={3}>
          <p class="govuk-body">
            {one.where}: {plainSentence(one.sentence)}
          </p>
          <p class="govuk-hint">{one.why}</p>
          {doing.may ? <SettleForm {...doing} found={one.found} hash={one.hash} /> : null}
        </Card>
      ))}
    </div>
  );

const Replacements = ({ governors, ...doing }: Doing & { governors: GovernorsTexts }) => (
  <Table
    caption="Names that are replaced"
    stack
    columns={[
      { header: 'Written' },
      { header: 'Governors read' },
      { header: 'Where' },
      { header: 'Action', headerHidden: true },
    ]}
    empty="No name of staff stands in the report."
    rows={governors.replacements.map((one) => [
      one.found,
      one.by,
      `${one.where}: ${plainSentence(one.sentence)}`,
      doing.may ? (
        <SettleForm {...doing} found={one.found} hash={one.hash}>
          <HiddenField name="how" value="keep" />
          <HiddenField name="replacement" value="" />
          <Button variant="secondary" hiddenText={one.found}>
            It is no name
          </Button>
        </SettleForm>
      ) : (
        ''
      ),
    ])}
  />
);

const Settled = ({ ctx, content, may }: Doing) =>
  content.settled.length === 0 ? null : (
    <Table
      caption="Words that authors have settled"
      stack
      columns={[
        { header: 'Word' },
        { header: 'Governors read' },
        { header: 'Settled by' },
        { header: 'Action', headerHidden: true },
      ]}
      rows={content.settled.map((one) => [
        one.word,
        one.replacement ?? 'The word itself: it is no name',
        one.by,
        may ? (
          <Form action={`${reviewReportPaths.governors(content.report.id)}/ask-again`} csrfToken={ctx.page.csrfToken}>
            <HiddenField name="settledId" value={one.id} />
            <Button variant="secondary" hiddenText={one.word}>
              Ask again
            </Button>
          </Form>
        ) : (
          ''
        ),
      ])}
    />
  );

async function show(ctx: Ctx, reportId: string, refused?: Refused): Promise<Reply> {
  const report = await findDraft(ctx, reportId);
  if (!isOfTrust(ctx.actor, report.schoolId)) throw new NotFound();
  const content = await loadContent(ctx, report);
  const { governors } = await loadFacts(ctx, content);
  const printed = await printReport(ctx, content, governors, 'draft');
  const doing: Doing = { ctx, content, may: mayWrite(ctx.actor, report).allowed, refused };
  const left = governors.leftovers.length;
  return reportPage(
    ctx,
    report,
    { title: 'The version for governors', errors: refused?.errors ?? [] },
    <>
      <PageHeading
        title="The version for governors"
        caption={report.schoolName}
        lead={
          left === 0
            ? 'Names of staff are replaced by roles, and groups of up to five people are held back. Read it through below.'
            : `${left} ${left === 1 ? 'word looks' : 'words look'} like a name. Settle ${left === 1 ? 'it' : 'them'} before the report can be signed.`
        }
      />
      <LengthNow measured={await measure(ctx, content, governors)} />
      {governors.graded.map((one) => (
        <WarningText>
          {one.where}: this sentence names a person beside a grade. No report says how well one person teaches or leads.
          “{plainSentence(one.sentence)}”
        </WarningText>
      ))}
      <h2 class="govuk-heading-m">What looks like a name</h2>
      <Leftovers {...doing} governors={governors} />
      <Replacements {...doing} governors={governors} />
      <Settled {...doing} />
      <h2 class="govuk-heading-m">As governors will read it</h2>
      {renderHtml(printed.governors)}
    </>,
  );
}

export const showGovernors = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  show(ctx, idParam(request, 'reviewReportId'));

export async function postSettle(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const read = readForm(settleForm, request.form);
  const form = keyOf(read.typed['found'] ?? '', read.typed['hash'] ?? '');
  return await answerForm(
    form,
    read,
    async ({ found, hash, how, replacement }) => {
      if (how === 'replace' && replacement === null)
        return await show(ctx, reportId, {
          form,
          errors: [{ field: 'replacement', message: 'Enter what governors read in its place' }],
          typed: read.typed,
        });
      await settleWord(ctx, reportId, { found, hash, replacement: how === 'replace' ? replacement : null });
      return redirectTo(reviewReportPaths.governors(reportId), `“${found}” is settled.`);
    },
    (refused) => show(ctx, reportId, refused),
  );
}

export async function postAskAgain(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  return await answerForm(
    'ask-again',
    readForm(unsettleForm, request.form),
    async ({ settledId }) => {
      await unsettleWord(ctx, reportId, settledId);
      return redirectTo(reviewReportPaths.governors(reportId), 'The word is asked about again.');
    },
    (refused) => show(ctx, reportId, refused),
  );
}
