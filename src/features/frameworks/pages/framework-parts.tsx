import type { Area, Framework, Grade } from '#core/frameworks/framework.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { Table } from '#ui/table.tsx';
import { appliesToLabels } from '../rules.ts';

export const ScaleTable = ({ caption, grades }: { caption: string; grades: readonly Grade[] }) => (
  <Table
    caption={caption}
    columns={[{ header: 'Grade' }, { header: 'What it means' }]}
    rows={grades.map((grade) => [
      <FrameworkGrade grade={grade} />,
      grade.descriptor === '' ? 'Not described' : grade.descriptor,
    ])}
  />
);

export const AreaSection = ({ framework, area }: { framework: Framework; area: Area }) => (
  <section id={area.code}>
    <h3 class="govuk-heading-s">{area.title}</h3>
    <p class="govuk-body">{appliesToLabels[area.appliesTo]}.</p>
    {area.prompts.length === 0 ? null : (
      <>
        <p class="govuk-body">Questions that help to judge:</p>
        <ul class="govuk-list govuk-list--bullet">
          {area.prompts.map((prompt) => (
            <li>{prompt}</li>
          ))}
        </ul>
      </>
    )}
    <Table
      caption={`Grades of ${area.title}`}
      captionHidden
      columns={[{ header: 'Grade' }, { header: 'What it looks like here' }]}
      rows={framework.grades[area.scale].map((grade) => [
        <FrameworkGrade grade={grade} />,
        area.descriptors[grade.code] ?? 'Not described',
      ])}
    />
  </section>
);
