import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import type { Judged } from '../judged-queries.ts';
import { gradeIn, moderatedIn } from '../moderated.ts';
import { apartWords, areasApart } from '../moderation-rules.ts';
import type { Pair } from '../pair-queries.ts';
import { judgingPaths } from '../paths.ts';
import { mayConfirm, maySayOutcome } from '../policy.ts';

/** The value of “we do not agree” among the grades of the form. */
export const doNotAgree = 'apart';

/** What each gave beside the other, how far apart they are, and the moderated grade with the Trust's and the school's own. */
export const Revealed = ({ pair, judged }: { pair: Pair; judged: Judged | null }) => (
  <>
    <Table
      caption="What each gave"
      columns={[
        { header: 'Area' },
        ...pair.graders.map((grader) => ({ header: grader.name })),
        { header: 'Difference' },
        { header: 'Moderated grade' },
        ...(judged ? [{ header: 'Trust’s grade' }, { header: 'School’s own' }] : []),
      ]}
      rows={pair.areas.map((area): Child[] => {
        const given = pair.given.find((one) => one.areaId === area.id)?.grades ?? [];
        const of = pair.graders.map((grader) => given.find((one) => one.personId === grader.personId));
        const places = of.flatMap((one) => gradeIn(pair, area, one?.gradeCode ?? null)?.position ?? []);
        const { grade, is } = moderatedIn(pair, area);
        return [
          area.title,
          ...of.map((one) => <FrameworkGrade grade={gradeIn(pair, area, one?.gradeCode ?? null)} />),
          apartWords(places[0] ?? 0, places[1] ?? 0),
          grade ? <FrameworkGrade grade={grade} /> : is === 'apart' ? 'They do not agree' : 'Not agreed yet',
          ...(judged
            ? [
                judged.gradeShown ? <FrameworkGrade grade={judged.grade} /> : 'Not open to you',
                judged.own ? <FrameworkGrade grade={judged.own.grade} /> : 'None that can be shown',
              ]
            : []),
        ];
      })}
      stack
    />
    <h2 class="govuk-heading-m">Their reasons</h2>
    {pair.areas.map((area) => (
      <Table
        caption={area.title}
        columns={[{ header: 'Who' }, { header: 'Reasons' }]}
        rows={(pair.given.find((one) => one.areaId === area.id)?.grades ?? []).map((one) => [
          pair.graders.find((grader) => grader.personId === one.personId)?.name ?? '',
          one.reasons,
        ])}
        stack
      />
    ))}
  </>
);

/** What one of the two has said came of it, and whether the other stands by it. */
const Said = ({ pair }: { pair: Pair }) => {
  const { outcome } = pair;
  if (!outcome) return null;
  return (
    <Table
      caption={`What ${outcome.by} wrote down on ${longDate(londonDate(outcome.saidAt))}${outcome.confirmedBy ? ', confirmed by the other' : ', not yet confirmed by the other'}`}
      columns={[{ header: 'Area' }, { header: 'Agreed' }, { header: 'What decided it' }]}
      rows={outcome.grades.map((said): Child[] => {
        const area = pair.areas.find((one) => one.id === said.areaId);
        const grade = area ? gradeIn(pair, area, said.gradeCode) : null;
        return [area?.title ?? '', grade ? <FrameworkGrade grade={grade} /> : 'They do not agree', said.reasons];
      })}
      stack
    />
  );
};

const SayForm = ({ ctx, pair, refused }: { ctx: Ctx; pair: Pair; refused: Refused | undefined }) => {
  const { open, value, error } = shownIn('outcome', refused);
  const apart = pair.areas.filter((area) => areasApart(pair.given).includes(area.id));
  const before = (areaId: string) => pair.outcome?.grades.find((grade) => grade.areaId === areaId);
  return (
    <Form action={judgingPaths.pairPart(pair.id, 'outcome')} csrfToken={ctx.page.csrfToken} warnUnsaved>
      {apart.map((area) => {
        const said = before(area.id);
        return (
          <>
            <Radios
              name={`grade-${area.id}`}
              label={`Agreed grade for ${area.title}`}
              options={[
                ...gradesFor(pair.framework, area).map((grade) => ({ value: grade.code, label: gradeLabel(grade) })),
                { value: doNotAgree, label: 'We do not agree' },
              ]}
              value={open ? value(`grade-${area.id}`) : said ? (said.gradeCode ?? doNotAgree) : undefined}
              error={error(`grade-${area.id}`)}
            />
            <TextArea
              name={`reasons-${area.id}`}
              label={`What decided it, or why you do not agree: ${area.title}`}
              rows={3}
              maxChars={4000}
              value={open ? value(`reasons-${area.id}`) : said?.reasons}
              error={error(`reasons-${area.id}`)}
            />
          </>
        );
      })}
      <Button>Write down what we agreed</Button>
    </Form>
  );
};

/** The step after the reveal: one writes down what came of it, the other confirms it or says otherwise. */
export const Outcome = ({ ctx, pair, refused }: { ctx: Ctx; pair: Pair; refused: Refused | undefined }) => {
  const { actor } = ctx;
  const says = maySayOutcome(actor, pair).allowed;
  const confirms = mayConfirm(actor, pair).allowed;
  const reopened = refused?.form === 'outcome';
  return (
    <section>
      {pair.outcome || says ? <h2 class="govuk-heading-m">What came of it</h2> : null}
      <Said pair={pair} />
      {confirms && pair.outcome ? (
        <Form action={judgingPaths.pairPart(pair.id, 'confirm')} csrfToken={ctx.page.csrfToken}>
          <HiddenField name="outcomeId" value={pair.outcome.id} />
          <Button>Yes, this is what we agreed</Button>
        </Form>
      ) : null}
      {says && pair.state === 'revealed' ? (
        <>
          <p class="govuk-body">
            Talk about what differs. Then one of you writes down what came of it, and the other confirms it.
          </p>
          <SayForm ctx={ctx} pair={pair} refused={refused} />
        </>
      ) : null}
      {says && pair.state === 'said' ? (
        <Details summary={confirms ? 'I see it differently' : 'Change what I wrote down'} open={reopened}>
          <SayForm ctx={ctx} pair={pair} refused={refused} />
        </Details>
      ) : null}
    </section>
  );
};
