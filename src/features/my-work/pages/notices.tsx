import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import { homePaths } from '../paths.ts';
import type { HomeFacts } from '../queries.ts';

/** A name of its own for each notice: two may say the same of two things. */
const nameOf = (notices: HomeFacts['notices'], at: number): string => {
  const subject = notices[at]?.subject ?? '';
  const before = notices.slice(0, at).filter((notice) => notice.subject === subject).length;
  return before === 0 ? subject : `${subject} (${before + 1})`;
};

/** What the reader has been told and has not opened. */
export const Notices = ({ notices, csrfToken }: { notices: HomeFacts['notices']; csrfToken: string }) =>
  notices.length === 0 ? null : (
    <section>
      <h2 class="govuk-heading-m">New to you</h2>
      <Table
        caption="Notices that you have not opened"
        captionHidden
        columns={[{ header: 'What happened' }, { header: 'More' }, { header: 'Open', headerHidden: true }]}
        rows={notices.map((notice, at) => [
          notice.subject,
          notice.body,
          <Form action={homePaths.read(notice.id)} csrfToken={csrfToken} label={nameOf(notices, at)}>
            <Button variant="secondary" hiddenText={`: ${nameOf(notices, at)}`}>
              Open
            </Button>
          </Form>,
        ])}
        stack
      />
    </section>
  );
