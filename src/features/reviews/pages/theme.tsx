import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { findFramework } from '#core/frameworks/queries.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { judgingPaths } from '#features/judging/paths.ts';
import { longMoment } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError, Forbidden, NotFound, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { json, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { RichTextArea } from '#ui/rich-text-area.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { gradeTheme, saveThemeText } from '../actions/write-theme.ts';
import { themeForm, themeTextForm } from '../forms.ts';
import { qaReviewPaths } from '../paths.ts';
import { mayEnterOwn, mayWriteTheme } from '../policy.ts';
import { findReview, type QaReview } from '../queries.ts';
import { evidenceOfThemes, type Theme, themesOf } from '../theme-queries.ts';
import { fewestKinds, shownToReader } from '../theme-rules.ts';
import { reviewPage } from './frame.tsx';
import { sideOf } from './plan-tables.tsx';
import { kindsOf, ThemeEvidencePart } from './theme-evidence.tsx';

type Shown = { typed?: Typed; errors?: readonly FieldError[]; stale?: string };

/** A theme of a review that the reader may open on one of the two sides; the grades come with it as far as this reader sees them now. */
export async function loadTheme(ctx: Ctx, request: PageRequest) {
  const review = await findReview(ctx, idParam(request, 'qaReviewId'));
  const themeId = idParam(request, 'themeId');
  const theme = (await themesOf(ctx, review.id)).find((one) => one.id === themeId);
  const side = sideOf(ctx, review);
  if (!theme || (side === 'neither' && review.state !== 'gathered')) throw new NotFound();
  const framework = await findFramework(ctx, review.frameworkId);
  const grades = framework.grades[theme.area_scale];
  const shown = shownToReader(side, review.state, {
    gradeCode: theme.grade_code,
    ownSaved: theme.own_saved_at !== null,
  });
  return { review, theme, side, framework, grades, shown };
}

type Loaded = Awaited<ReturnType<typeof loadTheme>>;

const Written = ({ title, text }: { title: string; text: string }) => (
  <>
    <h3 class="govuk-heading-s">{title}</h3>
    {text.trim() === '' ? <p class="govuk-body">Nothing yet.</p> : <MarkdownProse text={text} />}
  </>
);

const TeamText = ({ theme, grades }: Loaded) => (
  <section>
    <h2 class="govuk-heading-m">What the team found</h2>
    <p class="govuk-body">
      Trust judgement: <FrameworkGrade grade={grades.find((grade) => grade.code === theme.grade_code) ?? null} />
    </p>
    <Written title="Strengths" text={theme.strengths} />
    <Written title="To improve" text={theme.to_improve} />
    <Written title="Why this grade" text={theme.reasons} />
    {theme.few_kinds_why ? (
      <p class="govuk-body">Graded on one kind of activity, because: {theme.few_kinds_why}</p>
    ) : null}
  </section>
);

const OwnText = ({ ctx, loaded }: { ctx: Ctx; loaded: Loaded }) => {
  const { review, theme, grades, shown, side } = loaded;
  if (!shown.own)
    return side === 'review' ? (
      <InsetText>
        The school’s own grade is shown here once both it and the team’s have been saved, so that neither leans on the
        other.
      </InsetText>
    ) : null;
  return (
    <section>
      <h2 class="govuk-heading-m">How the school sees itself</h2>
      {theme.own_saved_at === null ? (
        <p class="govuk-body">The school has not said.</p>
      ) : (
        <>
          <p class="govuk-body">
            <FrameworkGrade grade={grades.find((grade) => grade.code === theme.own_grade_code) ?? null} />{' '}
            {theme.own_saved_by_name}, {longMoment(theme.own_saved_at)}
          </p>
          <MarkdownProse text={theme.own_reasons} />
        </>
      )}
      {mayEnterOwn(ctx.actor, review).allowed ? (
        <Link href={qaReviewPaths.themePart(review.id, theme.id, 'own')}>
          {theme.own_saved_at === null ? 'Say how the school sees itself' : 'Change it'}
        </Link>
      ) : null}
    </section>
  );
};

const storedRows = (theme: Theme) => [
  { key: 'Strengths', value: <span class="cairn-pre">{theme.strengths}</span> },
  { key: 'To improve', value: <span class="cairn-pre">{theme.to_improve}</span> },
  { key: 'Why this grade', value: <span class="cairn-pre">{theme.reasons}</span> },
  { key: 'Grade', value: theme.grade_code ?? 'None yet' },
];

const typedOf = (theme: Theme): Typed => ({
  strengths: theme.strengths,
  toImprove: theme.to_improve,
  reasons: theme.reasons,
  gradeCode: theme.grade_code ?? '',
  fewKindsWhy: theme.few_kinds_why ?? '',
});

const WriteForm = ({ ctx, loaded, kinds, shown }: { ctx: Ctx; loaded: Loaded; kinds: number; shown: Shown }) => {
  const { review, theme, grades } = loaded;
  const { errors = [], stale } = shown;
  const typed = shown.typed ?? typedOf(theme);
  const text = (name: string) => ({ name, value: typed[name], error: errorFor(errors, name) });
  return (
    <Form
      action={qaReviewPaths.themePart(review.id, theme.id, 'write')}
      csrfToken={ctx.page.csrfToken}
      autosave={stale ? undefined : qaReviewPaths.themePart(review.id, theme.id, 'autosave')}
      warnUnsaved
    >
      <HiddenField name="revision" value={theme.revision} />
      <RichTextArea {...text('strengths')} label="Strengths" rows={6} />
      <RichTextArea {...text('toImprove')} label="To improve" rows={6} />
      <Radios
        name="gradeCode"
        label="Trust judgement of this theme, across all evidence"
        hint="No lesson is graded. The grade is saved when you press Save, not while you write."
        value={typed['gradeCode'] ?? ''}
        error={errorFor(errors, 'gradeCode')}
        options={[
          ...grades.map((grade) => ({ value: grade.code, label: gradeLabel(grade), hint: grade.descriptor })),
          { value: '', label: 'No grade yet' },
        ]}
      />
      <RichTextArea {...text('reasons')} label="Why this grade" rows={5} />
      {kinds < fewestKinds || typed['fewKindsWhy'] ? (
        <TextArea
          {...text('fewKindsWhy')}
          label="Why is one kind of activity enough?"
          hint="A grade needs evidence from at least two kinds of activity, or a reason here."
          rows={2}
        />
      ) : null}
      <ButtonGroup>
        <Button>Save the theme</Button>
        <a class="govuk-link" href={qaReviewPaths.review(review.id)}>
          Back to the plan
        </a>
      </ButtonGroup>
    </Form>
  );
};

async function themePage(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const loaded = await loadTheme(ctx, request);
  const { review, theme, side } = loaded;
  const writes = mayWriteTheme(ctx.actor, review, { delegatedTo: theme.delegated_to }).allowed;
  const opens = side === 'review' || (side === 'school' && review.state === 'gathered');
  const evidence = opens ? await evidenceOfThemes(ctx, review.id) : [];
  const own = evidence.filter((piece) => piece.area_code === theme.area_code);
  return reviewPage(
    ctx,
    review,
    { title: theme.title, errors: shown.errors ?? [], ...(shown.stale ? { status: 409 } : {}), wide: true },
    <>
      <PageHeading
        caption={`${review.schoolName}, ${review.title}`}
        title={theme.title}
        lead={`Area of the framework: ${theme.area_title}. Written by ${theme.delegated_name ?? leadOf(review)}.`}
      />
      {shown.stale ? <StoredNow message={shown.stale} rows={storedRows(theme)} /> : null}
      {writes ? <WriteForm ctx={ctx} loaded={loaded} kinds={kindsOf(own)} shown={shown} /> : null}
      {!writes && loaded.shown.team ? <TeamText {...loaded} /> : null}
      {!loaded.shown.team ? (
        <InsetText>
          What the team found is shown here once the school has said how it sees itself and the team has graded, or when
          the evidence is complete.
        </InsetText>
      ) : null}
      <OwnText ctx={ctx} loaded={loaded} />
      {loaded.side === 'review' ? (
        <p class="govuk-body">
          <Link href={judgingPaths.theme(theme.id)}>How safe is this theme?</Link>
        </p>
      ) : null}
      {opens ? <ThemeEvidencePart review={review} evidence={own} /> : null}
    </>,
  );
}

const leadOf = (review: QaReview): string =>
  review.members.find((member) => member.role === 'lead')?.name ?? 'the lead';

export const showTheme = (ctx: Ctx, request: PageRequest): Promise<Reply> => themePage(ctx, request);

export async function postThemeText(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'qaReviewId');
  const themeId = idParam(request, 'themeId');
  const form = readForm(themeForm, request.form);
  if (!form.ok) return await themePage(ctx, request, form);
  try {
    await gradeTheme(ctx, reviewId, themeId, form.value);
    return redirectTo(qaReviewPaths.theme(reviewId, themeId), 'The theme has been saved.');
  } catch (error) {
    if (error instanceof StaleRevision)
      return await themePage(ctx, request, { typed: form.typed, stale: error.message });
    return await themePage(ctx, request, { typed: form.typed, errors: errorsOf(error) });
  }
}

/** Keeps the text while somebody types; the grade only changes with Save. */
export async function autosaveTheme(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(themeTextForm, request.form);
  if (!form.ok) return json({ message: form.errors.map((error) => error.message).join('. ') }, 400);
  try {
    const revision = await saveThemeText(ctx, idParam(request, 'qaReviewId'), idParam(request, 'themeId'), form.value);
    return json({ revision });
  } catch (error) {
    if (error instanceof StaleRevision)
      return json(
        { message: 'Somebody else has saved this theme since you opened it. Press Save to see both texts.' },
        409,
      );
    if (error instanceof Forbidden)
      return json({ message: `${error.message} Your text is still here: copy it before you leave.` }, 409);
    throw error;
  }
}
