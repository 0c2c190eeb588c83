import type { Ctx } from '#core/context.ts';
import { readingTime, renderHtml } from '#platform/documents/index.ts';
import { errorFor, errorsOf, type FieldError, isStale } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Link } from '#ui/link.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { presentAnalysis, seenOf } from '../actions/present-analysis.ts';
import { paperDocument } from '../documents/paper-document.ts';
import { presentForm } from '../forms.ts';
import { openPaper, papersOf, type Recipient, recipientsOf } from '../paper-queries.ts';
import { analysisPaths as paths } from '../paths.ts';
import { mayPresent } from '../policy.ts';
import { type Analysis, findAnalysis } from '../queries.ts';
import { type Blocker, type Readiness, readiness } from '../ready.ts';
import { analysisPage, captionOf } from './analysis-frame.tsx';
import { WarningList } from './warning-list.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: string };

const Missing = ({ blockers }: { blockers: readonly Blocker[] }) => (
  <>
    <h2 class="govuk-heading-m">What is still missing</h2>
    <ul class="govuk-list govuk-list--bullet">
      {blockers.map((each) => (
        <li>
          <Link href={each.href}>{each.sentence}</Link>
        </li>
      ))}
    </ul>
  </>
);

const namesOf = (recipients: readonly Recipient[]): string => recipients.map((each) => each.name).join(', ');

const PresentForm = (props: {
  ctx: Ctx;
  analysis: Analysis;
  ready: Readiness;
  number: number;
  seen: string;
  recipients: readonly Recipient[];
  shown: Shown;
}) => {
  const { ctx, analysis, ready, number, shown } = props;
  const errors = shown.errors ?? [];
  return (
    <Form action={paths.present(analysis.id)} csrfToken={ctx.page.csrfToken} label="Present it">
      <HiddenField name="seen" value={props.seen} />
      <h2 class="govuk-heading-m">Present it</h2>
      <p class="govuk-body">
        {props.recipients.length === 0
          ? 'Nobody is on record as Executive Principal or as a governor of this school: the administrator gives people those roles under People.'
          : `It goes to ${namesOf(props.recipients)}. From then on it stands as it is.`}
      </p>
      {number > 1 ? (
        <TextArea
          name="why"
          label="Why it is presented again"
          hint={`Paper ${number - 1} stands; readers see this reason with the new one.`}
          rows={3}
          value={shown.typed?.['why'] ?? ''}
          error={errorFor(errors, 'why')}
        />
      ) : null}
      {ready.warnings.length > 0 ? (
        <Checkboxes
          name="warned"
          label="The warnings above"
          options={[{ value: 'yes', label: 'I have read them, and the texts may stay as they are' }]}
          values={shown.typed?.['warned'] ? ['yes'] : []}
          error={errorFor(errors, 'warned')}
        />
      ) : null}
      <Button>Present it</Button>
    </Form>
  );
};

async function presentPage(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const analysis = await findAnalysis(ctx, idParam(request, 'analysisId'));
  const may = mayPresent(ctx.actor, analysis.school_id).allowed;
  const [newest] = await papersOf(ctx, analysis.id);
  const number = (newest?.number ?? 0) + 1;
  const ready = await readiness(ctx, analysis, {
    number,
    why: null,
    ...(may ? { head: ctx.actor.name } : {}),
    before: newest ? openPaper(newest).facts : null,
  });
  const document = paperDocument(ready.draft.facts);
  const { minutes } = readingTime(document);
  return analysisPage(
    ctx,
    analysis,
    {
      title: 'Read it through and present it',
      draft: true,
      errors: shown.errors ?? [],
      ...(shown.stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading
        caption={captionOf(analysis)}
        title={may ? 'Read it through and present it' : 'Read it through'}
        lead={`This is the paper as it would go out today, with figures as its readers see them. About ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} to read.`}
      />
      {shown.stale ? (
        <NotificationBanner kind="error" title="Not presented">
          {shown.stale}
        </NotificationBanner>
      ) : null}
      {ready.blockers.length > 0 ? <Missing blockers={ready.blockers} /> : null}
      <WarningList warnings={ready.warnings} />
      {renderHtml(document)}
      {may && ready.blockers.length === 0 ? (
        <PresentForm
          ctx={ctx}
          analysis={analysis}
          ready={ready}
          number={number}
          seen={seenOf(ready.draft.facts)}
          recipients={
            await recipientsOf(ctx, {
              schoolId: analysis.school_id,
              presentedOn: ctx.today,
              paperId: null,
            })
          }
          shown={shown}
        />
      ) : null}
      {may ? null : <p class="govuk-body">The head teacher presents it.</p>}
      <ButtonLink href={paths.write(analysis.id)} variant="secondary">
        Back to the draft
      </ButtonLink>
    </>,
  );
}

export const showPresent = (ctx: Ctx, request: PageRequest): Promise<Reply> => presentPage(ctx, request);

export async function sendPresent(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  const form = readForm(presentForm, request.form);
  if (!form.ok) return await presentPage(ctx, request, { errors: form.errors, typed: form.typed });
  try {
    const { told } = await presentAnalysis(ctx, id, form.value);
    return redirectTo(
      paths.paper(id),
      told === 1 ? 'It has been presented, and one person told.' : `It has been presented, and ${told} people told.`,
    );
  } catch (error) {
    if (isStale(error)) return await presentPage(ctx, request, { typed: form.typed, stale: error.message });
    return await presentPage(ctx, request, { errors: errorsOf(error), typed: form.typed });
  }
}
