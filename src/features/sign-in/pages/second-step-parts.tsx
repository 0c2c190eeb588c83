import type { FieldError } from '#platform/errors.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { signInPaths } from '../paths.ts';

type Parts = { csrfToken: string; errors: readonly FieldError[] };

const errorOf = (errors: readonly FieldError[], field: string) =>
  errors.find((error) => error.field === field)?.message;

const PasswordField = ({ name, errors }: { name: string; errors: readonly FieldError[] }) => (
  <TextField
    name={name}
    label="Your password"
    type="password"
    autocomplete="current-password"
    width={30}
    error={errorOf(errors, name)}
  />
);

export const BeginForm = ({ csrfToken, errors }: Parts) => (
  <>
    <p class="govuk-body">
      You need an authenticator app on your phone, such as Microsoft Authenticator or Google Authenticator. It takes two
      minutes.
    </p>
    <Form action={signInPaths.beginSecondStep} csrfToken={csrfToken}>
      <PasswordField name="current" errors={errors} />
      <Button>Set up two-step sign-in</Button>
    </Form>
  </>
);

export const ConfirmForm = ({ csrfToken, errors, picture, secret }: Parts & { picture: string; secret: string }) => (
  <>
    <ol class="govuk-list govuk-list--number">
      <li>Open your authenticator app and add an account.</li>
      <li>Point the phone at this picture.</li>
      <li>Type the six digits that the app then shows.</li>
    </ol>
    <img src={picture} width={220} height={220} alt="QR code with the secret for your authenticator app" />
    <Details summary="I cannot use the camera">
      <p class="govuk-body">Type this into the app instead, as a time-based key for Cairn:</p>
      <p class="govuk-body">
        <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
    </Details>
    <Form action={signInPaths.confirmSecondStep} csrfToken={csrfToken}>
      <TextField
        name="code"
        label="Code from the app"
        inputmode="numeric"
        autocomplete="one-time-code"
        width={10}
        error={errorOf(errors, 'code')}
      />
      <Button>Turn two-step sign-in on</Button>
    </Form>
    <Details summary="Start again with another picture">
      <Form action={signInPaths.beginSecondStep} csrfToken={csrfToken}>
        <PasswordField name="current" errors={errors} />
        <Button variant="secondary">Make a new picture</Button>
      </Form>
    </Details>
  </>
);

export const SecondStepIsOn = ({ csrfToken, errors }: Parts) => (
  <>
    <p class="govuk-body">
      <strong>It is on.</strong> A code from your phone is asked for whenever you sign in.
    </p>
    <h2 class="govuk-heading-m">Backup codes</h2>
    <p class="govuk-body">Each lets you in once when you do not have your phone. New ones replace the old.</p>
    <Form action={signInPaths.backupCodes} csrfToken={csrfToken}>
      <PasswordField name="current" errors={errors} />
      <Button variant="secondary">Make new backup codes</Button>
    </Form>
    <h2 class="govuk-heading-m">Turn it off</h2>
    <p class="govuk-body">For a new phone, turn it off here and set it up again there.</p>
    <Form action={signInPaths.endSecondStep} csrfToken={csrfToken}>
      <PasswordField name="off-current" errors={errors} />
      <Button variant="warning">Turn two-step sign-in off</Button>
    </Form>
  </>
);

export const BackupCodes = ({ heading, codes }: { heading: string; codes: readonly string[] }) => (
  <>
    <PageHeading
      title={heading}
      lead="Print these backup codes or keep them where you keep passwords. Each lets you in once without your phone."
    />
    <WarningText>They are shown only now.</WarningText>
    <ul class="govuk-list govuk-list--spaced">
      {codes.map((code) => (
        <li>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <ButtonLink href={signInPaths.account}>I have kept them</ButtonLink>
  </>
);
