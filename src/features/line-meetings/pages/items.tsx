import type { Ctx } from '#core/context.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { keys, type SavedPart } from '../newest-parts.ts';
import type { Item } from '../part-queries.ts';
import { lineMeetingPaths } from '../paths.ts';
import { PartForm, type RefusedPart, shownPart } from './part-form.tsx';

export type Writing = {
  ctx: Ctx;
  meetingId: string;
  saved: ReadonlyMap<string, SavedPart>;
  refused: RefusedPart | undefined;
};

const ItemPart = ({ writing, item }: { writing: Writing; item: Item }) => {
  const { ctx, meetingId } = writing;
  const key = keys.item(item.id);
  const shown = shownPart(key, writing.saved.get(key), writing.refused);
  const decision = item.part === 'decision';
  const name = decision ? 'decision' : 'item';
  return (
    <div class="cairn-card" data-key={key}>
      <div class="cairn-card__body">
        <PartForm
          ctx={ctx}
          partKey={key}
          action={lineMeetingPaths.item(meetingId, item.id)}
          label={`the ${name} “${item.title ?? ''}”`}
          shown={shown}
          fields={{ title: 'About', words: 'Words' }}
        >
          <TextField
            name="title"
            id={`title-${item.id}`}
            label={decision ? 'Decision' : `Item of ${item.adder}`}
            value={shown.value('title')}
            error={shown.error('title')}
          />
          <TextArea
            name="words"
            id={`words-${item.id}`}
            label={decision ? 'Why, and what follows' : 'What was said'}
            rows={2}
            required={false}
            value={shown.value('words')}
            error={shown.error('words')}
          />
        </PartForm>
        <Form action={lineMeetingPaths.removeItem(meetingId, item.id)} csrfToken={ctx.page.csrfToken}>
          <Button variant="secondary" hiddenText={`the ${name} “${item.title ?? ''}”`}>
            Take it out
          </Button>
        </Form>
      </div>
    </div>
  );
};

const AddItem = ({ writing, part }: { writing: Writing; part: 'item' | 'decision' }) => {
  const { ctx, meetingId, refused } = writing;
  const open = refused?.key === `add-${part}`;
  const error = (name: string) => (open ? refused.errors.find((found) => found.field === name)?.message : undefined);
  return (
    <Details summary={part === 'item' ? 'Add an item' : 'Add a decision'} open={open}>
      <Form action={lineMeetingPaths.addItem(meetingId)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="part" value={part} />
        <TextField
          name="title"
          id={`add-${part}-title`}
          label={part === 'item' ? 'What it is about' : 'What is decided'}
          value={open ? refused.typed['title'] : undefined}
          error={error('title')}
        />
        <TextArea
          name="words"
          id={`add-${part}-words`}
          label="More"
          rows={2}
          required={false}
          value={open ? refused.typed['words'] : undefined}
          error={error('words')}
        />
        <Button variant="secondary">{part === 'item' ? 'Add this item' : 'Add this decision'}</Button>
      </Form>
    </Details>
  );
};

/** Items of either side, or decisions: each saves by itself, and what the other side adds appears by itself. */
export const ItemsSection = ({
  writing,
  part,
  items,
  signature,
}: {
  writing: Writing;
  part: 'item' | 'decision';
  items: readonly Item[];
  signature: string;
}) => {
  const own = items.filter((item) => item.part === part);
  return (
    <section>
      <h2 class="govuk-heading-m">{part === 'item' ? 'Items of either side' : 'Decisions'}</h2>
      <div data-region={part === 'item' ? 'items' : 'decisions'} data-signature={signature}>
        {own.map((item) => (
          <ItemPart writing={writing} item={item} />
        ))}
      </div>
      <AddItem writing={writing} part={part} />
    </section>
  );
};

/** What was said about a part that the agenda builds itself. */
export const NotePart = ({ writing, part, label }: { writing: Writing; part: string; label: string }) => {
  const key = keys.note(part);
  const shown = shownPart(key, writing.saved.get(key), writing.refused);
  return (
    <PartForm
      ctx={writing.ctx}
      partKey={key}
      action={lineMeetingPaths.note(writing.meetingId, part)}
      label={label}
      shown={shown}
      fields={{ words: 'What was said' }}
    >
      <TextArea
        name="words"
        id={`words-${part}`}
        label="What was said"
        rows={2}
        required={false}
        value={shown.value('words')}
        error={shown.error('words')}
      />
    </PartForm>
  );
};

/** The head's wellbeing and workload: a standing item that stays between the two. */
export const WellbeingSection = ({ writing }: { writing: Writing }) => {
  const shown = shownPart(keys.wellbeing, writing.saved.get(keys.wellbeing), writing.refused);
  return (
    <section>
      <h2 class="govuk-heading-m">Wellbeing and workload of the head</h2>
      <p class="govuk-body">
        This stays between the two of you: it is in no minutes, no document and no trail, and nobody else can open it.
      </p>
      <PartForm
        ctx={writing.ctx}
        partKey={keys.wellbeing}
        action={lineMeetingPaths.wellbeing(writing.meetingId)}
        label="Wellbeing and workload"
        shown={shown}
        fields={{ words: 'Between the two of you' }}
      >
        <TextArea
          name="words"
          id="words-wellbeing"
          label="Between the two of you"
          rows={3}
          required={false}
          value={shown.value('words')}
          error={shown.error('words')}
        />
      </PartForm>
    </section>
  );
};
