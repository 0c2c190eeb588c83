import { holds, scopeOf } from '#core/access/actor.ts';
import { namesOf, type RecordHistory, recordHistory } from '#core/audit/queries.ts';
import { idsIn } from '#core/audit/record-changes.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longMoment } from '#platform/clock.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import type { Crumb } from '#ui/breadcrumbs.tsx';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { type Moment, momentsOf } from '../history.ts';
import { trailPaths } from '../paths.ts';
import { eventsOfRecord } from '../queries.ts';
import { changeTitle, FieldChanges } from './field-changes.tsx';

/** Names of everything that any version of the record points to. */
export async function namesFor(ctx: Ctx, history: RecordHistory): Promise<Map<string, string>> {
  const contents = [...history.versions, ...history.parts.flatMap((part) => part.versions)].map(
    (version) => version.content,
  );
  return await namesOf(ctx, idsIn(contents));
}

export function titleOf(history: RecordHistory): string {
  const newest = history.versions.at(-1);
  return (newest && history.description.title(newest.content)) || history.description.noun;
}

export const historyCrumbs = (ctx: Ctx): Crumb[] =>
  holds(ctx.actor, 'trail:read') ? [{ href: trailPaths.trail, label: 'Trail' }] : [];

const manyChanges = 6;

/** What happened at one moment; where a whole copy was made, a list of it says more than its fields. */
const Changes = ({ moment }: { moment: Moment }) =>
  moment.changes.length > manyChanges ? (
    <ul class="govuk-list govuk-list--bullet">
      {moment.changes.map((change) => (
        <li>{changeTitle(change)}</li>
      ))}
    </ul>
  ) : (
    moment.changes.map((change) => <FieldChanges change={change} />)
  );

/** Asks for the record as it stood on a day. */
export const AsAtForm = ({
  table,
  id,
  value,
  error,
  today,
}: {
  table: string;
  id: string;
  value: string;
  error?: string;
  today: Temporal.PlainDate;
}) => (
  <form method="get" action={trailPaths.asAt(table, id)} class="cairn-filter" aria-label="As it stood on a day">
    <DateField name="date" label="As it stood at the end of" value={value} max={today.toString()} error={error} />
    <div class="cairn-filter__actions">
      <Button variant="secondary">Show</Button>
    </div>
  </form>
);

export async function showRecordTrail(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const [table, id] = [textParam(request, 'table'), idParam(request, 'recordId')];
  const history = await recordHistory(ctx, table, id);
  const names = await namesFor(ctx, history);
  const events = await eventsOfRecord(ctx, table, id, scopeOf(ctx.actor, history.description.permission));
  const title = titleOf(history);
  const newest = history.versions.at(-1);
  const href = newest && newest.until === null ? history.description.href?.(id, newest.content) : undefined;
  return appPage(
    ctx,
    { title: `History: ${title}`, crumbs: historyCrumbs(ctx) },
    <>
      <PageHeading caption={`History of this ${history.description.noun.toLowerCase()}`} title={title} />
      {href ? (
        <p class="govuk-body">
          <a class="govuk-link" href={href}>
            Open it as it is now
          </a>
        </p>
      ) : null}
      <AsAtForm table={table} id={id} value={ctx.today.toString()} today={ctx.today} />
      <h2 class="govuk-heading-m">What happened</h2>
      {events.length === 0 ? (
        <p class="govuk-body">Nothing has been recorded about it beyond the changes below.</p>
      ) : (
        <Timeline
          events={events.map((event) => ({
            title: `${event.actor_name} ${event.summary}`,
            when: longMoment(event.at),
            datetime: event.at.toString(),
            children: event.why ? <p class="govuk-body">Reason: {event.why}</p> : undefined,
          }))}
        />
      )}
      <h2 class="govuk-heading-m">What each change changed</h2>
      {momentsOf(history, names).map((moment, index) => (
        <Details summary={`${longMoment(moment.at)}${moment.by ? `, ${moment.by}` : ''}`} open={index === 0}>
          <Changes moment={moment} />
        </Details>
      ))}
    </>,
  );
}
