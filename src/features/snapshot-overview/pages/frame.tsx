import type { Child } from 'hono/jsx';
import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { basisNames, stageTitles } from '#features/data-snapshots/index.ts';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { longDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { classes } from '#ui/classes.ts';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import type { Choice, Overview } from '../load-overview.ts';
import { snapshotOverviewPaths as paths } from '../paths.ts';

export type View = keyof typeof paths;

const tabs: readonly [View, string][] = [
  ['overview', 'Heat map'],
  ['changes', 'What changed'],
  ['trends', 'Snapshot by snapshot'],
  ['groups', 'Groups'],
  ['missing', 'Not shared yet'],
];
const kept = ['collection', 'stage', 'of', 'beside', 'measure', 'by', 'sort', 'order'] as const;

/** The address of a view with what the reader has chosen, and something in it changed. */
export function chosen(
  view: View,
  request: PageRequest,
  changed: Readonly<Record<string, string | null>> = {},
): string {
  const query = Object.fromEntries(kept.map((name) => [name, request.query[name]]));
  return paths[view]({ ...query, ...changed });
}

type Link = { label: string; href: string; current: boolean };

/** One thing to choose by links: nothing is shown where there is nothing to choose between. */
export const Choices = (props: { label: string; links: readonly Link[]; narrowOnly?: boolean }) =>
  props.links.length < 2 ? null : (
    <nav class={classes('cairn-choice', props.narrowOnly && 'cairn-only-narrow')} aria-label={props.label}>
      <span class="cairn-choice__label">{props.label}</span>
      <ul class="cairn-choice__list">
        {props.links.map((link) => (
          <li>
            <a class="govuk-link cairn-choice__link" href={link.href} aria-current={link.current ? 'true' : undefined}>
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );

const shownAtOnce = 6;

const Collections = (props: { view: View; request: PageRequest; overview: Overview }) => {
  const { collections, collection } = props.overview;
  const link = (each: Overview['collection']): Link => ({
    label: `${each.name} ${academicYearName(each.academic_year)}`,
    href: chosen(props.view, props.request, { collection: each.id }),
    current: each.id === collection.id,
  });
  const near = collections.slice(0, shownAtOnce);
  const far = collections.slice(shownAtOnce);
  return (
    <>
      <Choices label="Collection" links={[...near, ...(far.includes(collection) ? [collection] : [])].map(link)} />
      {far.length > 0 ? (
        <Details summary="Earlier collections">
          <ul class="govuk-list">
            {far.map((each) => (
              <li>
                <a class="govuk-link" href={link(each).href}>
                  {link(each).label}
                </a>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </>
  );
};

export type FrameProps = {
  ctx: Ctx;
  request: PageRequest;
  view: View;
  title: string;
  lead: string;
  overview: Overview;
  choice: Choice | null;
  /** Which of the choices mean something on this page. */
  choose?: readonly ('collection' | 'stage' | 'basis')[];
  /** Further choices, below those. */
  more?: Child;
};

/** A view over the snapshots of all the reader's schools, with what can be chosen in it. */
export function framed(props: FrameProps, children: Child): Reply {
  const { ctx, request, view, overview, choice, choose = ['collection', 'stage', 'basis'] } = props;
  return appPage(
    ctx,
    {
      title: props.title,
      wide: true,
      styles: ['heat-map.css'],
      crumbs: [{ label: 'Snapshots', href: snapshotPaths.list }],
    },
    <>
      <PageHeading title={props.title} lead={props.lead} />
      <SubNavigation
        label="Views"
        items={tabs.map(([each, label]) => ({ href: chosen(each, request), label, current: each === view }))}
      />
      <div class="cairn-choices">
        {choose.includes('collection') ? <Collections view={view} request={request} overview={overview} /> : null}
        {choice && choose.includes('stage') ? (
          <Choices
            label="Stage"
            links={choice.stages.map((stage) => ({
              label: stage === 'all' ? 'Attendance and suspensions' : stageTitles[stage],
              href: chosen(view, request, { stage, sort: null, order: null, measure: null }),
              current: stage === choice.stage,
            }))}
          />
        ) : null}
        {choice && choose.includes('basis') ? (
          <Choices
            label="Made of"
            links={choice.bases.map((basis) => ({
              label: basisNames[basis],
              href: chosen(view, request, { of: basis }),
              current: basis === choice.basis,
            }))}
          />
        ) : null}
        {props.more}
      </div>
      {children}
    </>,
  );
}

/** Where nothing was ever asked for. */
export function nothingAsked(ctx: Ctx, title: string): Reply {
  return appPage(
    ctx,
    { title, crumbs: [{ label: 'Snapshots', href: snapshotPaths.list }] },
    <>
      <PageHeading title={title} />
      <EmptyState title="No snapshot has been asked for">
        Once the Trust has asked its schools for one and a school has taken it, its figures are shown here.{' '}
        <a class="govuk-link" href={snapshotPaths.list}>
          Go to snapshots
        </a>
      </EmptyState>
    </>,
  );
}

/** Where schools were asked and none has taken its snapshot. */
export const NoFigures = (props: { overview: Overview; request: PageRequest }) => {
  const { collection, rows } = props.overview;
  const shared = rows.filter((row) => row.snapshotId !== null).length;
  return (
    <EmptyState title={shared === 0 ? 'No school has shared this snapshot yet' : 'There are no figures in it'}>
      {shared === 0 ? (
        <>
          It is due on {longDate(collection.due_on)}.{' '}
          <a class="govuk-link" href={chosen('missing', props.request)}>
            See whom to ask
          </a>
        </>
      ) : (
        'What the schools shared holds nothing that a measure could be made of.'
      )}
    </EmptyState>
  );
};
