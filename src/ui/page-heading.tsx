import type { Child } from 'hono/jsx';

export interface PageHeadingProps {
  title: Child;
  /** What it belongs to, above the title: the school's name. */
  caption?: Child | undefined;
  /** One sentence: what this page is for. */
  lead?: Child | undefined;
  /** A tag or grade beside the title. */
  status?: Child | undefined;
  /** Buttons, at the right on a wide screen. */
  actions?: Child | undefined;
}

export const PageHeading = ({ title, caption, lead, status, actions }: PageHeadingProps) => (
  <div class="cairn-heading">
    <div class="cairn-heading__text">
      {caption ? <p class="cairn-heading__caption">{caption}</p> : null}
      <div class="cairn-heading__line">
        <h1 class="govuk-heading-xl">{title}</h1>
        {status ? <div class="cairn-heading__status">{status}</div> : null}
      </div>
      {lead ? <p class="cairn-heading__lead">{lead}</p> : null}
    </div>
    {actions ? <div class="cairn-heading__actions">{actions}</div> : null}
  </div>
);
