import { termDates } from '#core/academic-year/queries.ts';
import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { answerForm as answer, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { arrangeSeries, changeSeries } from '../actions/arrange-series.ts';
import { weekdayNames } from '../date-rules.ts';
import { arrangeForm, changeForm } from '../forms.ts';
import { lineMeetingPaths } from '../paths.ts';
import { mayArrange } from '../policy.ts';
import { possibleHolders, seriesOfYear } from '../queries.ts';

async function arrangePage(ctx: Ctx, schoolId: string, refused?: Refused): Promise<Reply> {
  demand(mayArrange(ctx.actor));
  const school = await findSchool(ctx, schoolId);
  const year = academicYearOf(ctx.today);
  const [series] = await seriesOfYear(ctx, year, schoolId);
  const holders = await possibleHolders(ctx);
  const { halfTerms } = await termDates(ctx, schoolId, year);
  const { value, error } = shownIn('arrange', refused);
  return appPage(
    ctx,
    {
      title: series ? 'Change the meetings' : 'Arrange the meetings',
      crumbs: [
        { href: lineMeetingPaths.list, label: 'Meetings' },
        { href: lineMeetingPaths.series(schoolId), label: school.name },
      ],
      errors: refused?.errors ?? [],
    },
    <>
      <PageHeading
        caption={`${school.name}, ${academicYearName(year)}`}
        title={series ? 'Change the meetings' : 'Arrange the meetings'}
        lead={
          series
            ? 'Meetings that lie ahead follow, each in its own week. Those that were moved, held or cancelled stay as they are.'
            : 'From the first meeting on, every second week of term by the dates of this school; holidays, INSET and bank holidays are skipped.'
        }
      />
      {halfTerms.length === 0 ? (
        <WarningText>No term dates have been entered for this year, so no days can be worked out.</WarningText>
      ) : null}
      <Form action={lineMeetingPaths.arrange(schoolId)} csrfToken={ctx.page.csrfToken}>
        {series ? <HiddenField name="revision" value={series.revision} /> : null}
        <Select
          name="holderId"
          label="Who meets the head teacher"
          options={holders.map((person) => ({ value: person.id, label: person.name }))}
          value={value('holderId') ?? series?.holder_id ?? ctx.actor.personId}
          error={error('holderId')}
        />
        {series ? (
          <Select
            name="weekday"
            label="Day of the week"
            options={weekdayNames.map((name, index) => ({ value: String(index + 1), label: name }))}
            value={value('weekday') ?? String(series.weekday)}
            error={error('weekday')}
          />
        ) : (
          <DateField
            name="firstOn"
            label="First meeting"
            hint="A school day; the others are on the same day of the week"
            value={value('firstOn')}
            error={error('firstOn')}
          />
        )}
        <TextField
          name="atTime"
          label="Time"
          hint="Such as 09:30"
          width={5}
          value={value('atTime') ?? series?.at_time}
          error={error('atTime')}
        />
        <NumberField
          name="minutes"
          label="How long"
          suffix="minutes"
          value={value('minutes') ?? series?.minutes ?? 90}
          error={error('minutes')}
        />
        <TextField
          name="place"
          label="Where"
          value={value('place') ?? series?.place ?? 'At the school'}
          error={error('place')}
        />
        <Button>{series ? 'Change the meetings' : 'Arrange the meetings'}</Button>
      </Form>
    </>,
  );
}

export const showArrange = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  arrangePage(ctx, idParam(request, 'schoolId'));

export async function sendArrange(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = idParam(request, 'schoolId');
  demand(mayArrange(ctx.actor));
  await findSchool(ctx, schoolId);
  const again = (refused: Refused) => arrangePage(ctx, schoolId, refused);
  const year = academicYearOf(ctx.today);
  const [series] = await seriesOfYear(ctx, year, schoolId);
  if (series)
    return await answer(
      'arrange',
      readForm(changeForm, request.form),
      async ({ weekday, ...value }) => {
        await changeSeries(ctx, { ...value, schoolId, academicYear: year, weekday: Number(weekday) });
        return redirectTo(lineMeetingPaths.series(schoolId), 'The meetings that lie ahead have been changed.');
      },
      again,
    );
  return await answer(
    'arrange',
    readForm(arrangeForm, request.form),
    async (value) => {
      await arrangeSeries(ctx, { ...value, schoolId });
      return redirectTo(
        lineMeetingPaths.series(schoolId),
        'The meetings are arranged, and the head teacher has been told.',
      );
    },
    again,
  );
}
