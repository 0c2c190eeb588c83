import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { DateField } from '#ui/date-field.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { proposeLeadership } from '../actions/lead-directly.ts';
import { leadershipForm } from '../forms.ts';
import { possibleLeaders } from '../leadership-queries.ts';
import { longestLeadershipMonths } from '../leadership-rules.ts';
import { interventionPaths } from '../paths.ts';
import { mayProposeLeadership } from '../policy.ts';
import { findIntervention } from '../queries.ts';
import { stepPage, submit, type Wrong, wrongIn } from './step-page.tsx';

type Leader = Awaited<ReturnType<typeof possibleLeaders>>[number];

const leaderLabel = ({ name, job_title, school }: Leader): string =>
  [name, job_title, school].filter((part) => part !== null && part !== '').join(', ');

async function proposePage(ctx: Ctx, id: string, wrong: Wrong | null): Promise<Reply> {
  const intervention = await findIntervention(ctx, id);
  demand(mayProposeLeadership(ctx.actor, intervention));
  const leaders = await possibleLeaders(ctx, intervention.school_id);
  const error = wrongIn(wrong);
  const typed = wrong?.typed ?? {};
  return stepPage(ctx, intervention, wrong, {
    title: 'Propose direct leadership',
    lead: 'You ask the board for its authority that the Trust leads a named aspect of the school for a time. It is in force only once a trustee or the clerk has recorded what the board decided.',
    action: interventionPaths.proposeLeadership(id),
    fields: (
      <>
        <TextField
          name="aspect"
          label="Which aspect of the school’s operations?"
          hint="Narrow enough to be handed back, such as “curriculum and teaching in Years 7 to 9”."
          value={typed['aspect']}
          error={error('aspect')}
        />
        <Select
          name="leaderId"
          label="Who leads it?"
          hint="Somebody from outside the school. While they lead there, they neither write nor moderate its Annual Review."
          placeholder="Choose a person"
          options={leaders.map((leader) => ({ value: leader.id, label: leaderLabel(leader) }))}
          value={typed['leaderId']}
          error={error('leaderId')}
        />
        <DateField name="startsOn" label="First day" value={typed['startsOn']} error={error('startsOn')} />
        <DateField
          name="endsOn"
          label="Last day"
          hint={`At most ${longestLeadershipMonths} months after the first; to go on longer, the board is asked again.`}
          value={typed['endsOn']}
          error={error('endsOn')}
        />
        <TextArea
          name="exitCriteria"
          label="What has to be reached before it goes back?"
          rows={4}
          value={typed['exitCriteria']}
          error={error('exitCriteria')}
        />
      </>
    ),
    submit: 'Propose to the board',
  });
}

export const showPropose = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  proposePage(ctx, idParam(request, 'interventionId'), null);

export async function sendPropose(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'interventionId');
  return await submit(
    readForm(leadershipForm, request.form),
    id,
    'Proposed. A trustee or the clerk records what the board decides.',
    (value) => proposeLeadership(ctx, id, value),
    (wrong) => proposePage(ctx, id, wrong),
  );
}
