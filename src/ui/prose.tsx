import type { Child } from 'hono/jsx';

/** Long text that people wrote: readable measure, plain elements styled. */
export const Prose = ({ children }: { children?: Child }) => <div class="cairn-prose">{children}</div>;
