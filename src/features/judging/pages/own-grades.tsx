import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { type Area, currentFramework, type Framework } from '#core/frameworks/queries.ts';
import { areasFor, gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { londonDate, longDate } from '#platform/clock.ts';
import { Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { saveOwnGrade } from '../actions/save-own-grade.ts';
import { gradesForm, revisionForm } from '../forms.ts';
import { type OwnGradeRow, ownGradesOf } from '../own-grade-queries.ts';
import { judgingPaths } from '../paths.ts';
import { mayEnterOwnGrades } from '../policy.ts';

type Shown = { refused?: Refused; stale?: string };

const AreaForm = ({
  ctx,
  action,
  framework,
  area,
  row,
  shown,
}: {
  ctx: Ctx;
  action: string;
  framework: Framework;
  area: Area;
  row: OwnGradeRow | undefined;
  shown: Shown;
}) => {
  const { open, value, error } = shownIn(area.id, shown.refused);
  const grades = gradesFor(framework, area);
  const now = grades.find((grade) => grade.code === row?.grade_code) ?? null;
  return (
    <section>
      <h2 class="govuk-heading-m">
        {area.title} {now ? <FrameworkGrade grade={now} /> : null}
      </h2>
      {row ? (
        <p class="govuk-body">
          {row.reasons}{' '}
          <span class="govuk-hint">
            {row.by}, {longDate(londonDate(row.saved_at))}
          </span>
        </p>
      ) : (
        <p class="govuk-body">Not said yet.</p>
      )}
      {open && shown.stale ? (
        <StoredNow
          message={shown.stale}
          rows={[
            { key: 'Grade', value: <FrameworkGrade grade={now} /> },
            { key: 'Reasons', value: row?.reasons ?? '' },
          ]}
        />
      ) : null}
      <Details summary={`${row ? 'Change' : 'Say'} how the school sees it: ${area.title}`} open={open}>
        <Form action={action} csrfToken={ctx.page.csrfToken} warnUnsaved>
          <HiddenField name="areaId" value={area.id} />
          <HiddenField name="revision" value={row?.revision ?? 0} />
          <Radios
            name={`grade-${area.id}`}
            label="Our own grade"
            options={grades.map((grade) => ({
              value: grade.code,
              label: gradeLabel(grade),
              hint: area.descriptors[grade.code] || grade.descriptor || undefined,
            }))}
            value={open ? value(`grade-${area.id}`) : row?.grade_code}
            error={error(`grade-${area.id}`)}
          />
          <TextArea
            name={`reasons-${area.id}`}
            label="What makes us see it so"
            rows={4}
            maxChars={4000}
            value={open ? value(`reasons-${area.id}`) : row?.reasons}
            error={error(`reasons-${area.id}`)}
          />
          <Button>Save</Button>
        </Form>
      </Details>
    </section>
  );
};

async function page(ctx: Ctx, schoolId: string, shown: Shown = {}): Promise<Reply> {
  const school = await findSchool(ctx, schoolId);
  demand(mayEnterOwnGrades(ctx.actor, schoolId));
  const framework = await currentFramework(ctx);
  const year = academicYearOf(ctx.today);
  const rows = await ownGradesOf(ctx, schoolId, year);
  return appPage(
    ctx,
    {
      title: 'How the school sees itself',
      crumbs: [{ href: judgingPaths.list, label: 'How safe judgements are' }],
      ...(shown.refused ? { errors: shown.refused.errors } : {}),
      ...(shown.stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading
        caption={school.name}
        title={`How the school sees itself, ${academicYearName(year)}`}
        lead="Your own grade of each area with what makes you see it so. It stands beside the Trust’s and the moderated grade."
      />
      {areasFor(framework, school).map((area) => (
        <AreaForm
          ctx={ctx}
          action={judgingPaths.ownGrades(schoolId)}
          framework={framework}
          area={area}
          row={rows.find((row) => row.area_id === area.id)}
          shown={shown}
        />
      ))}
    </>,
  );
}

export const showOwnGrades = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  page(ctx, idParam(request, 'schoolId'));

export async function sendOwnGrade(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = idParam(request, 'schoolId');
  await findSchool(ctx, schoolId);
  demand(mayEnterOwnGrades(ctx.actor, schoolId));
  const framework = await currentFramework(ctx);
  const area = framework.areas.find((one) => one.id === request.form['areaId']?.[0]);
  if (!area) throw new NotFound();
  const read = readForm(gradesForm([area.id]), request.form);
  const shown = readForm(revisionForm, request.form);
  if (!read.ok)
    return await page(ctx, schoolId, { refused: { form: area.id, errors: read.errors, typed: read.typed } });
  try {
    await saveOwnGrade(ctx, framework, area, {
      schoolId,
      academicYear: academicYearOf(ctx.today),
      gradeCode: read.value[`grade-${area.id}`] ?? '',
      reasons: read.value[`reasons-${area.id}`] ?? '',
      revision: shown.ok ? shown.value.revision : 0,
    });
  } catch (error) {
    const refused = { form: area.id, typed: read.typed };
    if (error instanceof Invalid) return await page(ctx, schoolId, { refused: { ...refused, errors: error.errors } });
    if (error instanceof StaleRevision)
      return await page(ctx, schoolId, { refused: { ...refused, errors: [] }, stale: error.message });
    throw error;
  }
  return redirectTo(judgingPaths.ownGrades(schoolId), 'It is kept.');
}
