import type { Ctx } from '#core/context.ts';
import { formatFigure, measureOf } from '#features/measures/index.ts';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError, isStale } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TaskList } from '#ui/task-list.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { addPoints, movePointUp, useNewestFigures } from '../actions/change-points.ts';
import { saveSummary } from '../actions/save-texts.ts';
import { assemble, type Draft } from '../assemble.ts';
import { addForm, longestSummary, summaryForm } from '../forms.ts';
import { loadComparables } from '../load-figures.ts';
import { type Paper, papersOf } from '../paper-queries.ts';
import { analysisPaths as paths } from '../paths.ts';
import { mayPresent } from '../policy.ts';
import { proposalsOf } from '../proposal-rules.ts';
import { type Analysis, findAnalysis, subjectsWithFigures } from '../queries.ts';
import { summaryPart, type Warning, warningsOf } from '../ready.ts';
import { analysisPage, analysisTitle, autosaveReply, captionOf } from './analysis-frame.tsx';
import { ChooseMeasures, MeasureTable } from './measures-chosen.tsx';
import { StaleNotice } from './stale-notice.tsx';
import { WarningList } from './warning-list.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed; chosen?: readonly string[]; stale?: boolean };

const Notices = (props: { ctx: Ctx; analysis: Analysis; paper: Paper | undefined }) => {
  const { ctx, analysis, paper } = props;
  return (
    <>
      {analysis.newest_snapshot_id !== analysis.snapshot_id ? (
        <>
          <NotificationBanner kind="info" title="The snapshot has been corrected">
            The figures beside your texts are those of version {analysis.version}. Your texts stay when you take the new
            ones; read them again beside the new figures.
          </NotificationBanner>
          <Form action={paths.figures(analysis.id)} csrfToken={ctx.page.csrfToken}>
            <Button>Put the new figures beside the texts</Button>
          </Form>
        </>
      ) : null}
      {paper ? (
        <InsetText>
          <Link href={paths.paper(analysis.id)}>Paper {paper.number}</Link> was presented on{' '}
          {longDate(londonDate(paper.presented_at))} and stands. What you change here is read by nobody until it is
          presented again.
        </InsetText>
      ) : null}
    </>
  );
};

const LastTime = ({ analysis, steps }: { analysis: Analysis; steps: Draft['steps'] }) => {
  if (steps.length === 0) return null;
  const unsaid = steps.filter((step) => step.outcome === null).length;
  return (
    <>
      <h2 class="govuk-heading-m">What we said last time</h2>
      <TaskList
        tasks={[
          {
            title: `${steps.length === 1 ? 'One step' : `${steps.length} steps`} to look back upon`,
            hint: 'Done, not done, or still going: it goes into this paper.',
            status: unsaid === 0 ? 'All said' : `${unsaid} to say`,
            colour: unsaid === 0 ? 'green' : 'amber',
            href: paths.lastTime(analysis.id),
          },
        ]}
      />
    </>
  );
};

const Summary = (props: { ctx: Ctx; analysis: Analysis; shown: Shown; warnings: readonly Warning[] }) => {
  const { ctx, analysis, shown } = props;
  return (
    <section id="summary-of-all">
      <h2 class="govuk-heading-m">The summary of all</h2>
      {shown.stale ? (
        <StaleNotice
          who={analysis.saver}
          when={analysis.saved_at}
          stored={[{ label: 'The summary', text: analysis.summary }]}
        />
      ) : null}
      <WarningList warnings={props.warnings.filter((each) => each.part === summaryPart)} />
      <Form
        action={paths.summary(analysis.id)}
        csrfToken={ctx.page.csrfToken}
        autosave={shown.stale ? undefined : paths.autosaveSummary(analysis.id)}
        warnUnsaved
        label="The summary"
      >
        <HiddenField name="revision" value={analysis.revision} />
        <TextArea
          name="summary"
          label={shown.stale ? 'Your summary' : 'Summary'}
          hint={
            analysis.saver && analysis.saved_at
              ? `What a governor must know in a minute. Last written by ${analysis.saver}, ${longMoment(analysis.saved_at)}`
              : 'What a governor must know in a minute. Do not name pupils.'
          }
          value={shown.typed?.['summary'] ?? analysis.summary}
          rows={8}
          maxChars={longestSummary}
          error={errorFor(shown.errors ?? [], 'summary')}
        />
        <Button>Save the summary</Button>
      </Form>
    </section>
  );
};

async function writePage(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const analysis = await findAnalysis(ctx, idParam(request, 'analysisId'));
  const [paper] = await papersOf(ctx, analysis.id);
  const draft = await assemble(ctx, analysis, { number: (paper?.number ?? 0) + 1, why: null });
  const warnings = await warningsOf(ctx, analysis, draft);
  const comparables = await loadComparables(ctx, analysis.snapshot_id);
  const subjects = await subjectsWithFigures(ctx, analysis.snapshot_id);
  return analysisPage(
    ctx,
    analysis,
    { title: analysisTitle(analysis), errors: shown.errors ?? [], ...(shown.stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={captionOf(analysis)}
        title={analysisTitle(analysis)}
        lead="A draft: only the head teacher and senior leaders of the school read it until it is presented."
      />
      <Notices ctx={ctx} analysis={analysis} paper={paper} />
      <LastTime analysis={analysis} steps={draft.steps} />
      <MeasureTable ctx={ctx} analysis={analysis} points={draft.points} warnings={warnings} />
      <ChooseMeasures
        ctx={ctx}
        analysis={analysis}
        proposals={proposalsOf(comparables)}
        others={comparables.map(({ key, measure, figure }) => ({ key, measure, value: formatFigure(measure, figure) }))}
        subjects={subjects.flatMap((each) => {
          const measure = measureOf(each.measure);
          return measure?.perSubject ? [{ ...each, measure }] : [];
        })}
        there={draft.points.map(({ point }) => point)}
        shown={{ errors: shown.errors ?? [], chosen: shown.chosen ?? [], other: shown.typed?.['other'] ?? '' }}
      />
      <Summary ctx={ctx} analysis={analysis} shown={shown} warnings={warnings} />
      <ButtonGroup>
        <ButtonLink href={paths.present(analysis.id)}>
          {mayPresent(ctx.actor, analysis.school_id).allowed ? 'Read it through and present it' : 'Read it through'}
        </ButtonLink>
      </ButtonGroup>
    </>,
  );
}

export const showWrite = (ctx: Ctx, request: PageRequest): Promise<Reply> => writePage(ctx, request);

export async function sendSummary(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  const form = readForm(summaryForm, request.form);
  if (!form.ok) return await writePage(ctx, request, { errors: form.errors, typed: form.typed });
  try {
    await saveSummary(ctx, id, form.value);
    return redirectTo(paths.write(id), 'The summary has been saved.');
  } catch (error) {
    if (isStale(error)) return await writePage(ctx, request, { typed: form.typed, stale: true });
    return await writePage(ctx, request, { errors: errorsOf(error), typed: form.typed });
  }
}

export const autosaveSummary = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  autosaveReply(readForm(summaryForm, request.form), (value) =>
    saveSummary(ctx, idParam(request, 'analysisId'), value),
  );

export async function sendAdd(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  const form = readForm(addForm, request.form);
  if (!form.ok) return await writePage(ctx, request, { errors: form.errors, typed: form.typed });
  const chosen = [...form.value.keys, ...(form.value.other ? [form.value.other] : [])];
  try {
    const added = await addPoints(ctx, id, chosen);
    return redirectTo(
      `${paths.write(id)}#measures`,
      added === 1 ? 'The measure has been added.' : `${added} measures have been added.`,
    );
  } catch (error) {
    return await writePage(ctx, request, { errors: errorsOf(error), typed: form.typed, chosen: form.value.keys });
  }
}

export async function sendMoveUp(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  await movePointUp(ctx, id, idParam(request, 'analysisPointId'));
  return redirectTo(`${paths.write(id)}#measures`);
}

export async function sendFigures(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  await useNewestFigures(ctx, id);
  return redirectTo(paths.write(id), 'The corrected figures now stand beside your texts. Read each text again.');
}
