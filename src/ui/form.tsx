import type { Child } from 'hono/jsx';
import { HiddenField } from './hidden-field.tsx';
import { safeHref } from './safe-href.ts';

export interface FormProps {
  action: string;
  csrfToken: string | undefined;
  enctype?: 'multipart/form-data' | undefined;
  /** Where drafts are posted as people type. The reply is JSON, `{ revision? }`; 409 with `{ message }` shows the message. */
  autosave?: string | undefined;
  /** Asks before leaving with changes that were not sent. Always on with autosave. */
  warnUnsaved?: boolean | undefined;
  id?: string | undefined;
  label?: string | undefined;
  class?: string | undefined;
  children?: Child;
}

/** A form that changes something. `novalidate`: our own messages say what is wrong, beside the field and at the top. */
export const Form = (props: FormProps) => (
  <form
    method="post"
    action={safeHref(props.action)}
    enctype={props.enctype}
    id={props.id}
    class={props.class}
    aria-label={props.label}
    novalidate
    data-autosave={props.autosave === undefined ? undefined : safeHref(props.autosave)}
    data-warn-unsaved={props.warnUnsaved || props.autosave !== undefined ? '' : undefined}
  >
    <HiddenField name="_csrf" value={props.csrfToken} />
    {props.children}
    {props.autosave === undefined ? null : <p class="cairn-autosave" role="status" data-autosave-status />}
  </form>
);
