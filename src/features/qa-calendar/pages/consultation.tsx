import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { holdersAt } from '#core/people/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import type { Refused } from '#platform/http/answer-form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { findingsOf } from '../actions/publish-calendar.ts';
import { clashesAmong } from '../clash-rules.ts';
import { type Consultations, consultationsOf, type SchoolStanding, standingOf } from '../consultation-queries.ts';
import { againstPublishing, calendarWords, sideWords } from '../consultation-rules.ts';
import { whenShort } from '../entry-words.ts';
import { qaCalendarPaths } from '../paths.ts';
import { plans, sideOf } from '../policy.ts';
import { type Entry, entriesInScope } from '../queries.ts';
import { schoolYears } from '../school-years.ts';
import { AnswerForm } from './answer-form.tsx';
import { yearInPath } from './asked-year.ts';
import { AskForm, NobodyForm, PublishForm, SettleForm } from './consultation-forms.tsx';
import { Versions } from './consultation-history.tsx';
import { Costs, hoursAt } from './costs.tsx';

export const stateColours = {
  planning: 'grey',
  asked: 'blue',
  to_move: 'amber',
  agreed: 'teal',
  published: 'green',
  asked_again: 'amber',
  agreed_again: 'teal',
} as const;

type Person = { id: string; name: string; role: string };

/** Who has been asked and what they say to the calendar as it stands. */
const Answers = ({
  standing,
  people,
  state,
}: {
  standing: SchoolStanding['standing'];
  people: readonly Person[];
  state: SchoolStanding['state'];
}) => (
  <Table
    caption="Who is asked"
    columns={[{ header: 'Who' }, { header: 'For' }, { header: 'What they say to the calendar as it stands' }]}
    rows={people.map((person) => {
      const side = person.role === 'head_teacher' ? ('head' as const) : ('staff' as const);
      const answer = standing.answers.findLast((found) => found.side === side);
      return [
        person.name,
        side === 'head' ? 'The school' : 'Its staff',
        standing.asked === null ? (
          'Not asked yet'
        ) : answer === undefined ? (
          state === 'published' ? (
            'Has not said'
          ) : (
            'Has not replied'
          )
        ) : answer.agrees ? (
          <Tag colour="green">Agrees</Tag>
        ) : (
          <Tag colour="amber">Asks for a change</Tag>
        ),
      ];
    })}
    empty="The school has neither a head teacher nor a staff representative in Cairn."
    stack
  />
);

const Entries = ({ entries, words }: { entries: readonly Entry[]; words: (id: string) => string }) => (
  <Table
    caption="The calendar as it stands"
    columns={[{ header: 'What' }, { header: 'When' }, { header: 'Led by' }, { header: 'To note' }]}
    rows={entries.map((entry) => [
      <a class="govuk-link" href={qaCalendarPaths.entry(entry.id)}>
        {entry.title}
      </a>,
      whenShort(entry),
      entry.lead ?? 'Nobody yet',
      words(entry.id) || '—',
    ])}
    empty="Nothing is planned at this school yet."
    stack
  />
);

const noRepresentative = (found: Consultations, standing: SchoolStanding['standing']) =>
  standing.representatives > 0 ? null : found.nobody[0] ? (
    <InsetText>
      {`Nobody speaks for the staff this year: ${found.nobody[0].why} (${found.nobody[0].by}, ${longDate(found.nobody[0].said_at.toZonedDateTimeISO('Europe/London').toPlainDate())})`}
    </InsetText>
  ) : (
    <InsetText>
      This school has no staff representative in Cairn. Somebody can be given that role under People; where nobody can
      be found, the head teacher or whoever plans says why, and the head teacher’s agreement is then enough.
    </InsetText>
  );

/** What a school is asked, what it says, and whether its calendar can be published. For whoever plans and those who answer; nobody else. */
export async function consultationPage(
  ctx: Ctx,
  request: PageRequest,
  refused?: Refused,
  stale = false,
): Promise<Reply> {
  const year = yearInPath(request);
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const side = sideOf(ctx.actor, school.id);
  const planner = plans(ctx.actor);
  if (!planner && side === null) throw new NotFound();
  const found = await consultationsOf(ctx, school.id, year);
  const { standing, state } = await standingOf(ctx, school.id, year);
  const entries = await entriesInScope(ctx, { schoolId: school.id, academicYear: year });
  const people = await holdersAt(ctx.db, [school.id], ['head_teacher', 'staff_representative'], ctx.today);
  const yearOf = await schoolYears(ctx, year);
  const clashes = clashesAmong(planner ? await entriesInScope(ctx, { academicYear: year }) : entries, yearOf);
  const words = (id: string) =>
    clashes
      .filter((clash) => clash.entryIds.includes(id))
      .map((clash) => clash.words)
      .join(' ');
  const findings = standing.asked === null && !planner ? [] : await findingsOf(ctx, entries);
  const [round] = found.rounds;
  const open = found.requests.filter((asked) => asked.outcome === null);
  const against = againstPublishing(standing);
  const form = { csrfToken: ctx.page.csrfToken, schoolId: school.id, year, refused };
  const blocks = findings.some((each) => each.findings.some((finding) => finding.blocks));
  return appPage(
    ctx,
    {
      title: `Consultation ${academicYearName(year)}`,
      crumbs: [
        { href: qaCalendarPaths.calendarOf(year), label: `QA calendar ${academicYearName(year)}` },
        { href: qaCalendarPaths.schoolYear(school.id, year), label: school.name },
      ],
      errors: refused?.errors ?? [],
      ...(stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading
        caption={school.name}
        title={`Consultation on the QA calendar ${academicYearName(year)}`}
        lead="Reviews are planned with the school: the head teacher and a staff representative agree to them, or ask to move what does not fit."
        status={<Tag colour={stateColours[state]}>{calendarWords[state]}</Tag>}
      />
      {round && state !== 'published' ? (
        <p class="govuk-body">
          {`Version ${round.version}, to be answered by ${longDate(round.due_on)}.${round.what_changed ? ` Since the version before: ${round.what_changed}.` : ''}`}
        </p>
      ) : null}
      {planner ? open.map((asked) => <SettleForm {...form} asked={asked} school={yearOf(school.id)} />) : null}
      {entries.length === 0 && !planner ? (
        <EmptyState title="You have not been asked yet">
          Once the Trust has planned the reviews of your school it asks you, and they are shown here.
        </EmptyState>
      ) : (
        <>
          <Entries entries={entries} words={words} />
          <Costs
            rows={await hoursAt(ctx, school.id, year)}
            leads={entries.flatMap((entry) => entry.lead_id ?? [])}
            findings={findings}
          />
        </>
      )}
      <Answers standing={standing} people={people} state={state} />
      {noRepresentative(found, standing)}
      {standing.representatives === 0 && found.nobody.length === 0 && (planner || side === 'head') ? (
        <NobodyForm {...form} />
      ) : null}
      {side !== null && round && state !== 'published' ? (
        <AnswerForm
          {...form}
          round={round}
          entries={entries}
          school={yearOf(school.id)}
          side={sideWords[side]}
          given={standing.answers.findLast((answer) => answer.side === side)}
        />
      ) : null}
      {planner ? <AskForm {...form} asked={standing.asked !== null} today={ctx.today} /> : null}
      {planner && entries.length > 0 && state !== 'published' ? (
        <PublishForm {...form} against={against} blocks={blocks} />
      ) : null}
      <Versions found={found} />
    </>,
  );
}

export async function showConsultation(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await consultationPage(ctx, request);
}
