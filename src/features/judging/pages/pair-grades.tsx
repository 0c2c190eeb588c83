import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { evidencePaths } from '#features/evidence/paths.ts';
import { shortDate } from '#platform/clock.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Link } from '#ui/link.tsx';
import { Radios } from '#ui/radios.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import type { SpokenPiece } from '../evidence-queries.ts';
import type { Pair } from '../pair-queries.ts';
import { judgingPaths } from '../paths.ts';
import type { DraftGrade } from '../tables.ts';

/** What the two judge from: the set piece itself, or the evidence that speaks to the judgement. Never what anybody has written or graded so far. */
export const Material = ({
  pair,
  text,
  pieces,
  reviewHref,
}: {
  pair: Pair;
  text: string | null;
  pieces: readonly SpokenPiece[];
  /** The review of a theme, where its team reads what was seen; null for anything else. */
  reviewHref: string | null;
}) => {
  if (text !== null)
    return (
      <section>
        <h2 class="govuk-heading-m">What you judge</h2>
        <MarkdownProse text={text} />
      </section>
    );
  const open = pieces.filter((piece) => piece.readable);
  const closed = pieces.length - open.length;
  return (
    <section>
      <Table
        caption="What you judge from"
        columns={[{ header: 'Evidence' }, { header: 'Kind' }, { header: 'Happened' }]}
        rows={open.map((piece) => [
          <Link href={evidencePaths.evidence(piece.schoolId, piece.id)}>{piece.title}</Link>,
          evidenceKindLabel(piece.kind),
          shortDate(piece.happenedOn),
        ])}
        empty={`No evidence that you may open speaks to ${pair.areas.map((area) => area.title).join(', ')} yet.`}
        stack
      />
      {closed > 0 ? <p class="govuk-body">{closed} more may not be opened by you.</p> : null}
      {reviewHref ? (
        <p class="govuk-body">
          <Link href={reviewHref}>The review, with what was seen in its activities</Link>
        </p>
      ) : null}
    </section>
  );
};

/** The form in which one of the two grades blind; kept as it is typed, for nobody else to read. */
export const GradeForm = ({
  ctx,
  pair,
  draft,
  refused,
}: {
  ctx: Ctx;
  pair: Pair;
  draft: { grades: readonly DraftGrade[]; revision: number };
  refused: Refused | undefined;
}) => {
  const { open, value, error } = shownIn('grade', refused);
  const kept = (areaId: string) => draft.grades.find((grade) => grade.areaId === areaId);
  return (
    <section>
      <h2 class="govuk-heading-m">Your grades</h2>
      <Form
        action={judgingPaths.pairPart(pair.id, 'commit')}
        csrfToken={ctx.page.csrfToken}
        autosave={open ? undefined : judgingPaths.pairPart(pair.id, 'draft')}
        warnUnsaved
      >
        <HiddenField name="revision" value={draft.revision} />
        {pair.areas.map((area) => (
          <>
            <Radios
              name={`grade-${area.id}`}
              label={area.title}
              labelSize="m"
              options={gradesFor(pair.framework, area).map((grade) => ({
                value: grade.code,
                label: gradeLabel(grade),
                hint: area.descriptors[grade.code] || grade.descriptor || undefined,
              }))}
              value={open ? value(`grade-${area.id}`) : kept(area.id)?.gradeCode}
              error={error(`grade-${area.id}`)}
            />
            {area.prompts.length > 0 ? (
              <Details summary="Questions that help to judge">
                <ul class="govuk-list govuk-list--bullet">
                  {area.prompts.map((prompt) => (
                    <li>{prompt}</li>
                  ))}
                </ul>
              </Details>
            ) : null}
            <TextArea
              name={`reasons-${area.id}`}
              label={`Reasons for ${area.title}`}
              rows={4}
              maxChars={4000}
              value={open ? value(`reasons-${area.id}`) : kept(area.id)?.reasons}
              error={error(`reasons-${area.id}`)}
            />
          </>
        ))}
        <p class="govuk-body">
          What you commit yourself to stands for good. It is shown to the other when they have committed themselves too.
        </p>
        <ButtonGroup>
          <Button>Commit my grades</Button>
          <Button variant="secondary" formAction={judgingPaths.pairPart(pair.id, 'draft')}>
            Keep as a draft
          </Button>
        </ButtonGroup>
      </Form>
    </section>
  );
};

/** What the reader gave, while the other has not yet. */
export const OwnGrades = ({ pair, own }: { pair: Pair; own: readonly DraftGrade[] }) => (
  <Table
    caption="What you gave"
    columns={[{ header: 'Area' }, { header: 'Grade' }, { header: 'Reasons' }]}
    rows={pair.areas.map((area): Child[] => {
      const found = own.find((grade) => grade.areaId === area.id);
      const grade = gradesFor(pair.framework, area).find((one) => one.code === found?.gradeCode);
      return [area.title, grade ? gradeLabel(grade) : '—', found?.reasons ?? ''];
    })}
    stack
  />
);
