import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate } from '#platform/clock.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { openAccess } from '../actions/answer-access.ts';
import { placeHold } from '../actions/keep-hold.ts';
import { everythingHeld } from '../everything-held.ts';
import { accessForm, askedByWords, holdForm } from '../forms.ts';
import { protectionPaths } from '../paths.ts';
import { mayFindPupil } from '../policy.ts';
import { accessRequestsOf, findPupil, type Pupil, pupilName } from '../pupil-queries.ts';
import { holdsOf } from '../rule-queries.ts';
import { countsInWords, dueInWords } from '../rules.ts';
import { Holds, holdNames } from './holds.tsx';

const AskForm = (props: { ctx: Ctx; pupil: Pupil; refused: Refused | undefined }) => {
  const { open, value, error } = shownIn('access', props.refused);
  return (
    <Details summary="Somebody asked for what is held" open={open}>
      <Form action={protectionPaths.ask(props.pupil.id)} csrfToken={props.ctx.page.csrfToken}>
        <DateField
          name="askedOn"
          label="Asked on"
          hint="It is to be answered within one month"
          value={value('askedOn') ?? props.ctx.today.toString()}
          error={error('askedOn')}
          required
        />
        <Radios
          name="askedBy"
          label="Who asked"
          value={value('askedBy')}
          error={error('askedBy')}
          options={Object.entries(askedByWords).map(([key, label]) => ({ value: key, label }))}
        />
        <TextField
          name="identityChecked"
          label="How it was checked that they may"
          hint="Such as: passport shown at reception. Do not name anybody."
          value={value('identityChecked')}
          error={error('identityChecked')}
          required
        />
        <Button>Write the request down</Button>
      </Form>
    </Details>
  );
};

const HoldForm = (props: { ctx: Ctx; pupil: Pupil; refused: Refused | undefined }) => {
  const { open, value, error } = shownIn('hold', props.refused);
  return (
    <Details summary="Place a hold on this pupil" open={open}>
      <Form action={protectionPaths.holdPupil(props.pupil.id)} csrfToken={props.ctx.page.csrfToken}>
        <TextField
          name="reason"
          label="Why nothing of this pupil may be erased"
          hint="Do not name the pupil"
          value={value('reason')}
          error={error('reason')}
          required
        />
        <Button variant="secondary">Place the hold</Button>
      </Form>
    </Details>
  );
};

export async function pupilPage(ctx: Ctx, pupilId: string, refused?: Refused): Promise<Reply> {
  const pupil = await findPupil(ctx, pupilId);
  demand(mayFindPupil(ctx.actor, pupil.school_id));
  await recordPupilReading(ctx, {
    schoolId: pupil.school_id,
    snapshotId: null,
    pupilId: pupil.id,
    what: 'everything held of one pupil',
  });
  const held = await everythingHeld(ctx, pupil);
  const holds = (await holdsOf(ctx, pupil.school_id)).filter(
    (hold) => hold.pupil_id === pupil.id || (hold.pupil_id === null && hold.lifted_at === null),
  );
  const requests = await accessRequestsOf(ctx, { pupilId: pupil.id });
  const quarantined = held.fileRows.filter((row) => row.inQuarantine !== null).length;
  return appPage(
    ctx,
    {
      title: pupilName(pupil),
      errors: refused?.errors ?? [],
      wide: true,
      crumbs: [
        { label: `Pupil data of ${pupil.school}`, href: protectionPaths.school(pupil.school_id) },
        { label: 'Find', href: protectionPaths.find },
      ],
    },
    <>
      <PageHeading
        caption={`${pupil.school}, number ${pupil.id} in Cairn`}
        title={pupilName(pupil)}
        lead="All that Cairn holds of this pupil. That you have opened this page is written down, and the school sees it."
      />
      <SummaryList
        rows={[
          { key: 'UPN', value: pupil.upn ?? 'Not held' },
          { key: 'School’s number', value: pupil.reference ?? 'Not held' },
          { key: 'Date of birth', value: pupil.born_on ? longDate(pupil.born_on) : 'Not held' },
          {
            key: 'Rows in files',
            value: `${held.fileRows.length === 0 ? 'None' : countsInWords({ fileRows: held.fileRows.length })}${quarantined > 0 ? `, ${quarantined} of them in quarantine` : ''}`,
          },
          {
            key: 'Looked at',
            value:
              held.readings.length === 1
                ? 'Once'
                : `${held.readings.length} times, with lists in which the pupil stands`,
          },
        ]}
      />
      <Table
        caption="In snapshots"
        columns={[
          { header: 'Snapshot' },
          { header: 'Data of' },
          { header: 'Results', align: 'number' },
          { header: 'Attendance' },
          { header: 'Suspensions', align: 'number' },
        ]}
        rows={held.onRoll.map((row) => [
          row.taken ? row.snapshot : `${row.snapshot} (open)`,
          longDate(Temporal.PlainDate.from(row.dataOn)),
          held.results.filter((each) => each.snapshot === row.snapshot).length,
          held.attendance.some((each) => each.snapshot === row.snapshot) ? 'Yes' : 'No',
          held.suspensions.filter((each) => each.snapshot === row.snapshot).length,
        ])}
        empty="No snapshot holds this pupil."
        stack
      />
      <Table
        caption="Requests for what is held"
        columns={[{ header: 'Asked on' }, { header: 'Where it stands' }]}
        rows={requests.map((request) => [
          <a class="govuk-link" href={protectionPaths.access(request.id)}>
            {longDate(request.asked_on)}
          </a>,
          request.closed_at
            ? `Closed: ${request.closed_why ?? ''}`
            : `To be answered ${dueInWords(request.due_on, ctx.today)}`,
        ])}
        empty="Nobody has asked."
        stack
      />
      <AskForm ctx={ctx} pupil={pupil} refused={refused} />
      <Holds ctx={ctx} holds={holds} names={await holdNames(ctx, holds)} refused={refused} />
      <HoldForm ctx={ctx} pupil={pupil} refused={refused} />
      <ButtonGroup>
        <ButtonLink href={protectionPaths.erase(pupil.id)} variant="warning">
          Erase this pupil
        </ButtonLink>
      </ButtonGroup>
    </>,
  );
}

export const showPupil = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  pupilPage(ctx, request.params['pupilId'] ?? '');

export async function sendAsk(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pupil = await findPupil(ctx, request.params['pupilId'] ?? '');
  demand(mayFindPupil(ctx.actor, pupil.school_id));
  return await answerForm(
    'access',
    readForm(accessForm, request.form),
    async (value) =>
      redirectTo(
        protectionPaths.access(await openAccess(ctx, String(pupil.id), value)),
        'The request is written down. Until it is closed nothing of the pupil is erased.',
      ),
    (refused) => pupilPage(ctx, String(pupil.id), refused),
  );
}

export async function sendHoldPupil(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pupil = await findPupil(ctx, request.params['pupilId'] ?? '');
  demand(mayFindPupil(ctx.actor, pupil.school_id));
  return await answerForm(
    'hold',
    readForm(holdForm, request.form),
    async ({ reason }) => {
      await placeHold(ctx, { pupilId: String(pupil.id) }, reason);
      return redirectTo(protectionPaths.pupil(pupil.id), 'The hold stands: nothing of this pupil is erased.');
    },
    (refused) => pupilPage(ctx, String(pupil.id), refused),
  );
}
