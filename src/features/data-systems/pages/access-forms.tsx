import type { Ctx } from '#core/context.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import { dataSystemPaths } from '../paths.ts';
import { mayEnd, mayGrantTo } from '../policy.ts';
import type { Access } from '../queries.ts';
import { latestEnd, reviewDueOn } from '../rules.ts';

/** Keep access for another while, or end it: each for those who may. */
export const AccessForms = (props: { ctx: Ctx; access: Access; refused: Refused | undefined }) => {
  const { ctx, access, refused } = props;
  const keep = shownIn(`keep ${access.id}`, refused);
  const end = shownIn(`end ${access.id}`, refused);
  const keeps = mayGrantTo(ctx.actor, access.school_id, access.person_id).allowed;
  const ends = mayEnd(ctx.actor, access.school_id, access.person_id).allowed;
  return (
    <>
      {keeps && (keep.open || reviewDueOn(access, ctx.today) !== null) ? (
        <Details summary="Look at it again" open={keep.open}>
          <Form
            action={dataSystemPaths.keep(access.id)}
            csrfToken={ctx.page.csrfToken}
            label={`Keep the access of ${access.person} to ${access.system}`}
          >
            <HiddenField name="revision" value={access.revision} />
            <DateField
              name="endsOn"
              id={`keep-${access.id}`}
              label="Keep it until"
              value={keep.value('endsOn') ?? latestEnd(ctx.today).subtract({ days: 1 }).toString()}
              error={keep.error('endsOn')}
              required
            />
            <Button variant="secondary">Keep it</Button>
          </Form>
        </Details>
      ) : null}
      {ends ? (
        <Details summary={access.person_id === ctx.actor.personId ? 'Give it up' : 'End it now'} open={end.open}>
          <Form
            action={dataSystemPaths.end(access.id)}
            csrfToken={ctx.page.csrfToken}
            label={`End the access of ${access.person} to ${access.system}`}
          >
            <HiddenField name="revision" value={access.revision} />
            <TextField
              name="why"
              id={`end-${access.id}`}
              label="Why"
              value={end.value('why')}
              error={end.error('why')}
              required
            />
            <Button variant="warning">End it now</Button>
          </Form>
        </Details>
      ) : null}
    </>
  );
};
