import type { Ctx } from '#core/context.ts';
import type { Refused } from '#platform/http/answer-form.ts';
import { shownIn } from '#platform/http/answer-form.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextField } from '#ui/text-field.tsx';
import { type Agenda, sinceWords } from '../agenda.ts';
import { savedParts, signatures } from '../newest-parts.ts';
import type { Parts } from '../part-queries.ts';
import { lineMeetingPaths } from '../paths.ts';
import { mayBegin, mayMove, sideOf } from '../policy.ts';
import type { Meeting } from '../queries.ts';
import { moveReasonNames, moveReasons } from '../rules.ts';
import {
  ChangesTable,
  CriteriaPreview,
  DecidedLastTime,
  EarlierPreview,
  EnquiriesTable,
  OverduePreview,
} from './agenda-tables.tsx';
import { ItemsSection } from './items.tsx';
import type { RefusedPart } from './part-form.tsx';

type Props = { ctx: Ctx; meeting: Meeting; agenda: Agenda; parts: Parts; refused: RefusedPart | undefined };

const asForm = (refused: RefusedPart | undefined): Refused | undefined =>
  refused && { form: refused.key, errors: refused.errors, typed: refused.typed };

const Begin = ({ ctx, meeting, refused }: Omit<Props, 'agenda' | 'parts'>) => {
  const { value, error } = shownIn('begin', asForm(refused));
  const passed = Temporal.PlainDate.compare(meeting.planned_on, ctx.today) < 0;
  return (
    <Form action={lineMeetingPaths.begin(meeting.id)} csrfToken={ctx.page.csrfToken}>
      <HiddenField name="revision" value={meeting.revision} />
      <DateField
        name="heldOn"
        label="You meet on"
        value={value('heldOn') ?? (passed ? meeting.planned_on : ctx.today).toString()}
        max={ctx.today.toString()}
        error={error('heldOn') ?? error('')}
      />
      <Button>Begin the meeting</Button>
    </Form>
  );
};

/** Move, or cancel, with the reason; a meeting begun by mistake is cancelled too. */
export const Rearrange = ({ ctx, meeting, refused }: Omit<Props, 'agenda' | 'parts'>) => {
  const move = shownIn('move', asForm(refused));
  const cancel = shownIn('cancel', asForm(refused));
  return (
    <>
      {meeting.held_on === null ? (
        <Details summary="Move this meeting" open={move.open}>
          <Form action={lineMeetingPaths.move(meeting.id)} csrfToken={ctx.page.csrfToken}>
            <HiddenField name="revision" value={meeting.revision} />
            <DateField name="on" label="New day" value={move.value('on')} error={move.error('on')} />
            <TextField
              name="atTime"
              label="Time"
              width={5}
              value={move.value('atTime') ?? meeting.at_time}
              error={move.error('atTime')}
            />
            <Radios
              name="reason"
              label="Why it is moved"
              options={moveReasonNames.map((reason) => ({ value: reason, label: moveReasons[reason] }))}
              value={move.value('reason')}
              error={move.error('reason')}
            />
            <TextField
              name="why"
              id="move-why"
              label="More, if there is more to say"
              hint="Only the two of you see the reason"
              required={false}
              value={move.value('why')}
              error={move.error('why')}
            />
            <Button variant="secondary">Move this meeting</Button>
          </Form>
        </Details>
      ) : null}
      <Details summary="Cancel this meeting" open={cancel.open}>
        <Form action={lineMeetingPaths.cancel(meeting.id)} csrfToken={ctx.page.csrfToken}>
          <HiddenField name="revision" value={meeting.revision} />
          <TextField
            name="why"
            id="cancel-why"
            label="Why it is cancelled"
            value={cancel.value('why')}
            error={cancel.error('why')}
          />
          <Button variant="warning">Cancel this meeting</Button>
        </Form>
      </Details>
    </>
  );
};

/** A meeting before it begins: what its agenda holds so far, items to add, and the steps. */
export const PlannedSections = ({ ctx, meeting, agenda, parts, refused }: Props) => {
  const begins = mayBegin(ctx.actor, meeting).allowed;
  const early = Temporal.PlainDate.compare(meeting.planned_on, ctx.today) > 0;
  const writing = { ctx, meetingId: meeting.id, saved: savedParts(parts, undefined), refused };
  return (
    <>
      {begins && !early ? <Begin ctx={ctx} meeting={meeting} refused={refused} /> : null}
      {sideOf(ctx.actor, meeting) ? (
        <ItemsSection
          writing={writing}
          part="item"
          items={parts.items}
          signature={signatures(parts, agenda.earlier).items}
        />
      ) : null}
      <h2 class="govuk-heading-m">What the agenda holds today</h2>
      <DecidedLastTime decided={agenda.decided} />
      <EarlierPreview earlier={agenda.earlier} />
      <CriteriaPreview criteria={agenda.criteria} />
      <OverduePreview actions={agenda.planActions} />
      <ChangesTable
        changes={agenda.changes}
        since={`What changed in the data: ${sinceWords(agenda, meeting.academic_year).replace('Since', 'since')}`}
      />
      <h3 class="govuk-heading-s">Lines of enquiry that are open</h3>
      <EnquiriesTable enquiries={agenda.enquiries} />
      {mayMove(ctx.actor, meeting).allowed ? <Rearrange ctx={ctx} meeting={meeting} refused={refused} /> : null}
      {begins && early ? (
        <Details summary="Begin it before its day" open={refused?.key === 'begin'}>
          <Begin ctx={ctx} meeting={meeting} refused={refused} />
        </Details>
      ) : null}
    </>
  );
};
