import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { adoptedFrameworks, currentFramework } from '#core/frameworks/queries.ts';
import { areasFor, gradeLabel } from '#core/frameworks/rules.ts';
import { findSchool, type School } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, longDate } from '#platform/clock.ts';
import { errorsOf, type FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { enterEarlier } from '../actions/enter-earlier.ts';
import { type EarlierReview, earlierReviews, issuedYears } from '../earlier/queries.ts';
import { earlierForm } from '../forms.ts';
import { earlierPath, earlierYearPath, listPath } from '../paths.ts';
import { mayEnterEarlier } from '../policy.ts';
import { earlierSource, earlierYears } from '../rules.ts';
import { EarlierFields, gradesFrom } from './earlier-fields.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed };

/** The school and the framework family of the address, for whoever may enter earlier grades there. */
export async function placeOf(ctx: Ctx, request: PageRequest): Promise<{ school: School; family: string }> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  demand(mayEnterEarlier(ctx.actor, school.id));
  return { school, family: textParam(request, 'family') };
}

export const GradeLines = ({ of }: { of: EarlierReview }) => (
  <>
    {of.judgements.map((it) => (
      <div>
        {it.areaTitle}: {gradeLabel({ code: it.gradeCode, label: it.gradeLabel })}
      </div>
    ))}
  </>
);

function standing(it: EarlierReview): string {
  if (it.judgements.length === 0) return `Taken away: ${it.corrected_why}`;
  return it.counts ? '' : 'Not shown: Cairn has issued the review of this year.';
}

const Entered = ({
  school,
  family,
  entered,
}: {
  school: School;
  family: string;
  entered: readonly EarlierReview[];
}) => (
  <Table
    caption="Entered so far"
    columns={[
      { header: 'Academic year' },
      { header: 'Grades' },
      { header: 'Where they come from' },
      { header: 'Action', headerHidden: true },
    ]}
    rows={entered.map((it) => [
      academicYearName(it.academic_year),
      <GradeLines of={it} />,
      <>
        {earlierSource(it).replace(/^./, (first) => first.toUpperCase())}
        <div class="govuk-hint govuk-!-margin-bottom-0">
          {longDate(londonDate(it.corrected_at ?? it.entered_at))}. {standing(it)}
        </div>
      </>,
      <Link href={earlierYearPath(school.id, family, it.academic_year)}>
        Correct<span class="govuk-visually-hidden"> the grades of {academicYearName(it.academic_year)}</span>
      </Link>,
    ])}
    stack
  />
);

/** The years that are not taken: neither entered already nor issued in Cairn. */
export async function freeYears(ctx: Ctx, schoolId: string, entered: readonly EarlierReview[]): Promise<number[]> {
  const taken = [...entered.map((it) => it.academic_year), ...(await issuedYears(ctx, schoolId))];
  return earlierYears(academicYearOf(ctx.today)).filter((year) => !taken.includes(year));
}

export const earlierTitle = 'Grades of an earlier Annual Review';

async function enterView(
  ctx: Ctx,
  school: School,
  family: string,
  { errors = [], typed = {} }: Shown = {},
): Promise<Reply> {
  const framework = await currentFramework(ctx, family);
  const entered = await earlierReviews(ctx, school.id, family);
  const years = await freeYears(ctx, school.id, entered);
  const others = (await adoptedFrameworks(ctx)).filter((one) => one.family !== family);
  return appPage(
    ctx,
    { title: earlierTitle, crumbs: [{ href: listPath, label: 'Annual Reviews' }], errors },
    <>
      <PageHeading
        title={earlierTitle}
        caption={school.name}
        lead="For a review that was made before Cairn. Its grades stand beside the new ones as the previous grades. They set nothing off, and a review that Cairn issues for the year takes their place."
      />
      {entered.length > 0 ? <Entered school={school} family={family} entered={entered} /> : null}
      <h2 class="govuk-heading-m">Enter the grades of a year</h2>
      <Form action={earlierPath(school.id, family)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <EarlierFields
          framework={framework}
          areas={areasFor(framework, school)}
          years={years}
          typed={typed}
          errors={errors}
        />
        <Button>Enter the grades</Button>
      </Form>
      {others.length > 0 ? (
        <p class="govuk-body">
          Grades of one framework are never converted into those of another. Was the review written in another?{' '}
          {others.map((one, index) => (
            <>
              {index > 0 ? ', ' : ''}
              <Link href={earlierPath(school.id, one.family)}>{one.name}</Link>
            </>
          ))}
        </p>
      ) : null}
    </>,
  );
}

export async function showEarlier(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { school, family } = await placeOf(ctx, request);
  return await enterView(ctx, school, family);
}

export async function postEarlier(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { school, family } = await placeOf(ctx, request);
  const form = readForm(earlierForm, request.form);
  if (!form.ok) return await enterView(ctx, school, family, form);
  try {
    await enterEarlier(ctx, school.id, family, { ...form.value, grades: gradesFrom(request.form) });
    return redirectTo(
      earlierPath(school.id, family),
      'The grades have been entered. They now stand beside the new ones.',
    );
  } catch (error) {
    return await enterView(ctx, school, family, { errors: errorsOf(error), typed: form.typed });
  }
}
