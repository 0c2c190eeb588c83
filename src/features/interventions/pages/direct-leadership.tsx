import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Tag, type TagColour } from '#ui/tag.tsx';
import type { Leadership } from '../leadership-queries.ts';
import { isLed, type LeadershipState, leadershipWords } from '../leadership-rules.ts';
import { interventionPaths } from '../paths.ts';
import { mayHandBack, mayProposeLeadership, mayRecordAuthority } from '../policy.ts';
import type { Intervention } from '../queries.ts';

const colours: Record<LeadershipState, TagColour> = {
  proposed: 'amber',
  lapsed: 'grey',
  declined: 'grey',
  authorised: 'blue',
  in_force: 'purple',
  overdue: 'red',
  handed_back: 'green',
};

function authorityOf(row: Leadership): string {
  const decision = row.steps.find((step) => step.step !== 'handed_back');
  if (!decision?.meeting_on) return 'The board has not decided. Until it does, nothing is led.';
  const said = decision.step === 'authorised' ? 'Authorised' : 'Declined';
  return `${said} on ${longDate(decision.meeting_on)}, minute ${decision.minute_reference}, recorded by ${decision.by}`;
}

const One = ({ ctx, row }: { ctx: Ctx; row: Leadership }) => {
  const decide = row.state === 'proposed' && mayRecordAuthority(ctx.actor, row).allowed;
  const back = isLed(row.state) && mayHandBack(ctx.actor).allowed;
  const handedBack = row.steps.find((step) => step.step === 'handed_back');
  return (
    <Card title={row.aspect} aside={<Tag colour={colours[row.state]}>{leadershipWords[row.state]}</Tag>}>
      <SummaryList
        rows={[
          { key: 'Who leads', value: [row.leader, row.leader_job].filter(Boolean).join(', ') },
          { key: 'From and to', value: `${longDate(row.starts_on)} to ${longDate(row.ends_on)}` },
          { key: 'Authority', value: authorityOf(row) },
          { key: 'It goes back when', value: row.exit_criteria },
          ...(handedBack
            ? [
                {
                  key: 'Handed back',
                  value: `By ${handedBack.by}. ${handedBack.exit_met ? 'What was to be reached was reached.' : 'What was to be reached was not reached.'} ${handedBack.note}`,
                },
              ]
            : []),
        ]}
      />
      {decide || back ? (
        <ButtonGroup>
          {decide ? (
            <ButtonLink href={interventionPaths.decideLeadership(row.intervention_id, row.id)}>
              Record what the board decided
            </ButtonLink>
          ) : null}
          {back ? (
            <ButtonLink href={interventionPaths.handBack(row.intervention_id, row.id)} variant="secondary">
              Hand back to the school
            </ButtonLink>
          ) : null}
        </ButtonGroup>
      ) : null}
    </Card>
  );
};

/** Aspects of the school that the Trust leads itself, is to lead or has led; and the way to propose one, where the cause allows it. */
export const DirectLeadership = ({
  ctx,
  one,
  open,
  led,
}: {
  ctx: Ctx;
  one: Intervention;
  open: boolean;
  led: readonly Leadership[];
}) => {
  const propose = open && mayProposeLeadership(ctx.actor, one).allowed;
  if (led.length === 0 && !propose) return null;
  return (
    <section>
      <h2 class="govuk-heading-m">Direct leadership</h2>
      {led.map((row) => (
        <One ctx={ctx} row={row} />
      ))}
      {led.length === 0 ? (
        <p class="govuk-body">
          The board can authorise the Trust to lead a named aspect of the school for at most a year: by whom, from when
          until when, and what has to be reached before it goes back.
        </p>
      ) : null}
      {propose ? (
        <ButtonLink href={interventionPaths.proposeLeadership(one.id)} variant="secondary">
          Propose direct leadership
        </ButtonLink>
      ) : null}
    </section>
  );
};
