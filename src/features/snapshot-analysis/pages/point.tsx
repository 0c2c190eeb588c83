import type { Ctx } from '#core/context.ts';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { longDate, longMoment } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError, isStale } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Columns } from '#ui/columns.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { removePoint } from '../actions/change-points.ts';
import { savePoint } from '../actions/save-texts.ts';
import { assemble } from '../assemble.ts';
import { titleOfFigure } from '../documents/paper-document.ts';
import { longestText, pointForm, removeForm } from '../forms.ts';
import { analysisPaths as paths } from '../paths.ts';
import { type Analysis, findAnalysis, findPoint, type Point } from '../queries.ts';
import { warningsOf } from '../ready.ts';
import { titleOfPoint } from '../titles.ts';
import { analysisPage, autosaveReply, captionOf } from './analysis-frame.tsx';
import { FigurePanel } from './figure-panel.tsx';
import { StaleNotice } from './stale-notice.tsx';
import { WarningList } from './warning-list.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: boolean };

const Texts = (props: { ctx: Ctx; analysis: Analysis; point: Point; shown: Shown }) => {
  const { ctx, analysis, point, shown } = props;
  const errors = shown.errors ?? [];
  const value = (name: string, stored: string) => shown.typed?.[name] ?? stored;
  const text = (name: 'says' | 'why' | 'next', label: string, hint: string, stored: string) => (
    <TextArea
      name={name}
      label={label}
      hint={hint}
      value={value(name, stored)}
      rows={4}
      maxChars={longestText}
      error={errorFor(errors, name)}
    />
  );
  return (
    <Form
      action={paths.point(analysis.id, point.id)}
      csrfToken={ctx.page.csrfToken}
      autosave={shown.stale ? undefined : paths.autosavePoint(analysis.id, point.id)}
      warnUnsaved
    >
      <HiddenField name="revision" value={point.revision} />
      {text('says', 'What it says', 'In words that a governor reads once.', point.says)}
      {text('why', 'Why', 'What you know, and how you know it.', point.why)}
      {text('next', 'What next', 'The one step that matters most.', point.next_step)}
      <TextField
        name="who"
        label="Who does it"
        hint="A name or a role at the school."
        value={value('who', point.next_who)}
        width={20}
        error={errorFor(errors, 'who')}
      />
      <DateField
        name="by"
        label="By when"
        value={value('by', point.next_by?.toString() ?? '')}
        error={errorFor(errors, 'by')}
      />
      <ButtonGroup>
        <Button>Save and go back</Button>
      </ButtonGroup>
      <Details summary="Take this measure out of the analysis">
        <p class="govuk-body">What is written about it goes with it.</p>
        <Button variant="warning" formAction={paths.removePoint(analysis.id, point.id)}>
          Take it out
        </Button>
      </Details>
      {point.saver && point.saved_at ? (
        <p class="govuk-hint">
          Last written by {point.saver}, {longMoment(point.saved_at)}
        </p>
      ) : null}
    </Form>
  );
};

async function pointPage(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const analysis = await findAnalysis(ctx, idParam(request, 'analysisId'));
  const point = await findPoint(ctx, analysis.id, idParam(request, 'analysisPointId'));
  const draft = await assemble(ctx, analysis, { number: 1, why: null });
  const loaded = draft.points.find((each) => each.point.id === point.id)?.loaded ?? null;
  const warnings = (await warningsOf(ctx, analysis, draft)).filter((each) => each.part === point.id);
  const title = loaded ? titleOfFigure(loaded.fact) : titleOfPoint(point);
  return analysisPage(
    ctx,
    analysis,
    { title, draft: true, errors: shown.errors ?? [], ...(shown.stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={captionOf(analysis)}
        title={title}
        lead={
          loaded
            ? `${loaded.fact.value}${loaded.fact.pupils === null ? '' : `, ${loaded.fact.pupils} pupils`}`
            : 'This version of the snapshot has no such figure.'
        }
      />
      {shown.stale ? (
        <StaleNotice
          who={point.saver}
          when={point.saved_at}
          stored={[
            { label: 'What it says', text: point.says },
            { label: 'Why', text: point.why },
            { label: 'What next', text: point.next_step },
            {
              label: 'Who and by when',
              text: [point.next_who, point.next_by ? longDate(point.next_by) : ''].filter(Boolean).join(', '),
            },
          ]}
        />
      ) : null}
      <WarningList warnings={warnings} />
      <Columns
        asideLabel="The figure"
        main={<Texts ctx={ctx} analysis={analysis} point={point} shown={shown} />}
        aside={
          <>
            {loaded ? <FigurePanel figure={loaded.fact} /> : null}
            <p class="govuk-body">
              <a
                class="govuk-link"
                href={snapshotPaths.measure(analysis.snapshot_id, point.measure, point.basis, point.subject_id)}
              >
                Its groups, gaps and history
              </a>
            </p>
          </>
        }
      />
    </>,
  );
}

export const showPoint = (ctx: Ctx, request: PageRequest): Promise<Reply> => pointPage(ctx, request);

export async function sendPoint(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  const form = readForm(pointForm, request.form);
  if (!form.ok) return await pointPage(ctx, request, { errors: form.errors, typed: form.typed });
  try {
    await savePoint(ctx, id, idParam(request, 'analysisPointId'), form.value);
    return redirectTo(`${paths.write(id)}#measures`, 'What you wrote has been saved.');
  } catch (error) {
    if (isStale(error)) return await pointPage(ctx, request, { typed: form.typed, stale: true });
    return await pointPage(ctx, request, { errors: errorsOf(error), typed: form.typed });
  }
}

export const autosavePoint = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  autosaveReply(readForm(pointForm, request.form), (value) =>
    savePoint(ctx, idParam(request, 'analysisId'), idParam(request, 'analysisPointId'), value),
  );

export async function sendRemove(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  const form = readForm(removeForm, request.form);
  if (!form.ok) return await pointPage(ctx, request, { errors: form.errors });
  try {
    await removePoint(ctx, id, idParam(request, 'analysisPointId'), form.value.revision);
    return redirectTo(`${paths.write(id)}#measures`, 'The measure has been taken out.');
  } catch (error) {
    if (!isStale(error)) throw error;
    const message = 'Somebody has written here since you opened this page. Read it before you take the measure out.';
    return await pointPage(ctx, request, { errors: [{ field: '', message }], typed: form.typed });
  }
}
