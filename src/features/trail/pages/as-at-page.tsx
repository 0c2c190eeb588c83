import { z } from 'zod';
import { recordHistory } from '#core/audit/queries.ts';
import { endOfLondonDay, type Field } from '#core/audit/record-changes.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, longMoment } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import { readForm, requiredDate } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { type Standing, standingAt } from '../history.ts';
import { trailPaths } from '../paths.ts';
import { AsAtForm, historyCrumbs, namesFor, titleOf } from './record-page.tsx';

const dayForm = z.object({ date: requiredDate('the day') });

function readDay(ctx: Ctx, typed: string): { day: Temporal.PlainDate; errors: readonly FieldError[] } {
  if (typed === '') return { day: ctx.today, errors: [] };
  const form = readForm(dayForm, { date: [typed] });
  if (!form.ok) return { day: ctx.today, errors: form.errors };
  if (Temporal.PlainDate.compare(form.value.date, ctx.today) <= 0) return { day: form.value.date, errors: [] };
  return {
    day: ctx.today,
    errors: [{ field: 'date', message: 'That day has not come yet. Choose today or an earlier day.' }],
  };
}

/** What stood in the record; what was empty is only named. */
const Fields = ({ fields }: { fields: readonly Field[] }) => {
  const empty = fields.filter((field) => field.value === 'Nothing').map((field) => field.label);
  const rows = fields.filter((field) => field.value !== 'Nothing').map(({ label, value }) => ({ key: label, value }));
  return <SummaryList rows={empty.length === 0 ? rows : [...rows, { key: 'Empty then', value: empty.join(', ') }]} />;
};

const Stood = ({ standing }: { standing: Standing }) => {
  const { version } = standing;
  return (
    <>
      <p class="govuk-body">
        Recorded on {longMoment(version.from)}
        {version.by ? ` by ${version.by}` : ''}
        {version.until === null ? ', and unchanged since.' : `; it stood so until ${longMoment(version.until)}.`}
      </p>
      <Fields fields={standing.fields} />
      {standing.parts.length === 0 ? null : <h2 class="govuk-heading-m">What belonged to it</h2>}
      {standing.parts.map((part) => (
        <section>
          <h3 class="govuk-heading-s">
            {part.title === '' || part.title === part.noun ? part.noun : `${part.noun}: ${part.title}`}
          </h3>
          <Fields fields={part.fields} />
        </section>
      ))}
    </>
  );
};

export async function showAsAt(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const [table, id] = [textParam(request, 'table'), idParam(request, 'recordId')];
  const history = await recordHistory(ctx, table, id);
  const typed = request.query['date'] ?? '';
  const { day, errors } = readDay(ctx, typed);
  const standing = standingAt(history, endOfLondonDay(day), await namesFor(ctx, history));
  const title = standing ? history.description.title(standing.version.content) || titleOf(history) : titleOf(history);
  return appPage(
    ctx,
    {
      title: `${title} on ${longDate(day)}`,
      crumbs: [...historyCrumbs(ctx), { href: trailPaths.record(table, id), label: `History: ${titleOf(history)}` }],
      errors,
    },
    <>
      <PageHeading caption={`${history.description.noun} as it stood at the end of ${longDate(day)}`} title={title} />
      <AsAtForm
        table={table}
        id={id}
        value={typed === '' ? day.toString() : typed}
        today={ctx.today}
        {...(errors[0] ? { error: errors[0].message } : {})}
      />
      {standing ? (
        <Stood standing={standing} />
      ) : (
        <EmptyState title="It did not stand on that day">
          {history.versions[0] ? `It was first recorded on ${longMoment(history.versions[0].from)}. ` : ''}Choose
          another day above.
        </EmptyState>
      )}
    </>,
  );
}
