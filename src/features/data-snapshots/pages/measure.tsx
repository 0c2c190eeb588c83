import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { formatValue } from '#features/measures/index.ts';
import { publishedComparators } from '#features/performance-data/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { PageHeading } from '#ui/page-heading.tsx';

import { SummaryList } from '#ui/summary-list.tsx';
import { againstTarget, changeWords, withPupils } from '../comparison.ts';
import { loadFigures, takenSnapshotsOf, targetsOf } from '../figure-queries.ts';
import { basisNames, figureIn, shownTo } from '../figures-shown.ts';
import { type Asked, askedMeasure } from '../measure-of-request.ts';
import { partnershipFigures } from '../partner-queries.ts';
import { snapshotPaths } from '../paths.ts';
import { seesEveryPupil } from '../policy.ts';
import { findSnapshot, type Snapshot } from '../queries.ts';
import { maySeeSubject, nameOfSubject } from '../subject-queries.ts';
import { publishedWords, trustFigures } from '../taken-queries.ts';
import { earlierOf, Gaps, Groups, type MeasureShown, rangeOf, Trend } from './measure-parts.tsx';

/** The figures of the trust, the partnership, the authority and the nation, as far as there are any. */
async function besideOf(ctx: Ctx, snapshot: Snapshot, { measure, basis }: Asked) {
  const { collection_id } = snapshot;
  const published = await publishedComparators(ctx, snapshot.school_id, snapshot.academic_year);
  const trust = await trustFigures(ctx, collection_id, measure.code);
  const partnership = await partnershipFigures(ctx, collection_id, snapshot, measure.code);
  return [
    { key: 'The trust', value: trust(measure.code, basis) },
    { key: 'The partnership', value: partnership(measure.code, basis) },
    { key: 'Local authority, published', value: publishedWords(measure, published.la(measure.code)) },
    { key: 'National, published', value: publishedWords(measure, published.national(measure.code)) },
  ].flatMap(({ key, value }) => (value === null ? [] : [{ key, value }]));
}

/** One measure of a school's taken snapshot: what it is, its groups, its gaps and how it has moved. */
export async function showMeasure(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const snapshot = await findSnapshot(ctx, request.params['snapshotId'] ?? '');
  const asked = askedMeasure(request);
  const { measure, basis, subjectId } = asked;
  const taken = await takenSnapshotsOf(ctx, snapshot.school_id);
  const opens = await maySeeSubject(ctx, snapshot.school_id, subjectId);
  const figures = shownTo(
    seesEveryPupil(ctx.actor, snapshot.school_id) || opens,
    await loadFigures(ctx, {
      snapshotIds: [...new Set([snapshot.id, ...taken.map((each) => each.id)])],
      measure: measure.code,
      basis,
      subjectId,
    }),
  );
  const all = figureIn(figures, { measure: measure.code, basis, subjectId, snapshotId: snapshot.id });
  if (!all) throw new NotFound();
  const target = (await targetsOf(ctx, snapshot.school_id, snapshot.academic_year)).find(
    (each) => each.measure === measure.code,
  );
  const shown: MeasureShown = { snapshot, asked, figures, taken };
  const earlier = earlierOf(shown);
  const before = earlier && figureIn(figures, { measure: measure.code, basis, subjectId, snapshotId: earlier.id });
  const change = changeWords(measure, all, before);
  const beside = subjectId === 0 ? await besideOf(ctx, snapshot, asked) : [];
  const subject = subjectId === 0 ? null : await nameOfSubject(ctx, subjectId);
  return appPage(
    ctx,
    {
      title: `${measure.title}${subject ? `, ${subject}` : ''}`,
      wide: true,
      crumbs: [
        { label: 'Snapshots', href: snapshotPaths.list },
        { label: `${snapshot.name} of ${snapshot.school}`, href: snapshotPaths.snapshot(snapshot.id) },
      ],
    },
    <>
      <PageHeading
        caption={`${snapshot.school}, ${snapshot.name}${subject ? `, ${subject}` : ''}`}
        title={measure.title}
        lead={measure.definition}
        actions={
          opens ? (
            <ButtonLink href={snapshotPaths.pupils(snapshot.id, measure.code, basis, subjectId)} variant="secondary">
              The pupils behind it
            </ButtonLink>
          ) : null
        }
      />
      <SummaryList
        rows={[
          ...(basis ? [{ key: 'Made of', value: basisNames[basis] }] : []),
          { key: 'School (pupils)', value: withPupils(measure, all) },
          { key: 'Likely range', value: rangeOf(measure, all) },
          ...(earlier && change ? [{ key: `Since ${earlier.name}`, value: change }] : []),
          ...(target
            ? [
                {
                  key: 'The school’s target',
                  value: `${formatValue(measure, target.value)}. ${againstTarget(measure, all, target.value)}`,
                },
              ]
            : []),
          ...beside,
          ...(all.note ? [{ key: 'Note', value: all.note }] : []),
        ]}
      />
      <Trend {...shown} />
      <Gaps {...shown} />
      <Groups {...shown} />
      <Details summary="How it is worked out">
        <p class="govuk-body">{measure.definition}</p>
        <p class="govuk-body">
          Source of the definition: {measure.source}. The likely range is where the figure would lie nineteen times out
          of twenty if the same school had had other pupils like these; a change inside it may be chance.
        </p>
      </Details>
    </>,
  );
}
