import type { Child } from 'hono/jsx';
import { classes } from './classes.ts';
import { safeHref } from './safe-href.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'warning';

const variants: Record<ButtonVariant, string> = {
  primary: '',
  secondary: 'govuk-button--secondary',
  warning: 'govuk-button--warning',
};

export interface ButtonProps {
  children?: Child;
  variant?: ButtonVariant | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** Posts the form elsewhere than its own action. */
  formAction?: string | undefined;
  /** The id of the form, for a button that stands outside it. */
  form?: string | undefined;
  /** What a screen reader adds: "Remove" + " Ashdown Primary". */
  hiddenText?: string | undefined;
  disabled?: boolean | undefined;
}

export const Button = (props: ButtonProps) => (
  <button
    type="submit"
    class={classes('govuk-button', variants[props.variant ?? 'primary'])}
    name={props.name}
    value={props.value}
    formaction={props.formAction === undefined ? undefined : safeHref(props.formAction)}
    form={props.form}
    disabled={props.disabled === true}
  >
    {props.children}
    {props.hiddenText ? <span class="govuk-visually-hidden"> {props.hiddenText}</span> : null}
  </button>
);

export interface ButtonLinkProps {
  href: string;
  children?: Child;
  variant?: ButtonVariant | undefined;
  /** The browser saves the file rather than showing it. */
  download?: boolean | undefined;
}

/** A link that starts something; a plain link is better for merely reading on. */
export const ButtonLink = ({ href, children, variant = 'primary', download }: ButtonLinkProps) => (
  <a
    href={safeHref(href)}
    class={classes('govuk-button', variants[variant])}
    download={download === true}
    draggable={false}
  >
    {children}
  </a>
);

export const ButtonGroup = ({ children }: { children?: Child }) => <div class="govuk-button-group">{children}</div>;
