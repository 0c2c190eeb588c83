import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { type Framework, findFramework } from '#core/frameworks/queries.ts';
import { areasFor } from '#core/frameworks/rules.ts';
import type { School } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { errorFor, errorsOf, type FieldError, isStale, NotFound } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { correctEarlier } from '../actions/enter-earlier.ts';
import { type EarlierReview, earlierReviews } from '../earlier/queries.ts';
import { earlierCorrectionForm } from '../forms.ts';
import { earlierPath, earlierYearPath, listPath } from '../paths.ts';
import { earlierTitle, freeYears, GradeLines, placeOf } from './earlier.tsx';
import { EarlierFields, gradesFrom, typedFrom } from './earlier-fields.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: boolean };

/** What is entered for the year of the address, with the version of the framework that it was entered in. */
async function enteredOf(
  ctx: Ctx,
  request: PageRequest,
): Promise<{
  school: School;
  family: string;
  all: readonly EarlierReview[];
  entered: EarlierReview;
  framework: Framework;
}> {
  const { school, family } = await placeOf(ctx, request);
  const year = textParam(request, 'year');
  const all = await earlierReviews(ctx, school.id, family);
  const entered = all.find((one) => String(one.academic_year) === year);
  if (!entered) throw new NotFound();
  return { school, family, all, entered, framework: await findFramework(ctx, entered.framework_id) };
}

async function correctView(
  ctx: Ctx,
  request: PageRequest,
  { errors = [], typed, stale = false }: Shown = {},
): Promise<Reply> {
  const { school, family, all, entered, framework } = await enteredOf(ctx, request);
  const others = all.filter((it) => it !== entered);
  const years = [...new Set([entered.academic_year, ...(await freeYears(ctx, school.id, others))])].sort(
    (a, b) => b - a,
  );
  const year = academicYearName(entered.academic_year);
  const areas = framework.areas.filter(
    (area) => areasFor(framework, school).includes(area) || entered.judgements.some((it) => it.areaCode === area.code),
  );
  return appPage(
    ctx,
    {
      title: `Correct the grades of ${year}`,
      crumbs: [
        { href: listPath, label: 'Annual Reviews' },
        { href: earlierPath(school.id, family), label: earlierTitle },
      ],
      errors,
      ...(stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading
        title={`Correct the grades of ${year}`}
        caption={school.name}
        lead="The version before yours is kept, with your name and reason. A document that has been issued stays as it was."
      />
      {stale ? (
        <StoredNow
          message="Your correction has not been saved yet."
          rows={[
            { key: 'Where they are written down', value: entered.source },
            { key: 'Grades', value: <GradeLines of={entered} /> },
          ]}
        />
      ) : null}
      <Form
        action={earlierYearPath(school.id, family, entered.academic_year)}
        csrfToken={ctx.page.csrfToken}
        warnUnsaved
      >
        <HiddenField name="revision" value={entered.revision} />
        <EarlierFields
          framework={framework}
          areas={areas}
          years={years}
          typed={typed ?? typedFrom(entered)}
          errors={errors}
        />
        <TextArea
          name="why"
          label="Why is it corrected?"
          hint="Kept in the trail. To take the grades away altogether, choose no grade for any judgement and say why."
          rows={3}
          required
          value={typed?.['why']}
          error={errorFor(errors, 'why')}
        />
        <Button>Save the correction</Button>
      </Form>
    </>,
  );
}

export const showCorrection = (ctx: Ctx, request: PageRequest): Promise<Reply> => correctView(ctx, request);

export async function postCorrection(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { school, family, entered } = await enteredOf(ctx, request);
  const form = readForm(earlierCorrectionForm, request.form);
  if (!form.ok) return await correctView(ctx, request, form);
  try {
    const input = { ...form.value, grades: gradesFrom(request.form) };
    await correctEarlier(ctx, school.id, family, entered.academic_year, input);
    return redirectTo(earlierPath(school.id, family), 'The correction has been saved.');
  } catch (error) {
    if (isStale(error)) return await correctView(ctx, request, { typed: form.typed, stale: true });
    return await correctView(ctx, request, { errors: errorsOf(error), typed: form.typed });
  }
}
