import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate } from '#platform/clock.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { askForMinutes } from '../actions/ask-for-minutes.ts';
import { askForm } from '../forms.ts';
import { lineMeetingPaths } from '../paths.ts';
import { circulatedMeetings } from '../reader-queries.ts';
import { mayAskForMinutes } from '../reader-rules.ts';

async function askPage(ctx: Ctx, schoolId: string, refused?: Refused): Promise<Reply> {
  const school = await findSchool(ctx, schoolId);
  demand(mayAskForMinutes(ctx.actor));
  const meetings = await circulatedMeetings(ctx, schoolId);
  const { value, error } = shownIn('ask', refused);
  return appPage(
    ctx,
    {
      title: 'Ask to read minutes',
      crumbs: [{ href: lineMeetingPaths.counts, label: 'Meetings with heads' }],
      errors: refused?.errors ?? [],
    },
    <>
      <PageHeading
        caption={school.name}
        title="Ask to read minutes"
        lead="What is said in these meetings stays between the two who meet. The chair of trustees may ask to read the minutes of one meeting."
      />
      <InsetText>
        The Executive Principal answers, and the head teacher sees that you asked and why. Every time you open the
        minutes is written down beside them.
      </InsetText>
      {meetings.length > 0 ? (
        <Form action={lineMeetingPaths.ask(schoolId)} csrfToken={ctx.page.csrfToken}>
          <Select
            name="meetingId"
            label="Meeting"
            placeholder="Choose a meeting"
            options={meetings.map((meeting) => ({
              value: meeting.id,
              label: meeting.held_on ? longDate(meeting.held_on) : '',
            }))}
            value={value('meetingId')}
            error={error('meetingId')}
          />
          <TextArea
            name="why"
            label="Why do you need them?"
            hint="For example a complaint, or a decision of the board that rests on them."
            value={value('why')}
            error={error('why')}
          />
          <Button>Ask</Button>
        </Form>
      ) : (
        <EmptyState title="No minutes are circulated yet">
          They can be asked for once a meeting was held and its minutes are circulated.
        </EmptyState>
      )}
    </>,
  );
}

export const showAsk = (ctx: Ctx, request: PageRequest): Promise<Reply> => askPage(ctx, idParam(request, 'schoolId'));

export async function sendAsk(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = idParam(request, 'schoolId');
  await findSchool(ctx, schoolId);
  return await answerForm(
    'ask',
    readForm(askForm, request.form),
    async (value) => {
      const id = await askForMinutes(ctx, schoolId, value);
      return redirectTo(lineMeetingPaths.request(id), 'You have asked. You are told when the answer is there.');
    },
    (refused) => askPage(ctx, schoolId, refused),
  );
}
