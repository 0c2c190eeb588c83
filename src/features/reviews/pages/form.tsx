import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import {
  addQuestion,
  adoptForm,
  changeHead,
  changeQuestion,
  moveQuestion,
  removeQuestion,
} from '../actions/change-form.ts';
import { formHeadForm, moveForm, questionForm } from '../forms.ts';
import { findInstrument, questionsOf } from '../instrument-queries.ts';
import { qaReviewPaths } from '../paths.ts';
import { activityKinds } from '../rules.ts';
import { FormState } from './forms-list.tsx';
import { QuestionCard, QuestionFields } from './question-card.tsx';

async function formPage(ctx: Ctx, instrumentId: string, refused?: Refused): Promise<Reply> {
  const form = await findInstrument(ctx, instrumentId);
  const questions = await questionsOf(ctx, form.id);
  const { areas } = await findFramework(ctx, form.framework_id);
  const edits = form.adopted_at === null && holds(ctx.actor, 'review:instruments');
  const head = shownIn('head', refused);
  const add = shownIn('add', refused);
  const stale = refused?.errors.some((error) => error.field === '' && refused.form === 'head');
  return appPage(
    ctx,
    {
      title: `${form.name}, version ${form.version}`,
      crumbs: [
        { href: qaReviewPaths.list, label: 'Reviews' },
        { href: qaReviewPaths.forms, label: 'Forms of the activities' },
      ],
      errors: refused?.errors ?? [],
    },
    <>
      <PageHeading
        caption={activityKinds[form.kind].label}
        title={`${form.name}, version ${form.version}`}
        status={<FormState form={form} />}
        lead={
          edits
            ? 'A draft: change its questions, then put it into use. No question asks for a grade of a lesson.'
            : 'Answers are words, or how clearly a statement was seen: clearly, partly, not seen, does not apply. Never a grade.'
        }
      />
      {edits ? null : <InsetText>{form.advice}</InsetText>}
      {edits ? (
        <>
          {stale ? (
            <StoredNow
              message="Somebody else changed the head of this form."
              rows={[
                { key: 'Name', value: form.name },
                { key: 'Advice', value: form.advice },
              ]}
            />
          ) : null}
          <Form action={qaReviewPaths.formPart(form.id, 'head')} csrfToken={ctx.page.csrfToken}>
            <HiddenField name="revision" value={form.revision} />
            <TextField
              name="name"
              label="Name of the form"
              value={head.value('name') ?? form.name}
              error={head.error('name')}
              required
            />
            <TextArea
              name="advice"
              label="Advice at its head"
              hint="What to look at, and what does not belong in it."
              rows={5}
              value={head.value('advice') ?? form.advice}
              error={head.error('advice')}
              required
            />
            <Button variant="secondary">Save name and advice</Button>
          </Form>
          <h2 class="govuk-heading-m">Questions</h2>
          {questions.map((question, index) => (
            <QuestionCard
              ctx={ctx}
              form={form}
              question={question}
              first={index === 0}
              last={index === questions.length - 1}
              areas={areas}
              refused={refused}
            />
          ))}
          <h2 class="govuk-heading-m">Add a question</h2>
          <Form action={qaReviewPaths.formPart(form.id, 'questions')} csrfToken={ctx.page.csrfToken}>
            <QuestionFields areas={areas} values={add} stored={undefined} suffix="new" />
            <Button>Add the question</Button>
          </Form>
          <h2 class="govuk-heading-m">Put it into use</h2>
          <p class="govuk-body">
            Activities that are planned from then on use this version; those planned before keep theirs. It can no
            longer be changed.
          </p>
          <Form action={qaReviewPaths.formPart(form.id, 'adopt')} csrfToken={ctx.page.csrfToken}>
            <Button>Put this version into use</Button>
          </Form>
        </>
      ) : (
        <Table
          caption="Questions"
          columns={[{ header: 'Question' }, { header: 'Area' }, { header: 'Answered by' }]}
          rows={questions.map((question) => [
            question.prompt,
            question.area_title ?? 'None in particular',
            `${question.answer === 'seen' ? 'How clearly it was seen' : 'Words'}${question.required ? ', always' : ''}`,
          ])}
          stack
        />
      )}
    </>,
  );
}

export const showForm = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  formPage(ctx, idParam(request, 'instrumentId'));

type Act = (ctx: Ctx, instrumentId: string, request: PageRequest) => Promise<void>;

async function answered(
  ctx: Ctx,
  request: PageRequest,
  name: string,
  read: Parameters<typeof answerForm>[1],
  act: Act,
  done: string,
): Promise<Reply> {
  const instrumentId = idParam(request, 'instrumentId');
  return await answerForm(
    name,
    read,
    async () => {
      await act(ctx, instrumentId, request);
      return redirectTo(qaReviewPaths.form(instrumentId), done);
    },
    (refused) => formPage(ctx, instrumentId, refused),
  );
}

export async function postHead(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(formHeadForm, request.form);
  return await answered(
    ctx,
    request,
    'head',
    form,
    async (_, id) => {
      if (form.ok) await changeHead(ctx, id, form.value);
    },
    'Name and advice have been saved.',
  );
}

export async function postQuestion(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(questionForm, request.form);
  return await answered(
    ctx,
    request,
    'add',
    form,
    async (_, id) => {
      if (form.ok) await addQuestion(ctx, id, form.value);
    },
    'The question has been added.',
  );
}

export async function postQuestionChange(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const questionId = idParam(request, 'formQuestionId');
  const form = readForm(questionForm, request.form);
  return await answered(
    ctx,
    request,
    `question-${questionId}`,
    form,
    async (_, id) => {
      if (form.ok) await changeQuestion(ctx, id, questionId, form.value);
    },
    'The question has been changed.',
  );
}

export async function postQuestionMove(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const questionId = idParam(request, 'formQuestionId');
  const form = readForm(moveForm, request.form);
  return await answered(
    ctx,
    request,
    `move-${questionId}`,
    form,
    async (_, id) => {
      if (form.ok) await moveQuestion(ctx, id, questionId, form.value.move);
    },
    'The question has been moved.',
  );
}

const nothing = { ok: true as const, value: null, typed: {} };

export async function postQuestionRemoval(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const questionId = idParam(request, 'formQuestionId');
  return await answered(
    ctx,
    request,
    `remove-${questionId}`,
    nothing,
    (_, id) => removeQuestion(ctx, id, questionId),
    'The question has been taken out.',
  );
}

export const postAdoption = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  answered(ctx, request, 'adopt', nothing, (_, id) => adoptForm(ctx, id), 'This version is in use.');
