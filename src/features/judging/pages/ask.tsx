import { academicYearOf } from '#core/academic-year/rules.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { adoptedFrameworks } from '#core/frameworks/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { shortDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { DateField } from '#ui/date-field.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { askPair } from '../actions/ask-pair.ts';
import { judgedInYear } from '../find-judged-queries.ts';
import { askForm } from '../forms.ts';
import { possibleGraders } from '../grader-queries.ts';
import { within } from '../judged-queries.ts';
import { isSetPiece, subjects } from '../moderation-rules.ts';
import { judgingPaths } from '../paths.ts';
import { mayAsk } from '../policy.ts';
import { findSubject, readSubject, type Subject, setPieces, vignettes } from '../subject-queries.ts';

const crumbs = [{ href: judgingPaths.pairs, label: 'Paired moderation' }];

/** Everything that this reader could ask two people to judge, as choices of one list. */
async function subjectChoices(ctx: Ctx) {
  const judged = (await judgedInYear(within(ctx, 'judging:read'), academicYearOf(ctx.today))).filter(
    (one) => one.judges && mayAsk(ctx.actor, one.schoolId).allowed,
  );
  const trustWide = mayAsk(ctx.actor, null).allowed;
  const pieces = await setPieces(ctx).limit(50).execute();
  const written = trustWide ? await vignettes(ctx) : [];
  return [
    ...judged.map((one) => ({
      value: `${one.type}:${one.id}`,
      label: `${one.school}: ${one.title}, ${one.where}`,
    })),
    ...written.map((one) => ({ value: `vignette:${one.id}`, label: `Vignette: ${one.title}` })),
    ...pieces
      .filter((one) => mayAsk(ctx.actor, one.school_id).allowed)
      .map((one) => ({
        value: `evidence:${one.id}`,
        label: `Set piece: ${one.title}, ${evidenceKindLabel(one.kind).toLowerCase()}, ${one.school}, ${shortDate(one.happened_on)}`,
      })),
  ];
}

async function choosePage(ctx: Ctx): Promise<Reply> {
  const choices = await subjectChoices(ctx);
  return appPage(
    ctx,
    { title: 'What are two people to judge?', crumbs },
    <>
      <PageHeading
        title="What are two people to judge?"
        lead="A judgement or a theme of this year, or a set piece: an account that everybody judges for calibration. A single lesson is never graded."
      />
      {choices.length === 0 ? (
        <EmptyState title="There is nothing to be judged yet">
          Begin an Annual Review or a review, record evidence, or write a vignette.
        </EmptyState>
      ) : (
        <FilterForm action={judgingPaths.ask} label="What is to be judged" submit="Go on">
          <Select name="subject" label="What is to be judged" options={choices} placeholder="Choose one" />
        </FilterForm>
      )}
      {mayAsk(ctx.actor, null).allowed ? (
        <p class="govuk-body">
          <Link href={judgingPaths.vignettes}>Write a vignette</Link>
        </p>
      ) : null}
    </>,
  );
}

async function askPage(ctx: Ctx, subject: Subject, refused?: Refused): Promise<Reply> {
  demand(mayAsk(ctx.actor, subject.schoolId));
  const people = await possibleGraders(ctx, subject);
  const frameworks = subject.judged ? [] : await adoptedFrameworks(ctx);
  const { value, error } = shownIn('ask', refused);
  const options = people.map((person) => ({
    value: person.id,
    label: [person.name, person.jobTitle].filter(Boolean).join(', '),
  }));
  return appPage(
    ctx,
    { title: 'Ask two people to judge it blind', crumbs, ...(refused ? { errors: refused.errors } : {}) },
    <>
      <PageHeading
        caption={subject.school ?? subjects[subject.type]}
        title="Ask two people to judge it blind"
        lead={
          <>
            <Link href={subject.href}>{subject.title}</Link>. Both give each area a grade with reasons. Neither sees
            what the other gave before both have committed themselves.
          </>
        }
      />
      {people.length < 2 ? (
        <WarningText>
          Fewer than two people can judge this: they must moderate, be able to read it, not have written it, and have
          nothing that ties them to the school.
        </WarningText>
      ) : null}
      <Form action={judgingPaths.ask} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="subject" value={`${subject.type}:${subject.id}`} />
        <Select
          name="firstId"
          label="First"
          options={options}
          placeholder="Choose a person"
          value={value('firstId')}
          error={error('firstId')}
          required
        />
        <Select
          name="secondId"
          label="Second"
          options={options}
          placeholder="Choose a person"
          value={value('secondId')}
          error={error('secondId')}
          required
        />
        <DateField
          name="dueOn"
          label="Both should have graded by"
          value={value('dueOn') ?? ctx.today.add({ days: 14 }).toString()}
          min={ctx.today.toString()}
          error={error('dueOn')}
          required
        />
        {isSetPiece(subject.type) ? (
          <Checkboxes
            name="areaIds"
            label="What is graded"
            hint="Areas of one framework"
            values={(value('areaIds') ?? '').split('\n')}
            error={error('areaIds')}
            options={frameworks.flatMap((framework) =>
              framework.areas.map((area) => ({ value: area.id, label: `${area.title} (${framework.name})` })),
            )}
          />
        ) : null}
        <Button>Ask both</Button>
      </Form>
    </>,
  );
}

export async function showAsk(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const chosen = readSubject(request.query['subject']);
  return chosen ? await askPage(ctx, await findSubject(ctx, chosen.type, chosen.id)) : await choosePage(ctx);
}

export async function sendAsk(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const chosen = readSubject(request.form['subject']?.[0]);
  if (!chosen) throw new NotFound();
  const subject = await findSubject(ctx, chosen.type, chosen.id);
  return await answerForm(
    'ask',
    readForm(askForm, request.form),
    async (asked) =>
      redirectTo(judgingPaths.pair(await askPair(ctx, { ...asked, subject: chosen })), 'Both have been asked.'),
    (refused) => askPage(ctx, subject, refused),
  );
}
