import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import { homePaths } from '../paths.ts';
import type { HomeFacts } from '../queries.ts';

/** What the reader has been told and has not opened. */
export const Notices = ({ notices, csrfToken }: { notices: HomeFacts['notices']; csrfToken: string }) =>
  notices.length === 0 ? null : (
    <section>
      <h2 class="govuk-heading-m">New to you</h2>
      <Table
        caption="Notices that you have not opened"
        captionHidden
        columns={[{ header: 'What happened' }, { header: 'More' }, { header: 'Open', headerHidden: true }]}
        rows={notices.map((notice) => [
          notice.subject,
          notice.body,
          <Form action={homePaths.read(notice.id)} csrfToken={csrfToken} label={notice.subject}>
            <Button variant="secondary" hiddenText={`: ${notice.subject}`}>
              Open
            </Button>
          </Form>,
        ])}
        stack
      />
    </section>
  );
