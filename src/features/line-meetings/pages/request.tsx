import { hasRole } from '#core/access/actor.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, longMoment } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { answerRequest, endReading } from '../actions/ask-for-minutes.ts';
import { recordMinutesReading } from '../actions/record-minutes-reading.ts';
import { requestForm } from '../forms.ts';
import { readMinutes } from '../kept-agenda.ts';
import { minutesOf } from '../part-queries.ts';
import { lineMeetingPaths } from '../paths.ts';
import { findRequest, type MinutesRequest } from '../reader-queries.ts';
import { mayAnswerRequest, mayReadOnRequest, requestState, requestWords, usualReading } from '../reader-rules.ts';
import { MinutesText } from './minutes.tsx';

const requestId = (request: PageRequest) => idParam(request, 'lineRequestId');
const dayOf = (request: MinutesRequest) => longDate(request.held_on ?? request.planned_on);

/** A trustee comes from the counts, whoever met from the meeting. */
const crumbsOf = (ctx: Ctx, request: MinutesRequest) =>
  hasRole(ctx.actor, 'trustee')
    ? [{ href: lineMeetingPaths.counts, label: 'Meetings with heads' }]
    : [{ href: lineMeetingPaths.meeting(request.meeting_id), label: `Meeting of ${dayOf(request)}` }];

async function requestPage(ctx: Ctx, id: string, refused?: Refused): Promise<Reply> {
  const request = await findRequest(ctx, id);
  const state = requestState(request, ctx.today);
  const answers = mayAnswerRequest(ctx.actor, request).allowed;
  const { value, error } = shownIn('answer', refused);
  const until = ctx.today.add({ days: usualReading }).toString();
  return appPage(
    ctx,
    {
      title: `Minutes of ${dayOf(request)}: request`,
      crumbs: crumbsOf(ctx, request),
      errors: refused?.errors ?? [],
    },
    <>
      <PageHeading
        caption={request.school}
        title={`Request to read the minutes of ${dayOf(request)}`}
        lead={`${requestWords[state]}.`}
      />
      <SummaryList
        rows={[
          { key: 'Asked by', value: `${request.asker}${request.asker_title ? `, ${request.asker_title}` : ''}` },
          { key: 'Asked on', value: longMoment(request.asked_at) },
          { key: 'Why', value: request.why },
          ...(request.answered_at
            ? [
                { key: 'Answered', value: `${request.answerer}, ${longMoment(request.answered_at)}` },
                ...(request.until_on ? [{ key: 'Until', value: longDate(request.until_on) }] : []),
                ...(request.answer_why ? [{ key: 'Reason', value: request.answer_why }] : []),
                ...(request.ended_at ? [{ key: 'Ended early', value: longMoment(request.ended_at) }] : []),
              ]
            : []),
        ]}
      />
      {mayReadOnRequest(ctx.actor, request, ctx.today).allowed ? (
        <ButtonLink href={lineMeetingPaths.requestedMinutes(id)}>Read the minutes</ButtonLink>
      ) : null}
      {answers && state === 'unanswered' ? (
        <Form action={lineMeetingPaths.request(id)} csrfToken={ctx.page.csrfToken}>
          <Radios
            name="lets"
            label="May they be read?"
            options={[
              { value: 'yes', label: 'Yes, until the day below' },
              { value: 'no', label: 'No, for this reason' },
            ]}
            value={value('lets')}
            error={error('lets')}
          />
          <DateField
            name="untilOn"
            label="Last day on which they may be read"
            value={value('untilOn') ?? until}
            error={error('untilOn')}
          />
          <TextArea
            name="why"
            label="Reason"
            hint="Needed where you refuse. Whoever asked and the head teacher see it."
            value={value('why')}
            error={error('why')}
          />
          <Button>Answer</Button>
        </Form>
      ) : null}
      {answers && state === 'open' ? (
        <Form action={lineMeetingPaths.endReading(id)} csrfToken={ctx.page.csrfToken}>
          <Button variant="warning">End the reading now</Button>
        </Form>
      ) : null}
    </>,
  );
}

export const showRequest = (ctx: Ctx, request: PageRequest): Promise<Reply> => requestPage(ctx, requestId(request));

export async function sendRequest(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = requestId(request);
  return await answerForm(
    'answer',
    readForm(requestForm, request.form),
    async ({ lets, untilOn, why }) => {
      await answerRequest(ctx, id, { lets: lets === 'yes', untilOn, why });
      return redirectTo(lineMeetingPaths.request(id), 'Your answer is kept, and both are told.');
    },
    (refused) => requestPage(ctx, id, refused),
  );
}

export async function sendEndReading(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = requestId(request);
  await endReading(ctx, id);
  return redirectTo(lineMeetingPaths.request(id), 'The minutes can no longer be read on this request.');
}

/** The newest minutes as they were circulated, for the trustee who was let in; that they were opened is written down. */
export async function showRequestedMinutes(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const asked = await findRequest(ctx, requestId(request));
  demand(mayReadOnRequest(ctx.actor, asked, ctx.today));
  const [newest] = await minutesOf(ctx, asked.meeting_id);
  if (!newest) throw new NotFound();
  await recordMinutesReading(ctx, { id: asked.meeting_id, version: newest.version }, 'page');
  return appPage(
    ctx,
    {
      title: `Minutes of ${dayOf(asked)}`,
      crumbs: [
        ...crumbsOf(ctx, asked),
        { href: lineMeetingPaths.request(asked.id), label: `Request of ${dayOf(asked)}` },
      ],
    },
    <>
      <PageHeading caption={asked.school} title={`Line management meeting, ${dayOf(asked)}`} />
      <InsetText>
        Confidential. You may read this until {asked.until_on ? longDate(asked.until_on) : ''}; that you did is written
        down beside the minutes. Do not pass it on.
      </InsetText>
      <MinutesText minutes={readMinutes(newest.content).minutes} />
    </>,
  );
}
