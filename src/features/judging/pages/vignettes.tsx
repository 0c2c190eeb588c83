import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { londonDate, shortDate } from '#platform/clock.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { RichTextArea } from '#ui/rich-text-area.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { writeVignette } from '../actions/write-vignette.ts';
import { vignetteForm } from '../forms.ts';
import { judgingPaths } from '../paths.ts';
import { mayAsk } from '../policy.ts';
import { findVignette, vignettes } from '../subject-queries.ts';
import { partPage } from './judging-frame.tsx';

async function page(ctx: Ctx, refused?: Refused): Promise<Reply> {
  demand(mayAsk(ctx.actor, null));
  const written = await vignettes(ctx);
  const { value, error, open } = shownIn('vignette', refused);
  return partPage(
    ctx,
    judgingPaths.vignettes,
    { title: 'Vignettes', ...(refused ? { errors: refused.errors } : {}) },
    <>
      <PageHeading
        title="Vignettes"
        lead="Accounts of schools that do not exist, or that cannot be known from them. People judge the same words, so that it shows how far they judge alike."
      />
      <Table
        caption="Vignettes"
        captionHidden
        columns={[{ header: 'Vignette' }, { header: 'Written by' }, { header: 'On' }]}
        rows={written.map((one) => [
          <Link href={judgingPaths.vignette(one.id)}>{one.title}</Link>,
          one.by,
          shortDate(londonDate(one.written_at)),
        ])}
        empty="None has been written yet. Write the first below: half a page that says enough to be graded."
        stack
      />
      <Details summary="Write a vignette" open={open || written.length === 0}>
        <Form action={judgingPaths.vignettes} csrfToken={ctx.page.csrfToken} warnUnsaved>
          <TextField name="title" label="Title" value={value('title')} error={error('title')} required />
          <RichTextArea
            name="body"
            label="What is to be judged"
            hint="No real school, pupil or colleague may be known from it. Once written it is not changed."
            value={value('body') ?? ''}
            error={error('body')}
            rows={12}
          />
          <Button>Keep it</Button>
        </Form>
      </Details>
    </>,
  );
}

export const showVignettes = (ctx: Ctx, _request: PageRequest): Promise<Reply> => page(ctx);

export const sendVignette = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  answerForm(
    'vignette',
    readForm(vignetteForm, request.form),
    async (vignette) => redirectTo(judgingPaths.vignette(await writeVignette(ctx, vignette)), 'The vignette is kept.'),
    (refused) => page(ctx, refused),
  );

export async function showVignette(ctx: Ctx, request: PageRequest): Promise<Reply> {
  demand(mayAsk(ctx.actor, null));
  const found = await findVignette(ctx, idParam(request, 'vignetteId'));
  return appPage(
    ctx,
    { title: found.title, crumbs: [{ href: judgingPaths.vignettes, label: 'Vignettes' }] },
    <>
      <PageHeading
        caption="Vignette"
        title={found.title}
        actions={
          <ButtonLink href={judgingPaths.askAbout(`vignette:${found.id}`)}>Ask two people to judge it</ButtonLink>
        }
      />
      <MarkdownProse text={found.body} />
    </>,
  );
}
