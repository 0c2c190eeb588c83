import type { Ctx } from '#core/context.ts';
import { ragWords } from '#features/action-plans/index.ts';
import { capital } from '#platform/capital.ts';
import { longDate } from '#platform/clock.ts';
import { Button } from '#ui/button.tsx';
import { Columns } from '#ui/columns.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { RagTag } from '#ui/rag-tag.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { Agenda, AgendaCriterion } from '../agenda.ts';
import { targetWords } from '../minutes.ts';
import { keys, type SavedPart } from '../newest-parts.ts';
import { lineMeetingPaths } from '../paths.ts';
import { rags } from '../words.ts';
import { PartForm, type RefusedPart, shownPart } from './part-form.tsx';

const Last = ({ last, from }: { last: AgendaCriterion['last']; from: string }) =>
  last ? (
    <>
      <h4 class="govuk-heading-s">Last entry, {longDate(last.on)}</h4>
      <SummaryList
        rows={[
          { key: 'Rating', value: <RagTag rating={last.rag} /> },
          { key: 'It stood at', value: last.value },
          { key: 'Reason', value: last.reason },
          { key: 'By', value: last.by },
        ]}
      />
    </>
  ) : (
    <>
      <h4 class="govuk-heading-s">No entry yet</h4>
      <p class="govuk-body">It started from {from || 'a point that the plan does not say'}.</p>
    </>
  );

type Writing = {
  ctx: Ctx;
  meetingId: string;
  saved: ReadonlyMap<string, SavedPart>;
  refused: RefusedPart | undefined;
};

const Fields = ({ criterion, shown }: { criterion: AgendaCriterion; shown: ReturnType<typeof shownPart> }) => {
  const field = (name: string) => ({
    name,
    id: `${name}-${criterion.criterionId}`,
    value: shown.value(name),
    error: shown.error(name),
  });
  return (
    <>
      {criterion.measure === 'number' ? (
        <NumberField
          {...field('valueNumber')}
          label={criterion.unit ? `Where it stands now (${criterion.unit})` : 'Where it stands now'}
          decimal
        />
      ) : null}
      <TextArea
        {...field('valueWords')}
        label={criterion.measure === 'number' ? 'In words' : 'Where it stands now'}
        required={criterion.measure === 'number' ? false : undefined}
        rows={2}
      />
      <Radios
        {...field('rag')}
        label="How does it stand?"
        inline
        options={rags.map((rag) => ({
          value: rag,
          label: (
            <>
              <RagTag rating={rag} /> {capital(ragWords[rag])}
            </>
          ),
        }))}
      />
      <TextArea {...field('reason')} label="Reason for the rating" rows={2} />
      <Details summary="Not discussed today" open={shown.value('notDiscussed') !== ''}>
        <TextField {...field('notDiscussed')} label="Why it was not discussed" required={false} />
      </Details>
    </>
  );
};

const CriterionPart = ({ writing, criterion }: { writing: Writing; criterion: AgendaCriterion }) => {
  const key = keys.criterion(criterion.criterionId);
  const shown = shownPart(key, writing.saved.get(key), writing.refused);
  return (
    <section class="cairn-card" data-criterion>
      <div class="cairn-card__head">
        <h3 class="cairn-card__title">{criterion.what}</h3>
        <div class="cairn-card__aside">
          {criterion.reached ? <Tag colour="blue">Reached</Tag> : criterion.due ? <Tag colour="amber">Due</Tag> : null}
        </div>
      </div>
      <div class="cairn-card__body">
        <p class="govuk-body">{targetWords(criterion)}.</p>
        <Columns
          asideLabel="Last entry"
          main={
            <PartForm
              ctx={writing.ctx}
              partKey={key}
              action={lineMeetingPaths.criterion(writing.meetingId, criterion.criterionId)}
              label={criterion.what}
              shown={shown}
              fields={{
                ...(criterion.measure === 'number' ? { valueNumber: 'Where it stands now' } : {}),
                valueWords: criterion.measure === 'number' ? 'In words' : 'Where it stands now',
                rag: 'Rating',
                reason: 'Reason',
                notDiscussed: 'Not discussed',
              }}
            >
              <Fields criterion={criterion} shown={shown} />
            </PartForm>
          }
          aside={<Last last={criterion.last} from={criterion.from} />}
        />
      </div>
    </section>
  );
};

/** Every criterion of the plans in force with its last entry beside the new one: those that are due stand open, the others behind a line. */
export const CriteriaSection = ({ agenda, writing }: { agenda: Agenda; writing: Writing }) => {
  const due = agenda.criteria.filter((criterion) => criterion.due);
  const others = agenda.criteria.filter((criterion) => !criterion.due);
  const written = others.some(({ criterionId }) => {
    const key = keys.criterion(criterionId);
    return writing.saved.has(key) || writing.refused?.key === key;
  });
  const open = agenda.criteria.filter(
    ({ criterionId, reached }) => !reached && !writing.saved.has(keys.criterion(criterionId)),
  );
  return (
    <section aria-labelledby="criteria">
      <h2 class="govuk-heading-m" id="criteria">
        Progress against the criteria of the action plan
      </h2>
      {agenda.criteria.length === 0 ? (
        <p class="govuk-body">
          No plan is in force: once one is agreed, put in place or approved, its criteria stand here.
        </p>
      ) : (
        <p class="govuk-body">
          Each needs a line before the minutes can go out: where it stands, or why it was not discussed. What is written
          here is kept as you go, and becomes the plan’s progress when the minutes are circulated.
        </p>
      )}
      {due.map((criterion) => (
        <CriterionPart writing={writing} criterion={criterion} />
      ))}
      {others.length > 0 ? (
        <Details
          summary={others.length === 1 ? 'One criterion that is not due' : `${others.length} criteria that are not due`}
          open={due.length === 0 || written}
        >
          {others.map((criterion) => (
            <CriterionPart writing={writing} criterion={criterion} />
          ))}
        </Details>
      ) : null}
      {open.length > 0 ? (
        <Details summary="Leave the rest for another time">
          <Form action={lineMeetingPaths.notDiscussed(writing.meetingId)} csrfToken={writing.ctx.page.csrfToken}>
            <TextField
              name="why"
              label="Why the criteria without a line were not discussed"
              value={writing.refused?.key === 'rest' ? writing.refused.typed['why'] : undefined}
              error={writing.refused?.key === 'rest' ? writing.refused.errors[0]?.message : undefined}
            />
            <Button variant="secondary">Write this on each of them</Button>
          </Form>
        </Details>
      ) : null}
    </section>
  );
};
