import type { Ctx } from '#core/context.ts';
import type { Area, Framework, Grade } from '#core/frameworks/framework.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { type FieldError, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addArea, changeArea, type Descriptors } from '../actions/change-areas.ts';
import { areaForm, descriptorField } from '../forms.ts';
import { frameworkPaths } from '../paths.ts';
import { appliesToLabels, scaleLabels } from '../rules.ts';
import { draftCrumbs, draftOf } from './draft.ts';
import { PlaceForms } from './place-forms.tsx';

type Shown = { framework: Framework; area: Area | null; typed: Typed; errors?: readonly FieldError[]; stale?: string };

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const DescriptorFields = ({ grades, typed }: { grades: readonly Grade[]; typed: Typed }) => (
  <>
    {grades.map((grade) => (
      <TextArea
        name={descriptorField(grade)}
        label={gradeLabel(grade)}
        value={typed[descriptorField(grade)]}
        rows={3}
      />
    ))}
  </>
);

function storedRows({ framework, area }: Shown) {
  if (!area) return [{ key: 'Areas', value: framework.areas.map((one) => one.title).join(', ') || 'None' }];
  return [
    { key: 'Title', value: area.title },
    { key: 'Applies to', value: appliesToLabels[area.appliesTo] },
    { key: 'Questions', value: area.prompts.join(' ') || 'None' },
    ...framework.grades[area.scale].map((grade) => ({
      key: gradeLabel(grade),
      value: area.descriptors[grade.code] ?? 'Not described',
    })),
  ];
}

const AreaForm = ({ ctx, shown }: { ctx: Ctx; shown: Shown }) => {
  const { framework, area, typed, errors = [], stale } = shown;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const met = typed['scale'] === 'met';
  return (
    <Form
      action={area ? frameworkPaths.area(framework.id, area.id) : frameworkPaths.addArea(framework.id)}
      csrfToken={ctx.page.csrfToken}
      warnUnsaved
    >
      <HiddenField name="revision" value={stale ? framework.revision : (typed['revision'] ?? framework.revision)} />
      <TextField name="title" label="Title" value={typed['title']} error={error('title')} width={30} required />
      <Radios
        name="appliesTo"
        label="Which schools are judged on it"
        value={typed['appliesTo']}
        error={error('appliesTo')}
        options={choicesOf(appliesToLabels)}
      />
      <Radios
        name="scale"
        label="How it is judged"
        value={typed['scale']}
        error={error('scale')}
        options={choicesOf(scaleLabels)}
      />
      <TextArea
        name="prompts"
        label="Questions that help to judge"
        hint="One on each line. Reviewers see them while they write."
        value={typed['prompts']}
        error={error('prompts')}
        rows={7}
        required={false}
      />
      <Details summary="What each grade looks like in this area" open={!met}>
        <DescriptorFields grades={framework.grades.main} typed={typed} />
      </Details>
      <Details summary="What each of the two answers means in this area" open={met}>
        <DescriptorFields grades={framework.grades.met} typed={typed} />
      </Details>
      <Button>{area ? 'Save the area' : 'Add the area'}</Button>
    </Form>
  );
};

function areaPage(ctx: Ctx, shown: Shown): Reply {
  const { framework, area, errors = [], stale } = shown;
  const title = area ? area.title : 'Add an area';
  return appPage(
    ctx,
    { title, crumbs: draftCrumbs(framework), errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading caption={`${framework.name}, draft of version ${framework.version}`} title={title} />
      {stale ? <StoredNow message={stale} rows={storedRows(shown)} /> : null}
      <AreaForm ctx={ctx} shown={shown} />
      {area ? (
        <PlaceForms
          csrfToken={ctx.page.csrfToken}
          revision={framework.revision}
          what="area"
          place={framework.areas.indexOf(area) + 1}
          of={framework.areas.length}
          moveTo={frameworkPaths.moveArea(framework.id, area.id)}
          removeTo={frameworkPaths.removeArea(framework.id, area.id)}
        />
      ) : null}
    </>,
  );
}

function typedFrom(framework: Framework, area: Area): Typed {
  const described = framework.grades[area.scale].map((grade) => [
    descriptorField(grade),
    area.descriptors[grade.code] ?? '',
  ]);
  return {
    title: area.title,
    scale: area.scale,
    appliesTo: area.appliesTo,
    prompts: area.prompts.join('\n'),
    ...Object.fromEntries(described),
  };
}

const longest = 1000;

/** What was typed for each grade of the chosen scale; text that is too long is an error of its own field. */
function readDescriptors(framework: Framework, typed: Typed): { descriptors: Descriptors; errors: FieldError[] } {
  const grades = typed['scale'] === 'met' ? framework.grades.met : framework.grades.main;
  const texts = grades.map((grade) => ({
    grade,
    text: (typed[descriptorField(grade)] ?? '').replaceAll('\r\n', '\n').trim(),
  }));
  return {
    descriptors: Object.fromEntries(texts.map(({ grade, text }) => [grade.code, text])),
    errors: texts
      .filter(({ text }) => text.length > longest)
      .map(({ grade }) => ({
        field: descriptorField(grade),
        message: `The description of ${gradeLabel(grade)} must be ${longest} characters or fewer`,
      })),
  };
}

function areaOf(framework: Framework, request: PageRequest): Area {
  const areaId = idParam(request, 'areaId');
  const area = framework.areas.find((one) => one.id === areaId);
  if (!area) throw new NotFound();
  return area;
}

async function save(ctx: Ctx, request: PageRequest, framework: Framework, area: Area | null): Promise<Reply> {
  const form = readForm(areaForm, request.form);
  const { descriptors, errors } = readDescriptors(framework, form.typed);
  const shown = { framework, area, typed: form.typed };
  if (!form.ok) return areaPage(ctx, { ...shown, errors: [...form.errors, ...errors] });
  if (errors.length > 0) return areaPage(ctx, { ...shown, errors });
  try {
    if (area) await changeArea(ctx, framework.id, area.id, form.value, descriptors);
    else await addArea(ctx, framework.id, form.value, descriptors);
    return redirectTo(frameworkPaths.edit(framework.id), `“${form.value.title}” has been saved.`);
  } catch (error) {
    if (error instanceof Invalid) return areaPage(ctx, { ...shown, errors: error.errors });
    if (error instanceof StaleRevision) return areaPage(ctx, { ...shown, stale: error.message });
    throw error;
  }
}

export async function showAddArea(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return areaPage(ctx, {
    framework: await draftOf(ctx, request),
    area: null,
    typed: { scale: 'main', appliesTo: 'all' },
  });
}

export async function sendAddArea(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await save(ctx, request, await draftOf(ctx, request), null);
}

export async function showArea(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const framework = await draftOf(ctx, request);
  const area = areaOf(framework, request);
  return areaPage(ctx, { framework, area, typed: typedFrom(framework, area) });
}

export async function sendArea(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const framework = await draftOf(ctx, request);
  return await save(ctx, request, framework, areaOf(framework, request));
}
