import type { Ctx } from '#core/context.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import type { FieldError } from '#platform/errors.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { frameworkPaths } from '../paths.ts';
import { adoptionBlockers, appliesToLabels, whyScaleIsFixed } from '../rules.ts';
import { draftOf } from './draft.ts';
import { StateTag } from './framework-list.tsx';

const Change = ({ href, what }: { href: string; what: string }) => (
  <a class="govuk-link" href={href}>
    Change<span class="govuk-visually-hidden"> {what}</span>
  </a>
);

const Details = ({ framework }: { framework: Framework }) => {
  const action = (hiddenText: string) => ({ href: frameworkPaths.details(framework.id), label: 'Change', hiddenText });
  return (
    <SummaryList
      rows={[
        { key: 'Name', value: framework.name, action: action('the name') },
        { key: 'Description', value: framework.description || 'None', action: action('the description') },
        {
          key: 'How its grades compare',
          value: framework.comparabilityNote || 'Nothing said',
          action: action('the note'),
        },
      ]}
    />
  );
};

const Grades = ({ framework }: { framework: Framework }) => {
  const fixed = whyScaleIsFixed(framework.family, 'main');
  return (
    <section>
      <h2 class="govuk-heading-m">Grades, from best to worst</h2>
      <Table
        caption="Grades"
        captionHidden
        columns={[{ header: 'Grade' }, { header: 'What it means' }, { header: 'Change', headerHidden: true }]}
        rows={[...framework.grades.main, ...framework.grades.met].map((grade) => [
          <FrameworkGrade grade={grade} />,
          grade.descriptor || 'Not described',
          <Change href={frameworkPaths.grade(framework.id, grade.id)} what={grade.label} />,
        ])}
      />
      {fixed ? (
        <InsetText>{fixed}</InsetText>
      ) : (
        <ButtonLink href={frameworkPaths.addGrade(framework.id)} variant="secondary">
          Add a grade
        </ButtonLink>
      )}
    </section>
  );
};

const Areas = ({ framework }: { framework: Framework }) => (
  <section>
    <h2 class="govuk-heading-m">Areas, in the order of the review</h2>
    <Table
      caption="Areas"
      captionHidden
      columns={[
        { header: 'Area' },
        { header: 'Applies to' },
        { header: 'Grades described', align: 'number' },
        { header: 'Change', headerHidden: true },
      ]}
      rows={framework.areas.map((area) => [
        area.title,
        appliesToLabels[area.appliesTo],
        `${Object.keys(area.descriptors).length} of ${framework.grades[area.scale].length}`,
        <Change href={frameworkPaths.area(framework.id, area.id)} what={area.title} />,
      ])}
      empty="No area yet. Add the first below."
    />
    <ButtonLink href={frameworkPaths.addArea(framework.id)} variant="secondary">
      Add an area
    </ButtonLink>
  </section>
);

export function draftPage(ctx: Ctx, framework: Framework, errors: readonly FieldError[] = []): Reply {
  const blockers = adoptionBlockers(framework);
  return appPage(
    ctx,
    {
      title: `${framework.name}, draft of version ${framework.version}`,
      crumbs: [{ href: frameworkPaths.list, label: 'Frameworks' }],
      errors,
    },
    <>
      <PageHeading
        caption={`Draft of version ${framework.version}`}
        title={framework.name}
        status={<StateTag framework={framework} />}
        lead="Nothing here is used until it is adopted. Each change is saved at once."
      />
      <Details framework={framework} />
      <Grades framework={framework} />
      <Areas framework={framework} />
      <h2 class="govuk-heading-m">When it is ready</h2>
      {blockers.length === 0 ? (
        <p class="govuk-body">Adopting it makes new reviews use it. Reviews that have begun keep their version.</p>
      ) : (
        <>
          <p class="govuk-body">Before it can be adopted:</p>
          <ul class="govuk-list govuk-list--bullet">
            {blockers.map((blocker) => (
              <li>{blocker}</li>
            ))}
          </ul>
        </>
      )}
      <ButtonGroup>
        {blockers.length === 0 ? (
          <ButtonLink href={frameworkPaths.adopt(framework.id)}>Adopt this version</ButtonLink>
        ) : null}
        <a class="govuk-link" href={frameworkPaths.framework(framework.id)}>
          Read it as reviewers would
        </a>
        <a class="govuk-link" href={frameworkPaths.discard(framework.id)}>
          Throw this draft away
        </a>
      </ButtonGroup>
      <TrailLink table="framework" id={framework.id} label="What was changed in this draft" />
    </>,
  );
}

export async function showDraft(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return draftPage(ctx, await draftOf(ctx, request));
}
