import type { Term } from '#core/academic-year/rules.ts';
import { termInYear } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, longMoment } from '#platform/clock.ts';
import { renderHtml } from '#platform/documents/index.ts';
import { NotFound } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { download, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { loadTermAccount, mayBeGivenOn, type TermAccount } from '../account.ts';
import { type Account, accountFile, accountsOf } from '../account-queries.ts';
import { giveAccount } from '../actions/give-account.ts';
import { accountDocument } from '../documents/account-document.ts';
import { accountForm } from '../forms.ts';
import { workloadPaths } from '../paths.ts';
import { mayGiveAccount } from '../policy.ts';
import { termAsked } from './chosen-year.tsx';

const Given = ({ accounts }: { accounts: readonly Account[] }) => (
  <Table
    caption="Accounts that were given"
    columns={[{ header: 'Account' }, { header: 'Given' }, { header: 'Why again' }, { header: 'Files' }]}
    rows={accounts.map((account) => [
      `Account ${account.number}`,
      `${longMoment(account.issued_at)}, ${account.by}`,
      account.why ?? 'The first',
      <>
        <a class="govuk-link" href={workloadPaths.accountFile(account.id, 'pdf')}>
          PDF<span class="govuk-visually-hidden"> of account {account.number}</span>
        </a>{' '}
        <a class="govuk-link" href={workloadPaths.accountFile(account.id, 'docx')} download>
          Word<span class="govuk-visually-hidden"> of account {account.number}</span>
        </a>
      </>,
    ])}
    empty="None yet."
    stack
  />
);

const GiveForm = (props: { ctx: Ctx; account: TermAccount; again: boolean; refused: Refused | undefined }) => {
  const { value, error } = shownIn('account', props.refused);
  const { school, academicYear, term } = props.account;
  return (
    <Form
      action={workloadPaths.account(school.id, academicYear, term)}
      csrfToken={props.ctx.page.csrfToken}
      label="Give the account"
    >
      <TextArea
        name="words"
        label="What there is to say about it"
        hint="Put at the top of the document. Names of people of the school are left out when it is made."
        value={value('words')}
        error={error('words')}
        rows={4}
        maxChars={2000}
        required={false}
      />
      {props.again ? (
        <TextField
          name="why"
          label="Why the account is given again"
          value={value('why')}
          error={error('why')}
          required
        />
      ) : null}
      <Button>{props.again ? 'Give it again' : 'Give the account'}</Button>
    </Form>
  );
};

async function accountPage(ctx: Ctx, request: PageRequest, refused?: Refused): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const { academicYear, term } = termAsked(request);
  const account = await loadTermAccount(ctx, school, academicYear, term);
  const accounts = await accountsOf(ctx, school.id, academicYear, term);
  const gives = mayGiveAccount(ctx.actor, school.id).allowed;
  const ready = mayBeGivenOn(account, ctx.today);
  const shown = accountDocument(account, {
    trustName: ctx.actor.trustName,
    by: ctx.actor.name,
    on: ctx.today,
    number: 1,
    words: '',
    why: null,
  });
  return appPage(
    ctx,
    {
      title: `What quality assurance cost, ${termInYear(term, academicYear)}`,
      crumbs: [
        { label: 'Workload', href: workloadPaths.trust },
        { label: school.name, href: workloadPaths.schoolOf(school.id, academicYear) },
      ],
      ...(refused ? { errors: refused.errors } : {}),
    },
    <>
      <InsetText>
        {ready ? (
          <>
            This is how it stands today. {accounts.length > 0 ? 'An account has been given: ' : ''}
            <a class="govuk-link" href="#accounts">
              {accounts.length > 0 ? 'the accounts that were given' : gives ? 'Give the account' : 'No account yet'}
            </a>
            .
          </>
        ) : (
          <>
            The term is not over: this is how it stands today.
            {account.lastDay ? ` The account can be given from ${longDate(account.lastDay)} on.` : ''}
          </>
        )}
      </InsetText>
      {renderHtml({ ...shown, details: [] })}
      <section id="accounts">
        <Given accounts={accounts} />
        {gives && ready ? <GiveForm ctx={ctx} account={account} again={accounts.length > 0} refused={refused} /> : null}
      </section>
    </>,
  );
}

export const showAccount = (ctx: Ctx, request: PageRequest): Promise<Reply> => accountPage(ctx, request);

export async function sendAccount(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const { academicYear, term }: { academicYear: number; term: Term } = termAsked(request);
  return await answerForm(
    'account',
    readForm(accountForm, request.form),
    async ({ words, why }) => {
      await giveAccount(ctx, school.id, academicYear, term, { words: words ?? '', why });
      return redirectTo(
        workloadPaths.account(school.id, academicYear, term),
        'The account has been given. The head and the staff representatives have been told.',
      );
    },
    (refused) => accountPage(ctx, request, refused),
  );
}

export async function downloadAccount(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const format = textParam(request, 'format');
  if (format !== 'pdf' && format !== 'docx') throw new NotFound();
  const file = await accountFile(ctx, idParam(request, 'accountId'), format);
  return download({ bytes: file.content, mediaType: file.media_type, fileName: file.name, inline: format === 'pdf' });
}
