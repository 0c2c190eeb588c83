import type { Ctx } from '#core/context.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { Radios } from '#ui/radios.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { standingWords } from '../member-rules.ts';
import { qaReviewPaths } from '../paths.ts';
import { isOfReview, mayChangePlan, mayDecideInterest } from '../policy.ts';
import type { Member, QaReview } from '../queries.ts';
import { fromOf } from './frame.tsx';

type Props = { ctx: Ctx; review: QaReview; member: Member; refused: Refused | undefined };

const colours = { clear: 'green', undeclared: 'amber', undecided: 'amber', refused: 'red' } as const;
/** The name of a member's form, so that a refused one is shown open again. */
export const memberForm = (what: 'declare' | 'decide' | 'expertise' | 'remove', memberId: string): string =>
  `${what}-${memberId}`;

const DeclareForm = ({ ctx, review, member, refused }: Props) => {
  const { value, error } = shownIn(memberForm('declare', member.id), refused);
  const self = member.personId === ctx.actor.personId;
  return (
    <Form
      action={qaReviewPaths.member(review.id, member.id, 'declare')}
      csrfToken={ctx.page.csrfToken}
      label={`Declaration of ${member.name}`}
    >
      <Radios
        name="hasInterest"
        id={`hasInterest-${member.id}`}
        label={`Does anything tie ${self ? 'you' : member.name} to this school?`}
        hint="Family, friendship, money, an application for a post there, earlier work for it."
        value={value('hasInterest')}
        error={error('hasInterest')}
        options={[
          { value: 'no', label: 'No' },
          { value: 'yes', label: 'Yes, as follows' },
        ]}
      />
      <TextArea
        name="interest"
        id={`interest-${member.id}`}
        label="What ties them"
        hint="A trust leader who is not on the team decides whether they may go on."
        rows={2}
        value={value('interest')}
        error={error('interest')}
      />
      <Button>Declare</Button>
    </Form>
  );
};

const DecideForm = ({ ctx, review, member, refused }: Props) => {
  const { value, error } = shownIn(memberForm('decide', member.id), refused);
  return (
    <Form
      action={qaReviewPaths.member(review.id, member.id, 'decide')}
      csrfToken={ctx.page.csrfToken}
      label={`Decision about ${member.name}`}
    >
      <Radios
        name="decision"
        id={`decision-${member.id}`}
        label={`May ${member.name} take part?`}
        value={value('decision')}
        error={error('decision')}
        options={[
          { value: 'may_go_on', label: 'Yes, the interest does not stand in the way' },
          { value: 'may_not_go_on', label: 'No' },
        ]}
      />
      <TextArea
        name="why"
        id={`why-${member.id}`}
        label="Reason"
        rows={2}
        value={value('why')}
        error={error('why')}
        required
      />
      <Button>Decide</Button>
    </Form>
  );
};

const RemoveForm = ({ ctx, review, member, refused }: Props) => {
  const { open, value, error } = shownIn(memberForm('remove', member.id), refused);
  return (
    <Details summary={`Take ${member.name} off the team`} open={open}>
      <Form action={qaReviewPaths.member(review.id, member.id, 'remove')} csrfToken={ctx.page.csrfToken}>
        <TextArea
          name="why"
          id={`remove-why-${member.id}`}
          label="Reason"
          hint="Their activities need somebody else. A role that let them in at the school ends."
          rows={2}
          value={value('why')}
          error={error('why')}
          required
        />
        <Button variant="secondary" hiddenText={member.name}>
          Take off the team
        </Button>
      </Form>
    </Details>
  );
};

/** One member of the team: what they know, what they declared, what was decided, and what this reader may do about it. */
export const MemberCard = (props: Props) => {
  const { ctx, review, member, refused } = props;
  const manages = mayChangePlan(ctx.actor, review).allowed;
  const self = member.personId === ctx.actor.personId;
  const ours = isOfReview(ctx.actor, review);
  const expertise = shownIn(memberForm('expertise', member.id), refused);
  return (
    <Card
      title={member.name}
      headingLevel={2}
      aside={ours ? <Tag colour={colours[member.standing]}>{standingWords[member.standing]}</Tag> : null}
    >
      <p class="govuk-body">
        {[member.role === 'lead' ? 'Leads the review' : 'Reviewer', fromOf(member)].filter(Boolean).join(', ')}
        {member.expertise === '' ? '' : `. Knows: ${member.expertise}`}
      </p>
      {ours && member.declaredAt !== null ? (
        <p class="govuk-body">
          {`Declared on ${longDate(londonDate(member.declaredAt))}: ${member.interest ?? 'nothing ties them to the school'}.`}
          {member.decidedWhy ? ` ${member.decidedBy ?? 'A trust leader'} decided: ${member.decidedWhy}` : ''}
        </p>
      ) : null}
      {member.declaredAt === null && (self || (member.personId === null && manages)) ? (
        <DeclareForm {...props} />
      ) : null}
      {member.standing === 'undecided' && mayDecideInterest(ctx.actor, review).allowed ? (
        <DecideForm {...props} />
      ) : null}
      {manages || self ? (
        <Details
          summary={member.expertise === '' ? 'Say what they know' : 'Change what they know'}
          open={expertise.open}
        >
          <Form action={qaReviewPaths.member(review.id, member.id, 'expertise')} csrfToken={ctx.page.csrfToken}>
            <TextField
              name="expertise"
              id={`expertise-${member.id}`}
              label="What they know that this review needs"
              value={expertise.value('expertise') ?? member.expertise}
              error={expertise.error('expertise')}
              required
            />
            <Button variant="secondary" hiddenText={member.name}>
              Save
            </Button>
          </Form>
        </Details>
      ) : null}
      {manages && member.role !== 'lead' ? <RemoveForm {...props} /> : null}
    </Card>
  );
};
