import { holdsAt } from '#core/access/actor.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { currentFramework } from '#core/frameworks/queries.ts';
import { areasFor } from '#core/frameworks/rules.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { leadsDirectly } from '#features/interventions/index.ts';
import { shortDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { prepareReview } from '../actions/prepare-review.ts';
import { findEntry } from '../entry-queries.ts';
import { prepareForm } from '../forms.ts';
import { possibleMembers } from '../member-queries.ts';
import { qaReviewPaths } from '../paths.ts';
import { mayPrepare } from '../policy.ts';
import { readableReviews } from '../queries.ts';
import { defaultThemes } from '../theme-rules.ts';

/** From the calendar: to the review of an entry, or to preparing it. */
export async function showForEntry(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const entryId = idParam(request, 'entryId');
  const [review] = await readableReviews(ctx, { entryIds: [entryId] });
  if (review) return redirectTo(qaReviewPaths.review(review.id));
  const entry = await findEntry(ctx, entryId);
  if (holdsAt(ctx.actor, 'review:lead', entry.school_id)) return redirectTo(qaReviewPaths.prepare(entryId));
  throw new NotFound('This review has not been prepared yet. It opens here once it has been shared with the school.');
}

async function preparePage(ctx: Ctx, entryId: string, refused?: Refused): Promise<Reply> {
  const entry = await findEntry(ctx, entryId);
  const readerLeadsHere = await leadsDirectly(ctx, ctx.actor.personId, entry.school_id);
  demand(mayPrepare(ctx.actor, { schoolId: entry.school_id, readerLeadsHere }));
  const leads = (await possibleMembers(ctx, { schoolId: entry.school_id, academicYear: entry.academic_year })).filter(
    (person) => person.may_lead,
  );
  const themes = defaultThemes(entry, areasFor(await currentFramework(ctx), await findSchool(ctx, entry.school_id)));
  const { value, error } = shownIn('prepare', refused);
  const lead =
    leads.find((person) => person.id === entry.lead_id) ?? leads.find((person) => person.id === ctx.actor.personId);
  return appPage(
    ctx,
    {
      title: 'Prepare this review',
      crumbs: [{ href: qaReviewPaths.list, label: 'Reviews' }],
      errors: refused?.errors ?? [],
    },
    <>
      <PageHeading
        caption={entry.school_name}
        title={entry.title}
        lead="Say what it is for and who leads it. Themes, team and timetable come next; the school sees nothing before you share it."
      />
      <Form action={qaReviewPaths.prepare(entry.id)} csrfToken={ctx.page.csrfToken}>
        <TextArea
          name="purpose"
          label="What the review wants to find out, and what it leaves alone"
          hint="Two or three questions. You can finish this later; it is needed before the review is shared."
          rows={5}
          value={value('purpose')}
          error={error('purpose')}
          required={false}
        />
        <DateField
          name="startsOn"
          label="First day"
          hint={entry.days_known ? undefined : `The calendar has the week of ${shortDate(entry.starts_on)}.`}
          value={value('startsOn') ?? entry.starts_on.toString()}
          error={error('startsOn')}
          required
        />
        <DateField
          name="endsOn"
          label="Last day"
          value={value('endsOn') ?? entry.ends_on.toString()}
          error={error('endsOn')}
          required
        />
        <Select
          name="leadId"
          label="Who leads the review"
          placeholder="Choose the lead"
          hint="Somebody of the Trust who neither works at the school nor governs it."
          value={value('leadId') ?? lead?.id}
          error={error('leadId')}
          required
          options={leads.map((person) => ({
            value: person.id,
            label: person.job_title ? `${person.name}, ${person.job_title}` : person.name,
          }))}
        />
        <InsetText>
          It begins with these themes, which you can change: {themes.map(({ title }) => title).join('; ')}.
        </InsetText>
        <ButtonGroup>
          <Button>Begin to prepare</Button>
          <a class="govuk-link" href={qaReviewPaths.list}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export const showPrepare = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  preparePage(ctx, idParam(request, 'entryId'));

export async function postPrepare(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const entryId = idParam(request, 'entryId');
  return await answerForm(
    'prepare',
    readForm(prepareForm, request.form),
    async (value) => {
      const { id } = await prepareReview(ctx, entryId, { ...value, purpose: value.purpose ?? '' });
      return redirectTo(qaReviewPaths.review(id), 'The review is being prepared. Choose the team next.');
    },
    (refused) => preparePage(ctx, entryId, refused),
  );
}
