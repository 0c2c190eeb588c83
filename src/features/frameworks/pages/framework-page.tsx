import type { Ctx } from '#core/context.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { modelFamily } from '#core/frameworks/rules.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { londonDate, longDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { startDraft } from '../actions/start-draft.ts';
import { frameworkPaths } from '../paths.ts';
import { mayManage } from '../policy.ts';
import { type Adoption, adoptions } from '../queries.ts';
import { stateOf } from '../rules.ts';
import { StateTag } from './framework-list.tsx';
import { AreaSection, ScaleTable } from './framework-parts.tsx';
import { WhyNotConverted } from './why-not-converted.tsx';

const Actions = ({ ctx, framework }: { ctx: Ctx; framework: Framework }) => {
  if (!mayManage(ctx.actor).allowed) return null;
  if (framework.adoptedAt === null)
    return <ButtonLink href={frameworkPaths.edit(framework.id)}>Change this draft</ButtonLink>;
  return (
    <Form action={frameworkPaths.startDraft(framework.id)} csrfToken={ctx.page.csrfToken} label="Make a new version">
      <Button variant="secondary">Make a new version</Button>
    </Form>
  );
};

const Standing = ({ framework, adoption }: { framework: Framework; adoption: Adoption | undefined }) => {
  if (framework.adoptedAt === null)
    return <p class="govuk-body">Nobody has adopted this version yet, so no review uses it.</p>;
  const since = longDate(londonDate(framework.adoptedAt));
  const until = framework.retiredAt === null ? '' : ` and replaced on ${longDate(londonDate(framework.retiredAt))}`;
  return (
    <p class="govuk-body">
      Adopted on {since}
      {adoption ? ` by ${adoption.by}` : ''}
      {until}.{adoption?.why ? ` Reason: ${adoption.why}` : ''}
      {framework.retiredAt === null ? ' New reviews use this version.' : ' Reviews that were begun with it keep it.'}
    </p>
  );
};

const Contents = ({ framework }: { framework: Framework }) => (
  <ul class="govuk-list">
    {framework.areas.map((area) => (
      <li>
        <a class="govuk-link" href={`#${area.code}`}>
          {area.title}
        </a>
      </li>
    ))}
  </ul>
);

export async function showFramework(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const framework = await findFramework(ctx, idParam(request, 'frameworkId'));
  // A draft is nobody's business but those who write it.
  if (framework.adoptedAt === null && !mayManage(ctx.actor).allowed) throw new NotFound();
  const adoption = (await adoptions(ctx)).get(framework.id);
  return appPage(
    ctx,
    {
      title: `${framework.name}, version ${framework.version}`,
      crumbs: [{ href: frameworkPaths.list, label: 'Frameworks' }],
    },
    <>
      <PageHeading
        caption={`Version ${framework.version}`}
        title={framework.name}
        status={<StateTag framework={framework} />}
        lead={framework.description === '' ? undefined : framework.description}
        actions={<Actions ctx={ctx} framework={framework} />}
      />
      <Standing framework={framework} adoption={adoption} />
      <InsetText>
        Every grade given in Cairn is a judgement of the Trust. It is not the outcome of an Ofsted inspection.
      </InsetText>
      <ScaleTable caption="The grades, from best to worst" grades={framework.grades.main} />
      {framework.family === modelFamily ? (
        <p class="govuk-body">
          A 3 leads to an action plan that the Trust and the school agree. A 4 leads to an action plan that the Trust
          puts in place.
        </p>
      ) : null}
      <h2 class="govuk-heading-m">Areas</h2>
      <Contents framework={framework} />
      {framework.areas.map((area) => (
        <AreaSection framework={framework} area={area} />
      ))}
      <WhyNotConverted note={framework.comparabilityNote} />
      {stateOf(framework) === 'draft' ? null : <TrailLink table="framework" id={framework.id} />}
    </>,
  );
}

export async function sendStartDraft(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { id, created } = await startDraft(ctx, idParam(request, 'frameworkId'));
  return redirectTo(
    frameworkPaths.edit(id),
    created
      ? 'This is a copy to change. Nothing is used until you adopt it.'
      : 'There is a draft of the next version already. This is it.',
  );
}
