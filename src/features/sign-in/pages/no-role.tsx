import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { Reply } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { signInPaths } from '../paths.ts';

/** Somebody whose account is right, but who holds no role today. */
export async function noRolePage(ctx: PublicCtx): Promise<Reply> {
  return appPage(
    ctx,
    { title: 'You hold no role today' },
    <>
      <PageHeading
        title="You hold no role today"
        lead="Your password is right, but what you may see in Cairn comes from the role you hold, and you hold none today."
      />
      <p class="govuk-body">This is how it is when:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>your role starts on a later day: sign in from that day on</li>
        <li>your role has ended, or the time of your review is over</li>
        <li>you have left the trust</li>
      </ul>
      <p class="govuk-body">
        If you think this is wrong, ask your trust’s administrator to look at your roles under People.
      </p>
      <Form action={signInPaths.signOut} csrfToken={ctx.page.csrfToken}>
        <Button variant="secondary">Sign in as somebody else</Button>
      </Form>
    </>,
  );
}
