import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addMember, decideInterest, declareInterest, removeMember, sayExpertise } from '../actions/change-team.ts';
import { decideForm, declareForm, expertiseForm, memberForm as newMemberForm, whyForm } from '../forms.ts';
import { type PossibleMember, possibleMembers } from '../member-queries.ts';
import { qaReviewPaths } from '../paths.ts';
import { mayChangePlan } from '../policy.ts';
import { findReview, type QaReview } from '../queries.ts';
import { ChangeWhy, reviewPage } from './frame.tsx';
import { MemberCard, memberForm } from './member-card.tsx';

const described = (person: PossibleMember): string =>
  [person.name, person.job_title, ...person.places.filter((place) => !person.job_title?.includes(place))]
    .filter(Boolean)
    .join(', ');

const AddMember = ({
  ctx,
  review,
  people,
  refused,
}: {
  ctx: Ctx;
  review: QaReview;
  people: readonly PossibleMember[];
  refused: Refused | undefined;
}) => {
  const { value, error } = shownIn('add', refused);
  return (
    <section>
      <h2 class="govuk-heading-m">Add somebody</h2>
      <p class="govuk-body">
        Nobody who works at {review.schoolName}, governs it or leads an aspect of it directly is in this list. Somebody
        from another school is let in as a visiting reviewer until 28 days after the review, and told so.
      </p>
      <Form action={qaReviewPaths.team(review.id)} csrfToken={ctx.page.csrfToken}>
        <Select
          name="personId"
          label="Person"
          placeholder="Choose a person"
          value={value('personId')}
          error={error('personId')}
          options={people.map((person) => ({ value: person.id, label: described(person) }))}
        />
        <TextField
          name="externalName"
          label="Or a reviewer from outside, without an account"
          value={value('externalName')}
          error={error('externalName')}
        />
        <TextField
          name="externalOrganisation"
          label="Their organisation"
          value={value('externalOrganisation')}
          error={error('externalOrganisation')}
          required={false}
        />
        <TextField
          name="expertise"
          label="What they know that this review needs"
          hint="Such as “taught and led mathematics in Years 7 to 11 for twelve years”."
          value={value('expertise')}
          error={error('expertise')}
          required
        />
        <Radios
          name="role"
          label="Part"
          inline
          value={value('role') ?? 'reviewer'}
          error={error('role')}
          options={[
            { value: 'reviewer', label: 'Reviewer' },
            { value: 'lead', label: 'Leads the review' },
          ]}
        />
        <ChangeWhy review={review} value={value('changeWhy')} error={error('changeWhy')} />
        <Button>Add to the team</Button>
      </Form>
    </section>
  );
};

async function teamPage(ctx: Ctx, reviewId: string, refused?: Refused): Promise<Reply> {
  const review = await findReview(ctx, reviewId);
  const manages = mayChangePlan(ctx.actor, review).allowed;
  const people = manages ? (await possibleMembers(ctx, review)).filter((person) => person.id !== review.leadId) : [];
  return reviewPage(
    ctx,
    review,
    { title: 'Team', errors: refused?.errors ?? [] },
    <>
      <PageHeading
        caption={review.schoolName}
        title="Team"
        lead="Each member says what ties them to the school, or that nothing does, before they are given anything to do."
      />
      {review.members.map((member) => (
        <MemberCard ctx={ctx} review={review} member={member} refused={refused} />
      ))}
      {manages ? <AddMember ctx={ctx} review={review} people={people} refused={refused} /> : null}
    </>,
  );
}

export const showTeam = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  teamPage(ctx, idParam(request, 'qaReviewId'));

export async function postMember(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'qaReviewId');
  return await answerForm(
    'add',
    readForm(newMemberForm, request.form),
    async (value) => {
      await addMember(ctx, reviewId, value);
      return redirectTo(qaReviewPaths.team(reviewId), 'The team has been changed, and the new member has been told.');
    },
    (refused) => teamPage(ctx, reviewId, refused),
  );
}

const ids = (request: PageRequest) => ({
  reviewId: idParam(request, 'qaReviewId'),
  memberId: idParam(request, 'qaMemberId'),
});

export async function postDeclaration(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { reviewId, memberId } = ids(request);
  return await answerForm(
    memberForm('declare', memberId),
    readForm(declareForm, request.form),
    async ({ hasInterest, interest }) => {
      if (hasInterest === 'yes' && interest === null)
        throw new Invalid([{ field: 'interest', message: 'Say what ties them to the school' }]);
      await declareInterest(ctx, reviewId, memberId, hasInterest === 'yes' ? interest : null);
      return redirectTo(qaReviewPaths.team(reviewId), 'The declaration has been recorded.');
    },
    (refused) => teamPage(ctx, reviewId, refused),
  );
}

export async function postDecision(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { reviewId, memberId } = ids(request);
  return await answerForm(
    memberForm('decide', memberId),
    readForm(decideForm, request.form),
    async (value) => {
      await decideInterest(ctx, reviewId, memberId, value);
      return redirectTo(qaReviewPaths.team(reviewId), 'The decision has been recorded.');
    },
    (refused) => teamPage(ctx, reviewId, refused),
  );
}

export async function postExpertise(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { reviewId, memberId } = ids(request);
  return await answerForm(
    memberForm('expertise', memberId),
    readForm(expertiseForm, request.form),
    async ({ expertise }) => {
      await sayExpertise(ctx, reviewId, memberId, expertise);
      return redirectTo(qaReviewPaths.team(reviewId), 'Saved.');
    },
    (refused) => teamPage(ctx, reviewId, refused),
  );
}

export async function postRemoval(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { reviewId, memberId } = ids(request);
  return await answerForm(
    memberForm('remove', memberId),
    readForm(whyForm, request.form),
    async ({ why }) => {
      await removeMember(ctx, reviewId, memberId, why);
      return redirectTo(qaReviewPaths.team(reviewId), 'The team has been changed.');
    },
    (refused) => teamPage(ctx, reviewId, refused),
  );
}
