import type { Child } from 'hono/jsx';

export interface TimelineEvent {
  title: Child;
  by?: Child | undefined;
  /** As people read it: "12 June 2026, 9:04pm". */
  when: string;
  /** For machines: `2026-06-12T21:04`. */
  datetime?: string | undefined;
  children?: Child;
}

/** What happened, newest first unless the caller says otherwise by the order. */
export const Timeline = ({
  events,
  headingLevel = 3,
}: {
  events: readonly TimelineEvent[];
  headingLevel?: 2 | 3 | 4 | undefined;
}) => {
  const Heading = `h${headingLevel}` as 'h2' | 'h3' | 'h4';
  return (
    <ol class="cairn-timeline">
      {events.map((event) => (
        <li class="cairn-timeline__item">
          <Heading class="cairn-timeline__title">{event.title}</Heading>
          <p class="cairn-timeline__meta">
            <time datetime={event.datetime}>{event.when}</time>
            {event.by ? <span> by {event.by}</span> : null}
          </p>
          {event.children ? <div class="cairn-timeline__text">{event.children}</div> : null}
        </li>
      ))}
    </ol>
  );
};
