import type { Ctx } from '#core/context.ts';
import { choicesOf } from '#core/notifications/choice-queries.ts';
import { kindNames, noticeKinds, type Way } from '#core/notifications/kind-rules.ts';
import { appPage } from '#core/web/app-page.tsx';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { chooseWays } from '../actions/choose-ways.ts';
import { choicesForm } from '../forms.ts';
import { calendarFeedPaths } from '../paths.ts';

const wayWords: Record<Way, string> = {
  at_once: 'By mail at once',
  weekly: 'In the weekly digest',
  page: 'On the page only',
};

async function remindersPage(ctx: Ctx, refused?: Refused): Promise<Reply> {
  const choices = await choicesOf(ctx.db, ctx.actor.personId);
  const { value, error } = shownIn('choices', refused);
  return appPage(
    ctx,
    {
      title: 'Reminders and the weekly digest',
      crumbs: [],
      ...(refused ? { errors: refused.errors } : {}),
    },
    <>
      <PageHeading
        title="Reminders and the weekly digest"
        lead="Choose what comes to you by mail. The digest is one mail on Monday at seven in the morning; when there is nothing to say, there is none. Your home page shows everything either way."
      />
      <Form action={calendarFeedPaths.reminders} csrfToken={ctx.page.csrfToken}>
        {kindNames.map((kind) => (
          <Radios
            name={kind}
            label={noticeKinds[kind].label}
            hint={noticeKinds[kind].hint}
            options={noticeKinds[kind].ways.map((way) => ({ value: way, label: wayWords[way] }))}
            value={value(kind) ?? choices[kind]}
            error={error(kind)}
            inline
          />
        ))}
        <p class="govuk-body">Mail of your account (an invitation, a new password) always comes at once.</p>
        <Button>Keep these choices</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={calendarFeedPaths.feeds}>
          Reviews in your calendar
        </a>
      </p>
    </>,
  );
}

export const showReminders = (ctx: Ctx): Promise<Reply> => remindersPage(ctx);

export async function sendReminderChoices(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await answerForm(
    'choices',
    readForm(choicesForm, request.form),
    async (choices) => {
      await chooseWays(ctx, choices);
      return redirectTo(calendarFeedPaths.reminders, 'Your choices have been kept.');
    },
    (refused) => remindersPage(ctx, refused),
  );
}
