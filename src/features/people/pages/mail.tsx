import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longMoment } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { readMail } from '../actions/read-mail.ts';
import { peoplePaths } from '../paths.ts';
import { listMail } from '../queries.ts';

type State = { sent_at: Temporal.Instant | null; failed_attempts: number; last_error: string | null };

function stateOf(mail: State): string {
  if (mail.sent_at) return `Sent on ${longMoment(mail.sent_at)}`;
  if (mail.failed_attempts > 0) {
    return `Not sent: the mail server refused it ${mail.failed_attempts === 1 ? 'once' : `${mail.failed_attempts} times`} (${mail.last_error ?? 'no reason given'})`;
  }
  return 'Not sent: no mail server is set, or it is about to go';
}

export async function mailPage(ctx: Ctx): Promise<Reply> {
  const mails = await listMail(ctx);
  return appPage(
    ctx,
    { title: 'Mail', crumbs: [{ href: peoplePaths.list, label: 'People' }], wide: true },
    <>
      <PageHeading title="Mail" lead="What Cairn has written to people of your trust, newest first. Where no mail server is set, read the text here and hand it on yourself." />
      <Table
        caption="Mail"
        captionHidden
        stack
        columns={[{ header: 'To' }, { header: 'Subject' }, { header: 'Written' }, { header: 'State' }, { header: 'Read', headerHidden: true }]}
        rows={mails.map((mail) => [
          mail.to_address,
          mail.subject,
          longMoment(mail.created_at),
          stateOf(mail),
          <Form action={peoplePaths.readMail(mail.id)} csrfToken={ctx.page.csrfToken}>
            <Button variant="secondary" hiddenText={`the mail to ${mail.to_address}`}>
              Read
            </Button>
          </Form>,
        ])}
        empty="No mail yet. Invitations and notices appear here when they are written."
      />
    </>,
  );
}

/** Opened by a form, not a link: reading it is recorded. */
export async function openMail(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const mail = await readMail(ctx, idParam(request, 'mailId'));
  return appPage(
    ctx,
    { title: mail.subject, crumbs: [{ href: peoplePaths.list, label: 'People' }, { href: peoplePaths.mail, label: 'Mail' }] },
    <>
      <PageHeading title={mail.subject} />
      <SummaryList
        rows={[
          { key: 'To', value: mail.to_address },
          { key: 'Written', value: longMoment(mail.created_at) },
          { key: 'State', value: stateOf(mail) },
        ]}
      />
      {mail.body.split(/\n{2,}/).map((paragraph) => (
        <p class="govuk-body">
          {paragraph.split('\n').map((line, index) => (
            <>
              {index > 0 ? <br /> : null}
              {line}
            </>
          ))}
        </p>
      ))}
      <InsetText>A link in this mail lets whoever has it in. Give it to nobody but its addressee. That you have read this is in the trail.</InsetText>
    </>,
  );
}
