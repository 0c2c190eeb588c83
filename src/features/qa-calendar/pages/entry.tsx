import { academicYearName, termNames } from '#core/academic-year/rules.ts';
import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { listPath, startPath } from '#features/annual-reviews/paths.ts';
import { plannedDataReviews } from '#features/data-reviews/index.ts';
import { dataReviewPaths } from '#features/data-reviews/paths.ts';
import { capital } from '#platform/capital.ts';
import { longDate, longMoment } from '#platform/clock.ts';
import { StaleRevision } from '#platform/errors.ts';
import { answerForm, type Refused } from '#platform/http/answer-form.ts';
import { type FormResult, readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList, type SummaryRow } from '#ui/summary-list.tsx';
import { Tag } from '#ui/tag.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { changeEntry } from '../actions/change-entry.ts';
import { moveEntry } from '../actions/move-entry.ts';
import { stopEntry } from '../actions/stop-entry.ts';
import { clashesWith } from '../clash-rules.ts';
import { partWords } from '../cost-rules.ts';
import { inWeekOf } from '../entry-rules.ts';
import { whenInWords } from '../entry-words.ts';
import { changeForm, moveForm, stopForm } from '../forms.ts';
import { qaCalendarPaths } from '../paths.ts';
import { mayFollowReview, plans, sideOf } from '../policy.ts';
import {
  departmentsOf,
  type Entry,
  entriesInScope,
  findEntry,
  movesOf,
  possibleLeads,
  reviewIsShared,
} from '../queries.ts';
import { schoolYears } from '../school-years.ts';
import { templateOf } from '../template-queries.ts';
import { costsOf, minutesOf } from '../template-rules.ts';
import { weekAt } from '../week-rules.ts';
import { kindWords, topicWords } from '../words.ts';
import { EntryForms } from './entry-forms.tsx';
import { hours } from './hours.ts';

/** Where the review of an entry is led and recorded, where the reader may go there. */
async function whereItLeads(ctx: Ctx, entry: Entry): Promise<{ href: string; label: string } | null> {
  if (entry.kind === 'data_review') {
    if (!holdsAt(ctx.actor, 'data-review:read', entry.school_id)) return null;
    const planned = (await plannedDataReviews(ctx, entry.academic_year)).get(entry.school_id);
    return planned
      ? {
          href: planned.href,
          label: `Data review, ${planned.heldOn ? `held on ${longDate(planned.heldOn)}` : `on ${longDate(planned.plannedOn)}`}`,
        }
      : { href: dataReviewPaths.listOf(entry.academic_year), label: 'Data reviews: no date has been set' };
  }
  if (entry.kind === 'annual_review') {
    if (holdsAt(ctx.actor, 'annual-review:write', entry.school_id) && !entry.published)
      return { href: startPath(entry.school_id), label: 'Start the Annual Review' };
    return holdsAt(ctx.actor, 'annual-review:read', entry.school_id)
      ? { href: listPath, label: 'Annual Reviews' }
      : null;
  }
  return mayFollowReview(ctx.actor, entry, await reviewIsShared(ctx, entry.id))
    ? { href: qaCalendarPaths.review(entry.id), label: 'The review' }
    : null;
}

async function costRows(ctx: Ctx, entry: Entry): Promise<SummaryRow[]> {
  const { lines } = await templateOf(ctx);
  const costs = costsOf(lines, { kind: entry.kind, templateKey: entry.template_key }, entry.phase);
  if (costs.length === 0) return [];
  const detail = costs
    .filter((cost) => cost.people * cost.minutes > 0)
    .map((cost) => `${partWords[cost.part].toLowerCase()} ${hours(cost.people * cost.minutes)}`)
    .join(', ');
  return [
    {
      key: 'Expected to cost',
      value: `${hours(minutesOf(costs, true))} of the school’s people and ${hours(minutesOf(costs) - minutesOf(costs, true))} of whoever leads (${detail})`,
    },
  ];
}

async function entryPage(ctx: Ctx, request: PageRequest, refused?: Refused, stale = false): Promise<Reply> {
  const entry = await findEntry(ctx, idParam(request, 'entryId'));
  const yearOf = await schoolYears(ctx, entry.academic_year);
  const year = yearOf(entry.school_id);
  const planner = plans(ctx.actor) && entry.stopped_at === null;
  const consulted = plans(ctx.actor) || sideOf(ctx.actor, entry.school_id) !== null;
  // Before publication its moves are between the Trust and those who were asked.
  const moves = (await movesOf(ctx, entry.id)).filter((move) => consulted || move.after_publication);
  const leadsTo = entry.stopped_at === null ? await whereItLeads(ctx, entry) : null;
  const clashes = planner
    ? clashesWith(entry, await entriesInScope(ctx, { academicYear: entry.academic_year }), yearOf)
    : [];
  const week = weekAt(year, entry.starts_on);
  const rows: SummaryRow[] = [
    { key: 'School', value: entry.school },
    {
      key: 'When',
      value: `${capital(whenInWords(entry))}${week ? `, week ${week.ofTerm} of the ${termNames[week.term]}` : ''}${entry.days_known ? '' : ' (the days are not chosen yet)'}`,
    },
    { key: 'Led by', value: entry.lead ?? 'Nobody yet' },
    ...(entry.topic ? [{ key: 'Topic', value: topicWords[entry.topic] }] : []),
    ...(entry.department ? [{ key: 'Department or subject', value: entry.department }] : []),
    ...(await costRows(ctx, entry)),
  ];
  return appPage(
    ctx,
    {
      title: entry.title,
      crumbs: [
        {
          href: qaCalendarPaths.calendarOf(entry.academic_year),
          label: `QA calendar ${academicYearName(entry.academic_year)}`,
        },
        { href: qaCalendarPaths.schoolYear(entry.school_id, entry.academic_year), label: entry.school },
      ],
      errors: refused?.errors ?? [],
      ...(stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading
        caption={`${entry.school}, ${academicYearName(entry.academic_year)}`}
        title={entry.title}
        lead={entry.title === kindWords[entry.kind] ? undefined : kindWords[entry.kind]}
        status={
          entry.stopped_at ? (
            <Tag colour="red">Stopped</Tag>
          ) : entry.published ? (
            <Tag colour="green">Published</Tag>
          ) : (
            <Tag>Not published</Tag>
          )
        }
      />
      {stale ? (
        <StoredNow
          message="Nothing of yours has been lost: it is still in the form."
          rows={[{ key: 'Title', value: entry.title }, ...rows.slice(1, 3)]}
        />
      ) : null}
      {entry.stopped_why ? <InsetText>{`It will not take place: ${entry.stopped_why}`}</InsetText> : null}
      {clashes.map((clash) => (
        <WarningText>{clash.words}</WarningText>
      ))}
      <SummaryList rows={rows} />
      {leadsTo ? (
        <p class="govuk-body">
          <a class="govuk-link" href={leadsTo.href}>
            {leadsTo.label}
          </a>
        </p>
      ) : null}
      {planner ? (
        <EntryForms
          ctx={ctx}
          entry={entry}
          year={year}
          people={await possibleLeads(ctx)}
          departments={await departmentsOf(ctx, entry.school_id)}
          refused={refused}
          suggestedWeek={request.query['to']}
        />
      ) : null}
      {moves.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">Moves</h2>
          <Timeline
            events={moves.toReversed().map((move) => ({
              title: `From ${longDate(move.from_starts_on)} to ${longDate(move.to_starts_on)}${move.after_publication ? ', after publication' : ''}`,
              by: move.by,
              when: longMoment(move.moved_at),
              datetime: move.moved_at.toString(),
              children: move.why,
            }))}
          />
        </>
      ) : null}
      <TrailLink table="qa_entry" id={entry.id} />
    </>,
  );
}

export async function showEntry(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await entryPage(ctx, request);
}

async function answered<T>(
  ctx: Ctx,
  request: PageRequest,
  form: string,
  read: FormResult<T>,
  act: (value: T) => Promise<Reply>,
): Promise<Reply> {
  let stale = false;
  const acting = async (value: T) => {
    try {
      return await act(value);
    } catch (error) {
      stale = error instanceof StaleRevision;
      throw error;
    }
  };
  return await answerForm(form, read, acting, (refused) => entryPage(ctx, request, refused, stale));
}

const wayBack = (back: string | null, entryId: string): string =>
  back?.startsWith('/qa-calendar?') ? `${back}#entry-${entryId}` : qaCalendarPaths.entry(entryId);

export async function sendMove(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'entryId');
  return await answered(ctx, request, 'move', readForm(moveForm, request.form), async (value) => {
    const before = await findEntry(ctx, id);
    const days = value.startsOn
      ? { startsOn: value.startsOn, endsOn: value.endsOn ?? value.startsOn, daysKnown: true }
      : inWeekOf(value.week ?? before.starts_on);
    await moveEntry(ctx, id, { ...days, why: value.why, revision: value.revision });
    const entry = await findEntry(ctx, id);
    const yearOf = await schoolYears({ db: ctx.db }, entry.academic_year);
    const clashes = clashesWith(entry, await entriesInScope(ctx, { academicYear: entry.academic_year }), yearOf);
    const undated = yearOf(entry.school_id).weeks.length === 0;
    return redirectTo(
      wayBack(value.back, id),
      `${entry.title}, ${entry.school}, now stands in the ${whenInWords({ ...entry, days_known: false })}. ${
        clashes.length === 0 ? (undated ? '' : 'Nothing clashes there.') : clashes.map((clash) => clash.words).join(' ')
      }`.trim(),
    );
  });
}

export async function sendChange(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'entryId');
  return await answered(ctx, request, 'change', readForm(changeForm, request.form), async (value) => {
    await changeEntry(ctx, id, value);
    return redirectTo(qaCalendarPaths.entry(id), 'The entry has been changed.');
  });
}

export async function sendStop(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'entryId');
  return await answered(ctx, request, 'stop', readForm(stopForm, request.form), async (value) => {
    await stopEntry(ctx, id, value.why, value.revision);
    return redirectTo(qaCalendarPaths.entry(id), 'The entry has been stopped. It stays on record with the reason.');
  });
}
