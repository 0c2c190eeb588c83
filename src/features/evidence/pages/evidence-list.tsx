import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { type Evidence, evidencePage } from '#core/evidence/queries.ts';
import { type EvidenceUse, evidenceUses } from '#core/evidence/uses.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { londonDate, shortDate } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { cursorText, filterQuery, narrows, readCursor, readFilter } from '../list-filter.ts';
import { evidencePaths } from '../paths.ts';
import { fileCounts, recordersOf } from '../queries.ts';
import { choicesFor } from '../reach-queries.ts';
import { KeysetPager } from './keyset-pager.tsx';
import { ListFilter } from './list-filter.tsx';

const perPage = 50;
const shownUses = 3;

const Use = ({ use }: { use: EvidenceUse }) => (
  <div>
    <a class="govuk-link" href={use.href}>
      {use.label}
    </a>
  </div>
);

/** The sentence already says the judgement in which it stands. */
const withoutJudgements = (uses: readonly EvidenceUse[]) => uses.filter((use) => use.kind !== 'judgement');

const Supports = ({ uses }: { uses: readonly EvidenceUse[] }) =>
  uses.length === 0 ? (
    <>Nothing yet</>
  ) : (
    <>
      {uses.slice(0, shownUses).map((use) => (
        <Use use={use} />
      ))}
      {uses.length > shownUses ? (
        <Details summary={`${uses.length - shownUses} more`}>
          {uses.slice(shownUses).map((use) => (
            <Use use={use} />
          ))}
        </Details>
      ) : null}
    </>
  );

const rowOf = (schoolId: string, evidence: Evidence, files: number, uses: readonly EvidenceUse[]) => [
  <>
    <a class="govuk-link" href={evidencePaths.evidence(schoolId, evidence.id)}>
      {evidence.title}
    </a>
    {evidence.withdrawn_at ? (
      <>
        {' '}
        <Tag>Withdrawn</Tag>
      </>
    ) : null}
    {evidence.readers === 'named' ? (
      <>
        {' '}
        <Tag colour="grey">Named readers</Tag>
      </>
    ) : null}
  </>,
  evidenceKindLabel(evidence.kind),
  shortDate(evidence.happened_on),
  `${shortDate(londonDate(evidence.recorded_at))}, ${evidence.recorder_name}`,
  String(files),
  <Supports uses={uses} />,
];

export async function showEvidenceList(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const { filter, errors, typed } = readFilter(request.query);
  const place = { after: readCursor(request.query['after']), before: readCursor(request.query['before']) };
  const { rows, total, before } = await evidencePage(ctx, school.id, filter, { ...place, limit: perPage });
  const ids = rows.map((evidence) => evidence.id);
  const files = await fileCounts(ctx, ids);
  const uses = await evidenceUses(ctx, ids);
  const people = await recordersOf(ctx, school.id);
  const choices = await choicesFor(ctx, school.id);
  const mayRecord = holdsAt(ctx.actor, 'evidence:write', school.id);
  const record = <ButtonLink href={evidencePaths.add(school.id)}>Record evidence</ButtonLink>;
  const [first, last] = [rows[0], rows.at(-1)];
  const to = before + rows.length;
  const hrefAt = (where: { after?: string; before?: string }) =>
    `${evidencePaths.list(school.id)}${filterQuery(request.query, where)}`;
  return appPage(
    ctx,
    {
      title: 'Evidence',
      crumbs: [
        { href: '/schools', label: 'Schools' },
        { href: `/schools/${school.id}`, label: school.name },
      ],
      errors,
    },
    <>
      <PageHeading
        caption={school.name}
        title="Evidence"
        lead="What was seen, read or heard, and what rests on it."
        actions={mayRecord ? record : undefined}
      />
      {schoolNavigation(ctx, school.id, 'evidence')}
      <p class="govuk-body">
        <a class="govuk-link" href={evidencePaths.patterns(school.id)}>
          Patterns over the year
        </a>
        : strengths and things to develop, without naming a teacher.
      </p>
      {people.length === 0 ? (
        <EmptyState title="No evidence has been recorded here yet" action={mayRecord ? record : undefined}>
          Record an observation, a work scrutiny or a conversation as soon as it has happened. Reviews then point to it.
        </EmptyState>
      ) : (
        <>
          <ListFilter
            schoolId={school.id}
            typed={typed}
            errors={errors}
            filtered={narrows(request.query)}
            people={people}
            areas={choices.frameworks.flatMap((framework) =>
              framework.areas.map((area) => ({ id: area.id, label: `${area.label} (${framework.name})` })),
            )}
            lines={[...choices.criteria, ...choices.enquiries]}
          />
          <Table
            caption={`Evidence of ${school.name}`}
            captionHidden
            stack
            columns={[
              { header: 'What' },
              { header: 'Kind' },
              { header: 'Happened on' },
              { header: 'Recorded' },
              { header: 'Files', align: 'number' },
              { header: 'Supports' },
            ]}
            rows={rows.map((evidence) =>
              rowOf(school.id, evidence, files.get(evidence.id) ?? 0, withoutJudgements(uses.get(evidence.id) ?? [])),
            )}
            empty="Nothing matches. Clear the filter to see everything."
          />
          <KeysetPager
            previousHref={first && before > 0 ? hrefAt({ before: cursorText(first) }) : null}
            nextHref={last && to < total ? hrefAt({ after: cursorText(last) }) : null}
            from={rows.length === 0 ? 0 : before + 1}
            to={to}
            of={total}
          />
        </>
      )}
    </>,
  );
}
