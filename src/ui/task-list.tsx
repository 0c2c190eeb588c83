import type { Child } from 'hono/jsx';
import { classes } from './classes.ts';
import { safeHref } from './safe-href.ts';
import { Tag, type TagColour } from './tag.tsx';

export interface Task {
  title: Child;
  hint?: Child | undefined;
  /** "Not started", "Due 12 June". Shown as a tag where `colour` is given, else as plain words. */
  status: Child;
  colour?: TagColour | undefined;
  /** Left out where it cannot be started yet. */
  href?: string | undefined;
}

export const TaskList = ({ tasks, idPrefix = 'task' }: { tasks: readonly Task[]; idPrefix?: string | undefined }) => (
  <ul class="govuk-task-list">
    {tasks.map(({ title, hint, status, colour, href }, index) => {
      const id = `${idPrefix}-${index + 1}`;
      return (
        <li class={classes('govuk-task-list__item', href !== undefined && 'govuk-task-list__item--with-link')}>
          <div class="govuk-task-list__name-and-hint">
            {href === undefined ? (
              <div>{title}</div>
            ) : (
              <a
                class="govuk-link govuk-task-list__link"
                href={safeHref(href)}
                aria-describedby={hint ? `${id}-hint ${id}-status` : `${id}-status`}
              >
                {title}
              </a>
            )}
            {hint ? (
              <div id={`${id}-hint`} class="govuk-task-list__hint">
                {hint}
              </div>
            ) : null}
          </div>
          <div
            id={`${id}-status`}
            class={classes(
              'govuk-task-list__status',
              href === undefined && 'govuk-task-list__status--cannot-start-yet',
            )}
          >
            {colour ? <Tag colour={colour}>{status}</Tag> : status}
          </div>
        </li>
      );
    })}
  </ul>
);
