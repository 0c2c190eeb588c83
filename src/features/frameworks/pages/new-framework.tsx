import type { Ctx } from '#core/context.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { adoptedFrameworks } from '#core/frameworks/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextField } from '#ui/text-field.tsx';
import { startFramework } from '../actions/start-draft.ts';
import { newFrameworkForm } from '../forms.ts';
import { frameworkPaths } from '../paths.ts';

async function newPage(ctx: Ctx, typed: Typed, errors: readonly FieldError[] = []): Promise<Reply> {
  const adopted = await adoptedFrameworks(ctx);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const copies = adopted.map((framework: Framework) => ({ value: framework.id, label: `A copy of ${framework.name}` }));
  return appPage(
    ctx,
    { title: 'Make our own framework', crumbs: [{ href: frameworkPaths.list, label: 'Frameworks' }], errors },
    <>
      <PageHeading
        title="Make our own framework"
        lead="For reviews that judge other things, or in other words. It starts as a draft that nobody else sees."
      />
      <Form action={frameworkPaths.add} csrfToken={ctx.page.csrfToken}>
        <TextField
          name="name"
          label="Name"
          hint="As it should stand in reviews, such as “SEND review”."
          value={typed['name']}
          error={error('name')}
          width={30}
          required
        />
        <Radios
          name="startFrom"
          label="Start from"
          value={typed['startFrom'] ?? ''}
          error={error('startFrom')}
          options={[{ value: '', label: 'Nothing: I shall add the areas and the grades' }, ...copies]}
        />
        <Button>Begin the draft</Button>
      </Form>
    </>,
  );
}

export async function showNewFramework(ctx: Ctx): Promise<Reply> {
  return await newPage(ctx, {});
}

export async function sendNewFramework(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(newFrameworkForm, request.form);
  if (!form.ok) return await newPage(ctx, form.typed, form.errors);
  try {
    const id = await startFramework(ctx, form.value);
    return redirectTo(frameworkPaths.edit(id), `The draft of “${form.value.name}” has begun.`);
  } catch (error) {
    if (error instanceof Invalid) return await newPage(ctx, form.typed, error.errors);
    throw error;
  }
}
