import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { DateField } from '#ui/date-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { handBack, recordAuthority } from '../actions/lead-directly.ts';
import { decisionForm, handBackForm } from '../forms.ts';
import { type Leadership, leaderships } from '../leadership-queries.ts';
import { interventionPaths } from '../paths.ts';
import { mayHandBack, mayRecordAuthority } from '../policy.ts';
import { findIntervention } from '../queries.ts';
import { stepPage, submit, type Wrong, wrongIn } from './step-page.tsx';

const About = ({ row }: { row: Leadership }) => (
  <SummaryList
    rows={[
      { key: 'Aspect of the school', value: row.aspect },
      { key: 'Who leads', value: [row.leader, row.leader_job].filter(Boolean).join(', ') },
      { key: 'From and to', value: `${longDate(row.starts_on)} to ${longDate(row.ends_on)}` },
      { key: 'It goes back when', value: row.exit_criteria },
      { key: 'Proposed by', value: row.proposer },
    ]}
  />
);

async function found(ctx: Ctx, id: string, leadershipId: string) {
  const intervention = await findIntervention(ctx, id);
  const row = (await leaderships(ctx, { interventionId: id })).find((one) => one.id === leadershipId);
  if (!row) throw new NotFound();
  return { intervention, row };
}

async function decisionPage(ctx: Ctx, id: string, leadershipId: string, wrong: Wrong | null): Promise<Reply> {
  const { intervention, row } = await found(ctx, id, leadershipId);
  demand(mayRecordAuthority(ctx.actor, row));
  const error = wrongIn(wrong);
  const typed = wrong?.typed ?? {};
  return stepPage(ctx, intervention, wrong, {
    title: 'Record what the board decided',
    lead: 'Direct leadership begins only with the authority of the board.',
    before: <About row={row} />,
    action: interventionPaths.decideLeadership(id, leadershipId),
    fields: (
      <>
        <Radios
          name="outcome"
          label="What did the board decide?"
          options={[
            { value: 'authorised', label: 'It authorised the direct leadership' },
            { value: 'declined', label: 'It declined' },
          ]}
          value={typed['outcome']}
          error={error('outcome')}
        />
        <DateField name="meetingOn" label="Date of the meeting" value={typed['meetingOn']} error={error('meetingOn')} />
        <TextField
          name="minuteReference"
          label="Reference of the minute"
          width={10}
          value={typed['minuteReference']}
          error={error('minuteReference')}
        />
        <TextArea
          name="note"
          label="What the board said"
          rows={3}
          required={false}
          value={typed['note']}
          error={error('note')}
        />
      </>
    ),
    submit: 'Record the decision',
  });
}

async function handBackPage(ctx: Ctx, id: string, leadershipId: string, wrong: Wrong | null): Promise<Reply> {
  const { intervention, row } = await found(ctx, id, leadershipId);
  demand(mayHandBack(ctx.actor));
  const error = wrongIn(wrong);
  const typed = wrong?.typed ?? {};
  return stepPage(ctx, intervention, wrong, {
    title: 'Hand back to the school',
    lead: 'From today the school leads this itself again.',
    before: <About row={row} />,
    action: interventionPaths.handBack(id, leadershipId),
    fields: (
      <>
        <Radios
          name="exitMet"
          label="Has what was to be reached been reached?"
          options={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No: it goes back for another reason' },
          ]}
          value={typed['exitMet']}
          error={error('exitMet')}
        />
        <TextArea
          name="note"
          label="What was found?"
          hint="Governors and trustees read this."
          rows={4}
          value={typed['note']}
          error={error('note')}
        />
      </>
    ),
    submit: 'Hand back',
  });
}

const ids = (request: PageRequest) => [idParam(request, 'interventionId'), idParam(request, 'leadershipId')] as const;

export const showDecision = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  decisionPage(ctx, ...ids(request), null);

export async function sendDecision(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const [id, leadershipId] = ids(request);
  return await submit(
    readForm(decisionForm, request.form),
    id,
    'The decision of the board has been recorded.',
    (value) => recordAuthority(ctx, id, leadershipId, value),
    (wrong) => decisionPage(ctx, id, leadershipId, wrong),
  );
}

export const showHandBack = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  handBackPage(ctx, ...ids(request), null);

export async function sendHandBack(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const [id, leadershipId] = ids(request);
  return await submit(
    readForm(handBackForm, request.form),
    id,
    'Handed back to the school.',
    (value) => handBack(ctx, id, leadershipId, value),
    (wrong) => handBackPage(ctx, id, leadershipId, wrong),
  );
}
