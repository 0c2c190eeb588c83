import type { FieldError } from '#platform/errors.ts';
import { shortestPassword } from '#platform/identity/passwords.ts';
import { TextField } from '#ui/text-field.tsx';

/** A new password, typed twice because it cannot be seen. */
export const NewPasswordFields = ({ errors }: { errors: readonly FieldError[] }) => {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <>
      <TextField
        name="password"
        label="New password"
        hint={`At least ${shortestPassword} characters. Three random words are strong and easy to remember.`}
        type="password"
        autocomplete="new-password"
        width={30}
        error={errorOf('password')}
      />
      <TextField
        name="again"
        label="New password again"
        type="password"
        autocomplete="new-password"
        width={30}
        error={errorOf('again')}
      />
    </>
  );
};

/** What is wrong when the two differ; empty when they agree. */
export function repeatProblem(value: { password: string; again: string }): readonly FieldError[] {
  return value.password === value.again ? [] : [{ field: 'again', message: 'The two passwords are not the same' }];
}
