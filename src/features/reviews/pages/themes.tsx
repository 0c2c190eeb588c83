import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addTheme, changeTheme, removeTheme } from '../actions/change-themes.ts';
import { addThemeForm, changeThemeForm, whyForm } from '../forms.ts';
import { qaReviewPaths } from '../paths.ts';
import { mayChangePlan } from '../policy.ts';
import { findReview, type QaReview } from '../queries.ts';
import { type Theme, themesOf } from '../theme-queries.ts';
import { ChangeWhy, reviewPage } from './frame.tsx';

const writersOf = (review: QaReview) =>
  review.members.flatMap((member) =>
    member.personId === null || member.standing === 'refused' || member.role === 'lead'
      ? []
      : [{ value: member.personId, label: member.name }],
  );

type Props = { ctx: Ctx; review: QaReview; theme: Theme; refused: Refused | undefined };

const ThemeCard = ({ ctx, review, theme, refused }: Props) => {
  const change = shownIn(`change-${theme.id}`, refused);
  const remove = shownIn(`remove-${theme.id}`, refused);
  return (
    <Card title={theme.title} headingLevel={2}>
      <p class="govuk-body">
        Area of the framework: {theme.area_title}. Written by {theme.delegated_name ?? 'the lead'}.
      </p>
      <Details summary="Rename it, or give it to somebody to write" open={change.open}>
        <Form action={qaReviewPaths.themePart(review.id, theme.id, 'change')} csrfToken={ctx.page.csrfToken}>
          <TextField
            name="title"
            id={`title-${theme.id}`}
            label="Name of the theme"
            value={change.value('title') ?? theme.title}
            error={change.error('title')}
            required
          />
          <Select
            name="delegatedTo"
            id={`delegatedTo-${theme.id}`}
            label="Who writes it"
            placeholder="The lead"
            value={change.value('delegatedTo') ?? theme.delegated_to ?? ''}
            error={change.error('delegatedTo')}
            options={writersOf(review)}
          />
          <ChangeWhy
            review={review}
            id={`changeWhy-${theme.id}`}
            value={change.value('changeWhy')}
            error={change.error('changeWhy')}
          />
          <Button variant="secondary" hiddenText={theme.title}>
            Save
          </Button>
        </Form>
      </Details>
      <Details summary="Take it out" open={remove.open}>
        <Form action={qaReviewPaths.themePart(review.id, theme.id, 'remove')} csrfToken={ctx.page.csrfToken}>
          <TextArea
            name="why"
            id={`why-${theme.id}`}
            label="Reason"
            hint="What was written in it is kept in the history."
            rows={2}
            value={remove.value('why')}
            error={remove.error('why')}
            required
          />
          <Button variant="secondary" hiddenText={theme.title}>
            Take it out
          </Button>
        </Form>
      </Details>
    </Card>
  );
};

async function themesPage(ctx: Ctx, reviewId: string, refused?: Refused): Promise<Reply> {
  const review = await findReview(ctx, reviewId);
  demand(mayChangePlan(ctx.actor, review));
  const themes = await themesOf(ctx, review.id);
  const { areas } = await findFramework(ctx, review.frameworkId);
  const { value, error } = shownIn('add', refused);
  return reviewPage(
    ctx,
    review,
    { title: 'Themes', errors: refused?.errors ?? [] },
    <>
      <PageHeading
        caption={review.schoolName}
        title="Themes"
        lead="What is judged: each theme belongs to an area of the framework and is graded once, across all evidence."
      />
      {themes.map((theme) => (
        <ThemeCard ctx={ctx} review={review} theme={theme} refused={refused} />
      ))}
      <h2 class="govuk-heading-m">Add a theme</h2>
      <Form action={qaReviewPaths.themes(review.id)} csrfToken={ctx.page.csrfToken}>
        <Select
          name="areaId"
          label="Area of the framework"
          placeholder="Choose an area"
          value={value('areaId')}
          error={error('areaId')}
          required
          options={areas.map((area) => ({ value: area.id, label: area.title }))}
        />
        <TextField
          name="title"
          label="Name of the theme"
          hint="Leave it empty to use the name of the area."
          value={value('title')}
          error={error('title')}
          required={false}
        />
        <Select
          name="delegatedTo"
          label="Who writes it"
          placeholder="The lead"
          value={value('delegatedTo')}
          error={error('delegatedTo')}
          options={writersOf(review)}
        />
        <ChangeWhy review={review} value={value('changeWhy')} error={error('changeWhy')} />
        <Button>Add the theme</Button>
      </Form>
    </>,
  );
}

export const showThemes = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  themesPage(ctx, idParam(request, 'qaReviewId'));

export async function postTheme(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'qaReviewId');
  return await answerForm(
    'add',
    readForm(addThemeForm, request.form),
    async (value) => {
      await addTheme(ctx, reviewId, value);
      return redirectTo(qaReviewPaths.themes(reviewId), 'The theme has been added.');
    },
    (refused) => themesPage(ctx, reviewId, refused),
  );
}

export async function postThemeChange(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'qaReviewId');
  const themeId = idParam(request, 'themeId');
  return await answerForm(
    `change-${themeId}`,
    readForm(changeThemeForm, request.form),
    async (value) => {
      await changeTheme(ctx, reviewId, themeId, value);
      return redirectTo(qaReviewPaths.themes(reviewId), 'The theme has been changed.');
    },
    (refused) => themesPage(ctx, reviewId, refused),
  );
}

export async function postThemeRemoval(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'qaReviewId');
  const themeId = idParam(request, 'themeId');
  return await answerForm(
    `remove-${themeId}`,
    readForm(whyForm, request.form),
    async ({ why }) => {
      await removeTheme(ctx, reviewId, themeId, why);
      return redirectTo(qaReviewPaths.themes(reviewId), 'The theme has been taken out.');
    },
    (refused) => themesPage(ctx, reviewId, refused),
  );
}
