import type { Ctx } from '#core/context.ts';
import type { Framework, Grade } from '#core/frameworks/framework.ts';
import { gradeById, gradeLabel } from '#core/frameworks/rules.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { type FieldError, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addGrade, changeGrade } from '../actions/change-grades.ts';
import { gradeForm } from '../forms.ts';
import { frameworkPaths } from '../paths.ts';
import { whyLabelIsFixed, whyScaleIsFixed } from '../rules.ts';
import { draftCrumbs, draftOf } from './draft.ts';
import { PlaceForms } from './place-forms.tsx';

type Shown = {
  framework: Framework;
  grade: Grade | null;
  typed: Typed;
  errors?: readonly FieldError[];
  stale?: string;
};

const Name = ({ shown, error }: { shown: Shown; error: string | undefined }) => {
  const fixed = shown.grade ? whyLabelIsFixed(shown.framework.family) : null;
  if (!fixed || !shown.grade)
    return <TextField name="label" label="Name" value={shown.typed['label']} error={error} width={20} required />;
  return (
    <>
      <InsetText>
        {fixed} It stays “{shown.grade.label}”.
      </InsetText>
      <HiddenField name="label" value={shown.grade.label} />
    </>
  );
};

const Place = ({ ctx, framework, grade }: { ctx: Ctx; framework: Framework; grade: Grade }) => {
  const fixed = whyScaleIsFixed(framework.family, grade.scale);
  if (fixed) return <InsetText>{fixed}</InsetText>;
  const scale = framework.grades[grade.scale];
  return (
    <PlaceForms
      csrfToken={ctx.page.csrfToken}
      revision={framework.revision}
      what="grade"
      place={scale.indexOf(grade) + 1}
      of={scale.length}
      moveTo={frameworkPaths.moveGrade(framework.id, grade.id)}
      removeTo={frameworkPaths.removeGrade(framework.id, grade.id)}
    />
  );
};

function gradePage(ctx: Ctx, shown: Shown): Reply {
  const { framework, grade, typed, errors = [], stale } = shown;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const title = grade ? gradeLabel(grade) : 'Add a grade';
  const stored = grade
    ? [
        { key: 'Name', value: grade.label },
        { key: 'What it means', value: grade.descriptor || 'Not described' },
      ]
    : [{ key: 'Grades', value: framework.grades.main.map((one) => one.label).join(', ') || 'None' }];
  return appPage(
    ctx,
    { title, crumbs: draftCrumbs(framework), errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading caption={`${framework.name}, draft of version ${framework.version}`} title={title} />
      {stale ? <StoredNow message={stale} rows={stored} /> : null}
      <Form
        action={grade ? frameworkPaths.grade(framework.id, grade.id) : frameworkPaths.addGrade(framework.id)}
        csrfToken={ctx.page.csrfToken}
        warnUnsaved
      >
        <HiddenField name="revision" value={stale ? framework.revision : (typed['revision'] ?? framework.revision)} />
        <Name shown={shown} error={error('label')} />
        <TextArea
          name="descriptor"
          label="What it means in any area"
          value={typed['descriptor']}
          error={error('descriptor')}
          rows={4}
          required={false}
        />
        <Button>{grade ? 'Save the grade' : 'Add the grade'}</Button>
      </Form>
      {grade ? <Place ctx={ctx} framework={framework} grade={grade} /> : null}
    </>,
  );
}

function gradeOf(framework: Framework, request: PageRequest): Grade {
  const grade = gradeById(framework, idParam(request, 'gradeId'));
  if (!grade) throw new NotFound();
  return grade;
}

async function save(ctx: Ctx, request: PageRequest, framework: Framework, grade: Grade | null): Promise<Reply> {
  const form = readForm(gradeForm, request.form);
  const shown = { framework, grade, typed: form.typed };
  if (!form.ok) return gradePage(ctx, { ...shown, errors: form.errors });
  try {
    if (grade) await changeGrade(ctx, framework.id, grade.id, form.value);
    else await addGrade(ctx, framework.id, form.value);
    return redirectTo(frameworkPaths.edit(framework.id), `“${form.value.label}” has been saved.`);
  } catch (error) {
    if (error instanceof Invalid) return gradePage(ctx, { ...shown, errors: error.errors });
    if (error instanceof StaleRevision) return gradePage(ctx, { ...shown, stale: error.message });
    throw error;
  }
}

export async function showAddGrade(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return gradePage(ctx, { framework: await draftOf(ctx, request), grade: null, typed: {} });
}

export async function sendAddGrade(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await save(ctx, request, await draftOf(ctx, request), null);
}

export async function showGrade(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const framework = await draftOf(ctx, request);
  const grade = gradeOf(framework, request);
  return gradePage(ctx, { framework, grade, typed: { label: grade.label, descriptor: grade.descriptor } });
}

export async function sendGrade(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const framework = await draftOf(ctx, request);
  return await save(ctx, request, framework, gradeOf(framework, request));
}
