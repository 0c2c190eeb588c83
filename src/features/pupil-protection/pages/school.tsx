import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { liftHold, placeHold } from '../actions/keep-hold.ts';
import { holdForm, liftForm } from '../forms.ts';
import { identitySettings } from '../identity-queries.ts';
import { keptTitles } from '../identity-words.ts';
import { protectionPaths } from '../paths.ts';
import { mayFindPupil, mayKeepRules, mayLift, mayProtectSchool } from '../policy.ts';
import { accessRequestsOf } from '../pupil-queries.ts';
import { holdsOf, lockHold, rulesOf, runsOf } from '../rule-queries.ts';
import { dueInWords, kindTitles, ruleInWords } from '../rules.ts';
import { Holds, holdNames } from './holds.tsx';
import { overviewPage } from './overview.tsx';
import { RunsTable } from './runs-table.tsx';

const PlaceHold = (props: { ctx: Ctx; schoolId: string; refused: Refused | undefined }) => {
  const { open, value, error } = shownIn('hold', props.refused);
  return (
    <Details summary="Place a hold on the whole school" open={open}>
      <Form action={protectionPaths.hold(props.schoolId)} csrfToken={props.ctx.page.csrfToken}>
        <p class="govuk-body">
          For a complaint, a tribunal or an inquiry: nothing of the school’s pupil data is erased until an administrator
          or the Executive Principal lifts it. A hold on one pupil is placed on the page of the pupil.
        </p>
        <TextField
          name="reason"
          label="Why"
          hint="Do not name a pupil"
          value={value('reason')}
          error={error('reason')}
          required
        />
        <Button variant="secondary">Place the hold</Button>
      </Form>
    </Details>
  );
};

async function schoolPage(ctx: Ctx, schoolId: string, refused?: Refused): Promise<Reply> {
  const school = await findSchool(ctx, schoolId);
  demand(mayProtectSchool(ctx.actor, school.id));
  const settings = await identitySettings(ctx);
  const own = settings.find((setting) => setting.schoolId === school.id);
  const keeps = own?.keeps ?? settings.find((setting) => setting.schoolId === null)?.keeps ?? 'names';
  const holds = await holdsOf(ctx, school.id);
  const finds = mayFindPupil(ctx.actor, school.id).allowed;
  const requests = await accessRequestsOf(ctx, { schoolId: school.id });
  const runs = (await runsOf(ctx, { size: 20, from: 0 })).filter((run) => run.school === school.name);
  return appPage(
    ctx,
    {
      title: `Pupil data of ${school.name}`,
      errors: refused?.errors ?? [],
      wide: true,
      crumbs: mayKeepRules(ctx.actor).allowed
        ? [{ label: 'Protection of pupil data', href: protectionPaths.overview }]
        : [],
    },
    <>
      <PageHeading
        caption={school.name}
        title="Protection of pupil data"
        lead="What identifies pupils here, what must not be erased, and what is held of one pupil."
      />
      {schoolNavigation(ctx, school.id, 'data-systems')}
      <SummaryList
        rows={[
          {
            key: 'What identifies pupils',
            value: own ? keptTitles[keeps] : `${keptTitles[keeps]}, as in the whole Trust`,
            action: {
              href: protectionPaths.schoolIdentity(school.id),
              label: 'Change',
              hiddenText: 'what identifies pupils',
            },
          },
        ]}
      />
      {finds ? (
        <ButtonGroup>
          <ButtonLink href={`${protectionPaths.find}?school=${school.id}`}>Find what is held of one pupil</ButtonLink>
        </ButtonGroup>
      ) : null}
      <Holds ctx={ctx} holds={holds} names={await holdNames(ctx, holds)} refused={refused} />
      <PlaceHold ctx={ctx} schoolId={school.id} refused={refused} />
      <Table
        caption="Requests for what is held of a pupil"
        columns={[{ header: 'Request' }, { header: 'Where it stands' }, { header: 'Written down by' }]}
        rows={requests.map((request) => [
          finds ? (
            <a class="govuk-link" href={protectionPaths.access(request.id)}>
              One pupil (number {request.pupil_id})
            </a>
          ) : (
            `One pupil (number ${request.pupil_id})`
          ),
          request.closed_at
            ? `Closed: ${request.closed_why ?? ''}`
            : `To be answered ${dueInWords(request.due_on, ctx.today)}`,
          request.opener,
        ])}
        empty="Nobody has asked. When somebody does, find the pupil and write the request down there."
        stack
      />
      <Table
        caption="How long the Trust keeps pupil data"
        columns={[{ header: 'Kind of data' }, { header: 'Erased' }]}
        rows={(await rulesOf(ctx)).map((rule) => [
          kindTitles[rule.kind],
          rule.confirmed === null
            ? `${ruleInWords(rule.kind, rule.months)}. The Trust has not confirmed this yet`
            : ruleInWords(rule.kind, rule.months),
        ])}
        stack
      />
      <RunsTable runs={runs} caption="What was erased at this school alone" />
    </>,
  );
}

export const showSchool = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  schoolPage(ctx, request.params['schoolId'] ?? '');

export async function sendHold(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { id } = await findSchool(ctx, request.params['schoolId'] ?? '');
  return await answerForm(
    'hold',
    readForm(holdForm, request.form),
    async ({ reason }) => {
      await placeHold(ctx, { schoolId: id }, reason);
      return redirectTo(protectionPaths.school(id), 'The hold stands: nothing of the school’s pupil data is erased.');
    },
    (refused) => schoolPage(ctx, id, refused),
  );
}

export async function sendLift(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const hold = await lockHold(ctx, idParam(request, 'holdId'));
  demand(mayLift(ctx.actor));
  return await answerForm(
    `lift ${hold.id}`,
    readForm(liftForm, request.form),
    async (value) => {
      await liftHold(ctx, hold.id, value);
      return redirectTo(
        protectionPaths.school(hold.school_id),
        'The hold has been lifted. What is due is erased from tonight.',
      );
    },
    (refused) =>
      mayKeepRules(ctx.actor).allowed ? overviewPage(ctx, refused) : schoolPage(ctx, hold.school_id, refused),
  );
}
