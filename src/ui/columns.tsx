import type { Child } from 'hono/jsx';

/** The substance in two thirds, what goes with it in the other; one below the other on a phone. */
export const Columns = ({
  main,
  aside,
  asideLabel,
}: {
  main: Child;
  aside: Child;
  asideLabel?: string | undefined;
}) => (
  <div class="cairn-columns">
    <div class="cairn-columns__main">{main}</div>
    <aside class="cairn-columns__aside" aria-label={asideLabel ?? 'Related'}>
      {aside}
    </aside>
  </div>
);
