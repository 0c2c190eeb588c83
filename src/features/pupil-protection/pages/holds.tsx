import type { Ctx } from '#core/context.ts';
import { londonDate, shortDate } from '#platform/clock.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { protectionPaths } from '../paths.ts';
import { mayFindPupil, mayLift } from '../policy.ts';
import type { Hold } from '../rule-queries.ts';

/** What a hold is on, without saying who the pupil is: that is on the pupil's page, which is written down when it is opened. */
export async function holdNames(
  ctx: Ctx,
  holds: readonly Hold[],
): Promise<ReadonlyMap<string, { words: string; href: string | null }>> {
  return new Map(
    holds.map((hold) => [
      hold.id,
      hold.pupil_id === null
        ? { words: 'The whole school', href: null }
        : {
            words: `One pupil (number ${hold.pupil_id})`,
            href:
              mayFindPupil(ctx.actor, hold.school_id).allowed && hold.lifted_at === null
                ? protectionPaths.pupil(hold.pupil_id)
                : null,
          },
    ]),
  );
}

const Lift = (props: { ctx: Ctx; hold: Hold; refused: Refused | undefined }) => {
  const { hold } = props;
  const { open, value, error } = shownIn(`lift ${hold.id}`, props.refused);
  return (
    <Details summary="Lift it" open={open}>
      <Form
        action={protectionPaths.lift(hold.id)}
        csrfToken={props.ctx.page.csrfToken}
        label={`Lift the hold at ${hold.school}`}
      >
        <HiddenField name="revision" value={hold.revision} />
        <TextField
          name="why"
          id={`lift-${hold.id}`}
          label="Why"
          hint="Data that is due is erased again from tonight. Do not name a pupil."
          value={value('why')}
          error={error('why')}
          required
        />
        <Button variant="warning">Lift the hold</Button>
      </Form>
    </Details>
  );
};

/** Holds that stand, each to be lifted by those who may; those that were lifted below. */
export const Holds = (props: {
  ctx: Ctx;
  holds: readonly Hold[];
  names: ReadonlyMap<string, { words: string; href: string | null }>;
  withSchool?: boolean;
  refused: Refused | undefined;
}) => {
  const { ctx, names, withSchool, refused } = props;
  const standing = props.holds.filter((hold) => hold.lifted_at === null);
  const lifted = props.holds.filter((hold) => hold.lifted_at !== null);
  const lifts = mayLift(ctx.actor).allowed;
  const on = (hold: Hold) => {
    const { words = '', href = null } = names.get(hold.id) ?? {};
    return href ? (
      <a class="govuk-link" href={href}>
        {words}
      </a>
    ) : (
      words
    );
  };
  return (
    <>
      <Table
        caption="Holds: what must not be erased"
        columns={[
          ...(withSchool ? [{ header: 'School' }] : []),
          { header: 'On' },
          { header: 'Why' },
          { header: 'Placed' },
          ...(lifts ? [{ header: 'What to do', headerHidden: true }] : []),
        ]}
        rows={standing.map((hold) => [
          ...(withSchool
            ? [
                <a class="govuk-link" href={protectionPaths.school(hold.school_id)}>
                  {hold.school}
                </a>,
              ]
            : []),
          on(hold),
          hold.reason,
          `${hold.placer}, ${shortDate(londonDate(hold.placed_at))}`,
          ...(lifts ? [<Lift ctx={ctx} hold={hold} refused={refused} />] : []),
        ])}
        empty="No hold stands: the rules take their course."
        stack
      />
      {lifted.length > 0 ? (
        <Details summary={`Holds that were lifted (${lifted.length})`}>
          <Table
            caption="Holds that were lifted"
            captionHidden
            columns={[
              ...(withSchool ? [{ header: 'School' }] : []),
              { header: 'On' },
              { header: 'Why it stood' },
              { header: 'Lifted' },
              { header: 'Why it was lifted' },
            ]}
            rows={lifted.map((hold) => [
              ...(withSchool ? [hold.school] : []),
              on(hold),
              hold.reason,
              `${hold.lifter ?? ''}, ${hold.lifted_at ? shortDate(londonDate(hold.lifted_at)) : ''}`,
              hold.lifted_why ?? '',
            ])}
            stack
          />
        </Details>
      ) : null}
    </>
  );
};
