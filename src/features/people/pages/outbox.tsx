import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longMoment } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { readMail } from '../actions/read-mail.ts';
import { peoplePaths } from '../paths.ts';
import { listMail } from '../queries.ts';

type Listed = Awaited<ReturnType<typeof listMail>>[number];

const stateOfMail = (mail: Listed): string => {
  if (mail.sent_at) return `Sent on ${longMoment(mail.sent_at)}`;
  if (!mail.last_error) return 'Not sent: it waits, or no mail server is set';
  if (mail.failed_attempts === 0) return `Not sent: ${mail.last_error}`;
  return `Not sent after ${mail.failed_attempts} ${mail.failed_attempts === 1 ? 'attempt' : 'attempts'}: ${mail.last_error}`;
};

/** What went out or waits to. Opening one is recorded, because its link may let in whoever has it. */
export async function showOutbox(ctx: Ctx): Promise<Reply> {
  const mails = await listMail(ctx);
  return appPage(
    ctx,
    { title: 'Mail that went out', crumbs: [{ href: peoplePaths.list, label: 'People' }], wide: true },
    <>
      <PageHeading
        title="Mail that went out"
        lead="Without a mail server (SMTP_URL), mail stays here: open it and pass its link on. Once a mail server is set, what was written in the fourteen days before goes out by itself. Who opens a mail is recorded in the trail."
      />
      <Table
        caption="The newest two hundred mails"
        captionHidden
        columns={[
          { header: 'Subject' },
          { header: 'To' },
          { header: 'Written' },
          { header: 'State' },
          { header: 'Open', headerHidden: true },
        ]}
        rows={mails.map((mail, index) => [
          mail.subject,
          mail.to_address,
          longMoment(mail.created_at),
          stateOfMail(mail),
          <Form
            action={peoplePaths.readMail(mail.id)}
            csrfToken={ctx.page.csrfToken}
            label={`Mail ${index + 1}: ${mail.subject}, to ${mail.to_address}, written on ${longMoment(mail.created_at)}`}
          >
            <Button variant="secondary" hiddenText={`${mail.subject} to ${mail.to_address}`}>
              Open
            </Button>
          </Form>,
        ])}
        empty="No mail has been written yet."
        stack
      />
    </>,
  );
}

/** One mail. A POST, since reading it is an event. */
export async function sendReadMail(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const mail = await readMail(ctx, idParam(request, 'mailId'));
  return appPage(
    ctx,
    {
      title: mail.subject,
      crumbs: [
        { href: peoplePaths.list, label: 'People' },
        { href: peoplePaths.mail, label: 'Mail that went out' },
      ],
    },
    <>
      <PageHeading title={mail.subject} />
      <SummaryList
        rows={[
          { key: 'To', value: mail.to_address },
          { key: 'Written', value: longMoment(mail.created_at) },
        ]}
      />
      <div class="cairn-prose">
        {mail.body.split('\n').map((line) => (line === '' ? <br /> : <p class="govuk-body">{line}</p>))}
      </div>
    </>,
  );
}
