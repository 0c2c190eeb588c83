import type { Ctx } from '#core/context.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addMember, declareInterest, removeMember } from '../actions/change-team.ts';
import { declareForm, memberForm } from '../forms.ts';
import { memberPath, teamPath } from '../paths.ts';
import { mayManageTeam } from '../policy.ts';
import { findDraft, possibleTeam, type Review, type TeamMember } from '../queries.ts';
import { reviewPage } from './review-frame.tsx';

type Shown = { errors: readonly FieldError[]; typed: Typed; memberId?: string };

const Member = ({
  ctx,
  review,
  member,
  manages,
  shown,
}: {
  ctx: Ctx;
  review: Review;
  member: TeamMember;
  manages: boolean;
  shown: Shown | undefined;
}) => {
  const declares = member.personId === ctx.actor.personId || (member.personId === null && manages);
  const errors = shown?.errors ?? [];
  return (
    <Card
      title={member.name}
      headingLevel={2}
      aside={
        member.declaredAt === null ? (
          <Tag colour="amber">Has not declared</Tag>
        ) : member.interest ? (
          <Tag colour="amber">Declared an interest</Tag>
        ) : (
          <Tag colour="green">No interest</Tag>
        )
      }
    >
      <p class="govuk-body">
        {[member.role === 'lead' ? 'Lead author' : 'Member of the team', member.organisation ?? member.jobTitle]
          .filter(Boolean)
          .join(', ')}
        {member.declaredAt ? `. Declared on ${longDate(londonDate(member.declaredAt))}.` : ''} {member.interest}
      </p>
      {declares && member.declaredAt === null ? (
        <Form
          action={memberPath(review.id, member.id, 'declare')}
          csrfToken={ctx.page.csrfToken}
          label={`Declaration of ${member.name}`}
        >
          <Radios
            name="hasInterest"
            id={`hasInterest-${member.id}`}
            label={`Does ${member.personId === ctx.actor.personId ? 'anything tie you' : `anything tie ${member.name}`} to this school?`}
            hint="Family, friendship, money, an application for a post there, earlier work for it."
            error={errorFor(errors, 'hasInterest')}
            value={shown?.typed['hasInterest']}
            options={[
              { value: 'no', label: 'No' },
              { value: 'yes', label: 'Yes, as follows' },
            ]}
          />
          <TextArea
            name="interest"
            id={`interest-${member.id}`}
            label="What ties them"
            rows={2}
            value={shown?.typed['interest']}
            error={errorFor(errors, 'interest')}
            hint="Printed with the review team in the document."
          />
          <Button variant="secondary">Declare</Button>
        </Form>
      ) : null}
      {manages && member.role !== 'lead' ? (
        <Form action={memberPath(review.id, member.id, 'remove')} csrfToken={ctx.page.csrfToken}>
          <Button variant="secondary" hiddenText={member.name}>
            Take off the team
          </Button>
        </Form>
      ) : null}
    </Card>
  );
};

async function show(ctx: Ctx, reviewId: string, shown?: Shown): Promise<Reply> {
  const review = await findDraft(ctx, reviewId);
  const manages = mayManageTeam(ctx.actor, review).allowed;
  const people = (await possibleTeam(ctx, review.schoolId)).filter((person) => person.id !== review.leadId);
  const fresh = shown?.memberId === undefined ? shown : undefined;
  const errors = fresh?.errors ?? [];
  return reviewPage(
    ctx,
    review,
    { title: 'Review team', errors: shown?.errors ?? [] },
    <>
      <PageHeading
        title="Review team"
        caption={review.schoolName}
        lead="Nobody who works at the school or governs it is on the team. Each member declares whether anything ties them to the school."
      />
      {review.team.map((member) => (
        <Member
          ctx={ctx}
          review={review}
          member={member}
          manages={manages}
          shown={shown?.memberId === member.id ? shown : undefined}
        />
      ))}
      {manages ? (
        <>
          <h2 class="govuk-heading-m">Add somebody</h2>
          <Form action={teamPath(review.id)} csrfToken={ctx.page.csrfToken}>
            <Select
              name="personId"
              label="Person"
              placeholder="Choose a person"
              value={fresh?.typed['personId']}
              error={errorFor(errors, 'personId')}
              options={people.map((person) => ({
                value: person.id,
                label: person.job_title ? `${person.name}, ${person.job_title}` : person.name,
              }))}
            />
            <TextField
              name="externalName"
              label="Or an external reviewer without an account"
              value={fresh?.typed['externalName']}
              error={errorFor(errors, 'externalName')}
            />
            <TextField
              name="externalOrganisation"
              label="Their organisation"
              required={false}
              value={fresh?.typed['externalOrganisation']}
              error={errorFor(errors, 'externalOrganisation')}
            />
            <Radios
              name="role"
              label="Role"
              inline
              value={fresh?.typed['role'] ?? 'member'}
              error={errorFor(errors, 'role')}
              options={[
                { value: 'member', label: 'Member' },
                { value: 'lead', label: 'Lead author' },
              ]}
            />
            <Button>Add to the team</Button>
          </Form>
        </>
      ) : null}
    </>,
  );
}

export const showTeam = (ctx: Ctx, request: PageRequest): Promise<Reply> => show(ctx, idParam(request, 'reviewId'));

export async function postMember(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const form = readForm(memberForm, request.form);
  if (!form.ok) return await show(ctx, reviewId, form);
  try {
    await addMember(ctx, reviewId, form.value);
    return redirectTo(teamPath(reviewId), 'The team has been changed.');
  } catch (error) {
    return await show(ctx, reviewId, { typed: form.typed, errors: errorsOf(error) });
  }
}

export async function postRemoval(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  try {
    await removeMember(ctx, reviewId, idParam(request, 'memberId'));
    return redirectTo(teamPath(reviewId), 'The team has been changed.');
  } catch (error) {
    return await show(ctx, reviewId, { typed: {}, errors: errorsOf(error) });
  }
}

export async function postDeclaration(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const memberId = idParam(request, 'memberId');
  const form = readForm(declareForm, request.form);
  if (!form.ok) return await show(ctx, reviewId, { ...form, memberId });
  const { hasInterest, interest } = form.value;
  if (hasInterest === 'yes' && interest === null) {
    return await show(ctx, reviewId, {
      typed: form.typed,
      memberId,
      errors: [{ field: 'interest', message: 'Say what ties them to the school' }],
    });
  }
  await declareInterest(ctx, reviewId, memberId, hasInterest === 'yes' ? interest : null);
  return redirectTo(teamPath(reviewId), 'The declaration has been recorded.');
}
