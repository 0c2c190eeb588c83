import { academicYearName } from '#core/academic-year/rules.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { appPage } from '#core/web/app-page.tsx';
import { evidencePaths } from '#features/evidence/paths.ts';
import { capital } from '#platform/capital.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { piecesFor, type SpokenPiece } from '../evidence-queries.ts';
import { findJudgement, findTheme } from '../find-judged-queries.ts';
import { evidenceAsked, type Judged, placeOf, within, yearStart } from '../judged-queries.ts';
import { moderatedIn } from '../moderated.ts';
import { cheapestNextVisit, cheapestPlan } from '../next-visit-rules.ts';
import { type Pair, pairs } from '../pair-queries.ts';
import { judgingPaths } from '../paths.ts';
import { mayAsk, maySeeSafety } from '../policy.ts';
import { activityWords, listed, type Safety, safetyOf } from '../safety-rules.ts';
import { visitable } from '../visit-queries.ts';
import { Reading } from './judging-frame.tsx';
import { ShownGrade } from './list.tsx';
import { NextVisit } from './next-visit.tsx';

const pointsWords = { strength: 'A strength', development: 'To develop', mixed: 'Both' };

const Figures = ({ safety, academicYear }: { safety: Safety; academicYear: number }) => (
  <SummaryList
    rows={[
      { key: 'How safe', value: <Reading safety={safety} /> },
      {
        key: 'Kinds of activity',
        value: `${safety.present.length} of 5${safety.present.length > 0 ? `: ${listed(safety.present.map((kind) => activityWords[kind]))}` : ''}`,
      },
      {
        key: 'Missing',
        value:
          safety.missing.length === 0 ? 'None' : capital(listed(safety.missing.map((kind) => activityWords[kind]))),
      },
      { key: 'Observers', value: safety.observers },
      {
        key: 'Recency',
        value:
          safety.newest === null
            ? 'Nothing yet'
            : `Newest ${longDate(safety.newest)}; ${safety.thisYear} of ${safety.pieces} from ${academicYearName(academicYear)}`,
      },
      { key: 'About disadvantaged pupils', value: safety.disadvantaged },
      { key: 'About SEND', value: safety.send },
      { key: 'Contradicts the grade', value: safety.contradicting.length },
    ]}
  />
);

const PieceTable = ({ pieces, safety, judged }: { pieces: readonly SpokenPiece[]; safety: Safety; judged: Judged }) => {
  const open = pieces.filter((piece) => piece.readable);
  const closed = pieces.length - open.length;
  return (
    <>
      <Table
        caption="What speaks to it"
        columns={[
          { header: 'Evidence' },
          { header: 'Kind' },
          { header: 'Happened' },
          { header: 'Seen by' },
          { header: 'Says' },
        ]}
        rows={open.map((piece) => [
          <Link href={evidencePaths.evidence(piece.schoolId, piece.id)}>{piece.title}</Link>,
          evidenceKindLabel(piece.kind),
          shortDate(piece.happenedOn),
          piece.seenBy.join(', '),
          `${piece.points ? pointsWords[piece.points] : 'Cited'}${safety.contradicting.includes(piece.id) ? ', against the grade' : ''}`,
        ])}
        empty={`Nothing that you may open. Evidence speaks to “${judged.area.title}” when that is chosen as it is recorded, or when a sentence cites it.`}
        stack
      />
      {closed > 0 ? (
        <p class="govuk-body">
          {closed === 1 ? 'One more piece is' : `${closed} more pieces are`} counted and not listed: about observed
          teachers, open to those who are named.
        </p>
      ) : null}
    </>
  );
};

/** The Trust's, the moderated and the school's own grade beside each other, as far as each is open to the reader. */
const GradesBeside = ({ judged, moderated }: { judged: Judged; moderated: readonly Pair[] }) => (
  <SummaryList
    rows={[
      { key: 'Trust’s grade', value: <ShownGrade judged={judged} /> },
      ...(judged.gradeShown
        ? moderated.map((pair) => {
            const { grade, is } = moderatedIn(pair, judged.area);
            const words = { agreed: null, apart: 'The two do not agree', undecided: 'Not agreed yet' }[is];
            return {
              key: 'Moderated grade',
              value: (
                <>
                  {grade ? <FrameworkGrade grade={grade} /> : words}{' '}
                  {judged.judges ? <Link href={judgingPaths.pair(pair.id)}>How it was judged</Link> : null}
                </>
              ),
            };
          })
        : []),
      {
        key: 'School’s own grade',
        value: judged.own ? <FrameworkGrade grade={judged.own.grade} /> : 'None that can be shown',
      },
    ]}
  />
);

async function safetyPage(ctx: Ctx, judged: Judged): Promise<Reply> {
  demand(maySeeSafety(ctx.actor, judged.schoolId, judged.judges));
  const [pieces = []] = await piecesFor(ctx, [evidenceAsked(judged)]);
  const asked = { pieces, grade: placeOf(judged.grade), yearStartsOn: yearStart(judged.academicYear) };
  const safety = safetyOf(pieces, asked);
  const possible = await visitable(ctx, judged.schoolId, judged.departmentId);
  const seenBy = pieces.every((piece) => piece.readable) ? [...new Set(pieces.flatMap((piece) => piece.seenBy))] : [];
  const known = { departments: possible.names, seenBy, weaknesses: safety.weaknesses };
  const moderated = (
    await pairs(
      within(ctx, 'judging:moderate'),
      judged.type === 'theme' ? { themeId: judged.id } : { judgementId: judged.id },
    )
  ).filter((pair) => pair.revealedAt !== null);
  const asks = judged.judges && mayAsk(ctx.actor, judged.schoolId).allowed;
  return appPage(
    ctx,
    {
      title: `How safe is “${judged.title}”?`,
      crumbs: [{ href: judged.writtenAt, label: `${judged.title}, ${judged.school}` }],
    },
    <>
      <PageHeading caption={`${judged.school}, ${judged.where}`} title={`How safe is “${judged.title}”?`} />
      <Figures safety={safety} academicYear={judged.academicYear} />
      {safety.weaknesses.length > 0 ? (
        <section>
          <h2 class="govuk-heading-m">What makes it less safe</h2>
          <ul class="govuk-list govuk-list--bullet">
            {safety.weaknesses.map((weakness) => (
              <li>{weakness.words}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <NextVisit
        ctx={ctx}
        judged={judged}
        next={cheapestNextVisit(asked, possible)}
        plan={cheapestPlan(asked, possible)}
        known={known}
        nobody={possible.nobodyObservable}
      />
      <h2 class="govuk-heading-m">Grades beside each other</h2>
      <GradesBeside judged={judged} moderated={moderated} />
      {asks ? (
        <p class="govuk-body">
          <Link href={judgingPaths.askAbout(`${judged.type}:${judged.id}`)}>Ask two people to judge it blind</Link>
        </p>
      ) : null}
      <PieceTable pieces={pieces} safety={safety} judged={judged} />
    </>,
  );
}

export const showJudgement = async (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  safetyPage(
    ctx,
    await findJudgement(ctx, { reviewId: idParam(request, 'reviewId'), areaCode: textParam(request, 'area') }),
  );

export const showTheme = async (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  safetyPage(ctx, await findTheme(ctx, idParam(request, 'themeId')));
