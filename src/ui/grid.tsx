import type { Child } from 'hono/jsx';

const sizes = { cards: 'cairn-grid', tiles: 'cairn-grid cairn-grid--tiles', charts: 'cairn-grid cairn-grid--charts' };

/** Side by side, as many as fit: cards unless said otherwise; tiles are narrower, charts wider. */
export const Grid = ({
  of = 'cards',
  children,
}: {
  of?: 'cards' | 'tiles' | 'charts' | undefined;
  children?: Child;
}) => <div class={sizes[of]}>{children}</div>;
