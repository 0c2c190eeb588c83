import { academicYearOf, termNames, terms } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { WorkloadPart } from '#core/workload/tables.ts';
import { capital } from '#platform/capital.ts';
import { NotFound } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { Grid } from '#ui/grid.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import { removeTemplateLine, saveTemplateLine } from '../actions/save-template.ts';
import { partWords } from '../cost-rules.ts';
import { lineForm, removeLineForm } from '../forms.ts';
import { qaCalendarPaths } from '../paths.ts';
import { templateOf } from '../template-queries.ts';
import { type Cost, isLeads, type TemplateLine } from '../template-rules.ts';
import { entryKinds, kindWords, topics, topicWords } from '../words.ts';
import { phaseWords } from './template.tsx';

const parts: readonly WorkloadPart[] = ['preparing', 'being_observed', 'meeting', 'feedback', 'observing', 'writing'];

const costOf = (line: TemplateLine | undefined, part: WorkloadPart): Cost =>
  line?.costs.find((cost) => cost.part === part) ?? { part, people: isLeads(part) ? 1 : 0, minutes: 0 };

async function linePage(ctx: Ctx, request: PageRequest, refused?: Refused): Promise<Reply> {
  const key = textParam(request, 'lineKey');
  const { version, lines } = await templateOf(ctx);
  const line = lines.find((found) => found.key === key);
  if (!line && key !== 'new') throw new NotFound();
  const { value, error } = shownIn('line', refused);
  const removing = shownIn('remove', refused);
  const title = line ? line.title : 'Add a line';
  return appPage(
    ctx,
    {
      title,
      crumbs: [
        { href: qaCalendarPaths.calendarOf(academicYearOf(ctx.today)), label: 'QA calendar' },
        { href: qaCalendarPaths.template, label: 'Template' },
      ],
      errors: refused?.errors ?? [],
    },
    <>
      <PageHeading
        caption="Template of the QA calendar"
        title={title}
        lead="What takes place, at which schools, in which weeks of term, and how long it keeps people busy."
      />
      <Form action={qaCalendarPaths.templateLine(key)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <HiddenField name="version" value={value('version') ?? version} />
        <TextField
          name="title"
          label="What it is called"
          value={value('title') ?? line?.title}
          error={error('title')}
          required
        />
        <Select
          name="kind"
          label="Kind of review"
          placeholder="Choose a kind"
          value={value('kind') ?? line?.kind}
          error={error('kind')}
          options={entryKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
          required
        />
        <Radios
          name="phase"
          label="For which schools"
          value={value('phase') ?? line?.phase ?? 'all'}
          error={error('phase')}
          options={(['all', 'primary', 'secondary'] as const).map((phase) => ({
            value: phase,
            label: phaseWords[phase],
          }))}
          required
        />
        <Radios
          name="term"
          label="Term"
          value={value('term') ?? line?.term}
          error={error('term')}
          options={terms.map((term) => ({ value: term, label: capital(termNames[term]) }))}
          inline
          required
        />
        <Grid of="tiles">
          <NumberField
            name="fromWeek"
            label="From week of term"
            value={value('fromWeek') ?? line?.fromWeek}
            error={error('fromWeek')}
            required
          />
          <NumberField
            name="toWeek"
            label="To week of term"
            value={value('toWeek') ?? line?.toWeek}
            error={error('toWeek')}
            required
          />
        </Grid>
        <Checkboxes
          name="topics"
          label="Topics that come round"
          hint="Only for a topic review. Each school has the next one each year."
          error={error('topics')}
          values={value('topics')?.split('\n') ?? line?.topics ?? []}
          options={topics.map((topic) => ({ value: topic, label: topicWords[topic] }))}
        />
        <h2 class="govuk-heading-m">What it costs</h2>
        <p class="govuk-body">
          How many people, and how many minutes each of them. Observing and writing are done by whoever leads.
        </p>
        {parts.map((part) => (
          <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{partWords[part]}</legend>
            <Grid of="tiles">
              <NumberField
                name={`${part}People`}
                label="People"
                value={value(`${part}People`) ?? costOf(line, part).people}
                error={error(`${part}People`)}
                required
              />
              <NumberField
                name={`${part}Minutes`}
                label="Minutes each"
                value={value(`${part}Minutes`) ?? costOf(line, part).minutes}
                error={error(`${part}Minutes`)}
                required
              />
            </Grid>
          </fieldset>
        ))}
        <TextField name="why" label="Why the template changes" value={value('why')} error={error('why')} required />
        <Button>Save as a new version</Button>
      </Form>
      {line ? (
        <Details summary="Take this line out of the template" open={removing.open}>
          <Form action={qaCalendarPaths.removeTemplateLine(key)} csrfToken={ctx.page.csrfToken}>
            <HiddenField name="version" value={version} />
            <TextField
              name="why"
              id="remove-why"
              label="Why it is taken out"
              value={removing.value('why')}
              error={removing.error('why')}
              required
            />
            <Button variant="warning">Take the line out</Button>
          </Form>
        </Details>
      ) : null}
    </>,
  );
}

export async function showLine(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await linePage(ctx, request);
}

/** A key that no line has had: the title in plain letters, with a number where it is taken. */
function keyFor(title: string, lines: readonly TemplateLine[]): string {
  const plain =
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_+|_+$/g, '')
      .slice(0, 40) || 'line';
  const taken = (key: string) => key === 'new' || lines.some((line) => line.key === key);
  if (!taken(plain)) return plain;
  let number = 2;
  while (taken(`${plain}_${number}`)) number += 1;
  return `${plain}_${number}`;
}

export async function sendLine(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const key = textParam(request, 'lineKey');
  const { lines } = await templateOf(ctx);
  if (key !== 'new' && !lines.some((line) => line.key === key)) throw new NotFound();
  return await answerForm(
    'line',
    readForm(lineForm, request.form),
    async (value) => {
      const line: TemplateLine = {
        key: key === 'new' ? keyFor(value.title, lines) : key,
        kind: value.kind,
        title: value.title,
        phase: value.phase,
        term: value.term,
        fromWeek: value.fromWeek,
        toWeek: value.toWeek,
        topics: value.kind === 'topic_review' ? topics.filter((topic) => value.topics.includes(topic)) : [],
        costs: parts
          .map((part) => ({ part, people: value[`${part}People`], minutes: value[`${part}Minutes`] }))
          .filter((cost) => cost.people * cost.minutes > 0),
      };
      await saveTemplateLine(ctx, line, value.version, value.why);
      return redirectTo(qaCalendarPaths.template, 'The template has been saved as a new version.');
    },
    (refused) => linePage(ctx, request, refused),
  );
}

export async function sendRemoveLine(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await answerForm(
    'remove',
    readForm(removeLineForm, request.form),
    async (value) => {
      await removeTemplateLine(ctx, textParam(request, 'lineKey'), value.version, value.why);
      return redirectTo(qaCalendarPaths.template, 'The line has been taken out.');
    },
    (refused) => linePage(ctx, request, refused),
  );
}
