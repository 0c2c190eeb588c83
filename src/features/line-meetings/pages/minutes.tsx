import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { longMoment } from '#platform/clock.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { RagTag } from '#ui/rag-tag.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { readMinutes } from '../kept-agenda.ts';
import type { Minutes } from '../minutes.ts';
import type { minutesOf, Parts } from '../part-queries.ts';
import { lineMeetingPaths } from '../paths.ts';
import { mayAnswer, mayCirculate, mayEndAction, sideOf } from '../policy.ts';
import type { answersOf, Meeting } from '../queries.ts';
import { sidesToAnswer } from '../rules.ts';
import { carriedWords, partTitles, sideNames } from '../words.ts';
import { carriedColumns, EndAction } from './actions.tsx';
import { DirectionTag } from './agenda-tables.tsx';
import type { RefusedPart } from './part-form.tsx';

type Answers = Awaited<ReturnType<typeof answersOf>>;
type Versions = Awaited<ReturnType<typeof minutesOf>>;
type Props = {
  ctx: Ctx;
  meeting: Meeting;
  versions: Versions;
  answers: Answers;
  parts: Parts;
  refused: RefusedPart | undefined;
};

const Words = ({ text }: { text: string | undefined }) => (text ? <p class="govuk-body cairn-pre">{text}</p> : null);

const Criterion = ({ one }: { one: Minutes['criteria'][number] }) => (
  <Card title={one.what} aside={<RagTag rating={one.now?.rag ?? 'none'} />}>
    <p class="govuk-body">{one.target}.</p>
    <SummaryList
      rows={[
        {
          key: 'Before',
          value: one.last ? (
            <>
              <RagTag rating={one.last.rag} /> {one.last.value} ({one.last.on}). {one.last.reason}
            </>
          ) : (
            'Nothing had been recorded'
          ),
        },
        one.now
          ? { key: 'Now', value: `${one.now.value}. ${one.now.reason}` }
          : { key: 'Not discussed', value: one.notDiscussed ?? '' },
      ]}
    />
  </Card>
);

const Section = ({ title, children }: { title: string; children: Child }) => (
  <section>
    <h2 class="govuk-heading-m">{title}</h2>
    {children}
  </section>
);

/** The minutes as they were circulated, the same words as in the document. */
export const MinutesText = ({ minutes }: { minutes: Minutes }) => (
  <>
    <Section title="Progress against the criteria of the action plan">
      {minutes.criteria.length > 0 ? (
        minutes.criteria.map((one) => <Criterion one={one} />)
      ) : (
        <p class="govuk-body">No plan was in force.</p>
      )}
    </Section>
    {minutes.planActions.length > 0 ? (
      <Section title={partTitles.plan_actions}>
        <Table
          caption={partTitles.plan_actions}
          captionHidden
          columns={[{ header: 'Action' }, { header: 'Owner' }, { header: 'Was due' }]}
          rows={minutes.planActions.map((one) => [one.what, one.owner, one.dueOn])}
          stack
          dense
        />
        <Words text={minutes.notes.plan_actions} />
      </Section>
    ) : null}
    {minutes.changes.length > 0 || minutes.notes.data ? (
      <Section title={partTitles.data}>
        <Table
          caption={partTitles.data}
          captionHidden
          columns={[{ header: 'What' }, { header: 'Was' }, { header: 'Is' }, { header: 'Which way' }]}
          rows={minutes.changes.map((one) => [
            one.what,
            one.was ?? '—',
            one.now,
            <DirectionTag direction={one.direction} />,
          ])}
          empty="Nothing was new."
          stack
          dense
        />
        <Words text={minutes.notes.data} />
      </Section>
    ) : null}
    {minutes.enquiries.length > 0 ? (
      <Section title={partTitles.enquiries}>
        <Table
          caption={partTitles.enquiries}
          captionHidden
          columns={[{ header: 'Question' }, { header: 'Who follows it up' }, { header: 'By when' }]}
          rows={minutes.enquiries.map((one) => [
            one.question,
            one.owner,
            `${one.byWhen}${one.overdue ? ', overdue' : ''}`,
          ])}
          stack
          dense
        />
        <Words text={minutes.notes.enquiries} />
      </Section>
    ) : null}
    {minutes.earlier.length > 0 ? (
      <Section title={partTitles.earlier}>
        <Table
          caption={partTitles.earlier}
          captionHidden
          columns={carriedColumns}
          rows={minutes.earlier.map((one) => [one.what, one.owner, one.dueOn, carriedWords(one.carried), one.state])}
          stack
          dense
        />
        <Words text={minutes.notes.earlier} />
      </Section>
    ) : null}
    {minutes.items.length > 0 ? (
      <Section title="Items of either side">
        {minutes.items.map((item) => (
          <>
            <h3 class="govuk-heading-s">
              {item.title} ({item.by})
            </h3>
            <Words text={item.words} />
          </>
        ))}
      </Section>
    ) : null}
    <Section title="Decisions">
      {minutes.decisions.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {minutes.decisions.map((one) => (
            <li>
              <strong>{one.title}</strong> {one.words}
            </li>
          ))}
        </ul>
      ) : (
        <p class="govuk-body">None.</p>
      )}
    </Section>
  </>
);

/** Actions as they stand now, to tick off. */
const Agreed = ({ ctx, meeting, parts, refused }: Omit<Props, 'versions' | 'answers'>) => (
  <Section title="Actions agreed">
    <Table
      caption="Actions agreed"
      captionHidden
      columns={[{ header: 'What' }, { header: 'Who' }, { header: 'By when' }, { header: 'State' }]}
      rows={parts.actions.map((action) => [
        action.what,
        action.owner_name,
        action.due_on.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }),
        action.ended_how ? (
          action.ended_how === 'done' ? (
            'Done'
          ) : (
            'Dropped'
          )
        ) : mayEndAction(ctx.actor, meeting, action.owner_id).allowed ? (
          <EndAction
            writing={{ ctx, meetingId: meeting.id, saved: new Map(), refused }}
            action={{ id: action.id, what: action.what, revision: action.revision }}
          />
        ) : (
          'Open'
        ),
      ])}
      empty="None."
      stack
      dense
    />
  </Section>
);

const Said = ({ ctx, meeting, answers, refused }: Omit<Props, 'versions' | 'parts'>) => {
  const waiting = sidesToAnswer(meeting, answers);
  const mine = mayAnswer(ctx.actor, meeting).allowed ? sideOf(ctx.actor, meeting) : null;
  const open = refused?.key === 'answer' ? refused : undefined;
  const error = (name: string) => open?.errors.find((found) => found.field === name)?.message;
  const last = answers.findLast((answer) => answer.side === mine && answer.of_version === meeting.version);
  return (
    <Section title="Are these minutes right?">
      <Table
        caption="What both say"
        captionHidden
        columns={[{ header: 'Side' }, { header: 'What they say' }, { header: 'Who and when' }]}
        rows={[
          ...answers.map((answer) => [
            sideNames[answer.side],
            `${answer.agrees ? 'They are right' : `Sees it differently: ${answer.words ?? ''}`}${answer.of_version === meeting.version ? '' : ' (of an earlier version)'}`,
            `${answer.by}, ${longMoment(answer.answered_at)}`,
          ]),
          ...waiting.map((side) => [sideNames[side], 'Has not said yet', '—']),
        ]}
        stack
      />
      {mine && !last?.agrees && !meeting.correcting_since ? (
        <Form action={lineMeetingPaths.answer(meeting.id)} csrfToken={ctx.page.csrfToken}>
          <HiddenField name="version" value={meeting.version} />
          <Radios
            name="agrees"
            label="Are the minutes right?"
            value={open?.typed['agrees']}
            error={error('agrees') ?? error('')}
            options={[
              { value: 'yes', label: 'Yes, this is what was said and agreed' },
              { value: 'no', label: 'No: I see something differently', hint: 'Your words stand with the minutes' },
            ]}
          />
          <TextArea
            name="words"
            label="What you see differently"
            rows={3}
            required={false}
            value={open?.typed['words']}
            error={error('words')}
          />
          <Button>Say so</Button>
        </Form>
      ) : null}
    </Section>
  );
};

/** The minutes of a meeting, what both say of them, and the way to correct them. */
export const MinutesSections = (props: Props) => {
  const { ctx, meeting, versions, answers } = props;
  const [newest, ...older] = versions;
  if (!newest) return null;
  const { minutes } = readMinutes(newest.content);
  const both = sideOf(ctx.actor, meeting) !== null;
  return (
    <>
      {newest.why ? (
        <p class="govuk-body">
          Version {newest.version}, corrected: {newest.why}
        </p>
      ) : null}
      {both && sidesToAnswer(meeting, answers).length > 0 ? <Said {...props} /> : null}
      <MinutesText minutes={minutes} />
      <Agreed {...props} />
      {both && sidesToAnswer(meeting, answers).length > 0 ? null : <Said {...props} />}
      <ButtonGroup>
        <ButtonLink href={lineMeetingPaths.document(meeting.id, 'pdf')} variant="secondary">
          Minutes as PDF
        </ButtonLink>
        <ButtonLink href={lineMeetingPaths.document(meeting.id, 'docx')} variant="secondary">
          Minutes as Word
        </ButtonLink>
      </ButtonGroup>
      {mayCirculate(ctx.actor, meeting).allowed && !meeting.correcting_since ? (
        <Details summary="Correct these minutes">
          <p class="govuk-body">
            They open to both of you; the corrected ones are circulated as a new version, and both are asked again.
          </p>
          <Form action={lineMeetingPaths.correct(meeting.id)} csrfToken={ctx.page.csrfToken}>
            <HiddenField name="revision" value={meeting.revision} />
            <Button variant="secondary">Correct these minutes</Button>
          </Form>
        </Details>
      ) : null}
      {older.map((version) => (
        <Details summary={`Version ${version.version}, circulated ${longMoment(version.circulated_at)}`}>
          <MinutesText minutes={readMinutes(version.content).minutes} />
        </Details>
      ))}
    </>
  );
};
