import type { Ctx } from '#core/context.ts';
import type { Typed } from '#platform/http/form.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import { type Agenda, sinceWords } from '../agenda.ts';
import { savedParts, signatures } from '../newest-parts.ts';
import type { Parts } from '../part-queries.ts';
import { lineMeetingPaths } from '../paths.ts';
import { sideOf } from '../policy.ts';
import type { Meeting } from '../queries.ts';
import { stateOf } from '../rules.ts';
import { partTitles } from '../words.ts';
import { EarlierSection, NewActionsSection, PlanActionsSection } from './actions.tsx';
import { ChangesTable, EnquiriesTable } from './agenda-tables.tsx';
import { CriteriaSection } from './criteria.tsx';
import { ItemsSection, NotePart, WellbeingSection, type Writing } from './items.tsx';
import type { RefusedPart } from './part-form.tsx';

type Props = {
  ctx: Ctx;
  meeting: Meeting;
  agenda: Agenda;
  parts: Parts;
  wellbeing: Parameters<typeof savedParts>[1];
  refused: RefusedPart | undefined;
};

const Circulate = ({
  ctx,
  meeting,
  typed,
  why,
}: {
  ctx: Ctx;
  meeting: Meeting;
  typed: Typed;
  why: string | undefined;
}) => (
  <section>
    <h2 class="govuk-heading-m">
      {meeting.version === 0 ? 'Circulate the minutes' : 'Circulate the corrected minutes'}
    </h2>
    <p class="govuk-body">
      What stands above is frozen as the minutes, each line becomes progress of the plan, and both of you say whether
      they are right.
    </p>
    <Form action={lineMeetingPaths.circulate(meeting.id)} csrfToken={ctx.page.csrfToken}>
      <HiddenField name="revision" value={meeting.revision} />
      {meeting.version > 0 ? (
        <TextField name="why" label="What was corrected, and why" value={typed['why']} error={why} />
      ) : null}
      <Checkboxes
        name="confirms"
        label="For the Trust"
        required={false}
        options={[{ value: 'yes', label: 'I confirm these minutes' }]}
        values={typed['confirms'] ? ['yes'] : []}
      />
      <Button>Circulate the minutes</Button>
    </Form>
  </section>
);

/** The meeting while it is written: the agenda that builds itself, and a place to write beside each part of it. */
export const WritingSections = ({ ctx, meeting, agenda, parts, wellbeing, refused }: Props) => {
  const saved = savedParts(parts, wellbeing);
  const writing: Writing = { ctx, meetingId: meeting.id, saved, refused };
  const signed = signatures(parts, agenda.earlier);
  const corrected = meeting.version > 0;
  return (
    <div data-meeting={lineMeetingPaths.newest(meeting.id)} data-state={stateOf(meeting, [], ctx.today)}>
      <div role="status" data-meeting-notice />
      <EarlierSection writing={writing} agenda={agenda} signature={signed.earlier} />
      <CriteriaSection agenda={agenda} writing={writing} />
      <PlanActionsSection writing={writing} agenda={agenda} frozen={corrected} />
      <section>
        <h2 class="govuk-heading-m">{partTitles.data}</h2>
        <ChangesTable changes={agenda.changes} since={sinceWords(agenda, meeting.academic_year)} />
        <NotePart writing={writing} part="data" label={partTitles.data} />
      </section>
      <section>
        <h2 class="govuk-heading-m">{partTitles.enquiries}</h2>
        <EnquiriesTable enquiries={agenda.enquiries} />
        {agenda.enquiries.length > 0 ? (
          <NotePart writing={writing} part="enquiries" label={partTitles.enquiries} />
        ) : null}
      </section>
      <ItemsSection writing={writing} part="item" items={parts.items} signature={signed.items} />
      <WellbeingSection writing={writing} />
      <ItemsSection writing={writing} part="decision" items={parts.items} signature={signed.decisions} />
      <NewActionsSection writing={writing} meeting={meeting} actions={parts.actions} signature={signed.actions} />
      {sideOf(ctx.actor, meeting) === 'holder' ? (
        <Circulate
          ctx={ctx}
          meeting={meeting}
          typed={refused?.key === 'circulate' ? refused.typed : {}}
          why={
            refused?.key === 'circulate' ? refused.errors.find((found) => found.field === 'why')?.message : undefined
          }
        />
      ) : (
        <p class="govuk-body">{meeting.holder} circulates the minutes; then you are asked whether they are right.</p>
      )}
    </div>
  );
};
