import { z } from 'zod';
import { chosenId, requiredText } from '#platform/http/form.ts';

/** A password as typed: blanks at its ends are part of it. `what` finishes “Enter …”. */
const password = (what: string) =>
  z
    .array(z.string())
    .transform((values) => values[0] ?? '')
    .pipe(z.string().min(1, `Enter ${what}`).max(200, 'The password is too long'));

export const signInForm = z.object({
  email: requiredText('your e-mail address', 200),
  password: password('your password'),
});

export const codeForm = z.object({ code: requiredText('the code', 30) });

export const demoForm = z.object({ personId: chosenId('whose eyes to see it through') });

export const forgottenForm = z.object({ email: requiredText('your e-mail address', 200) });

export const newPasswordForm = z.object({ password: password('a password'), again: password('the password again') });

export const changePasswordForm = z.object({
  current: password('your password of today'),
  password: password('a new password'),
  again: password('the new password again'),
});

export const passwordOnlyForm = z.object({ current: password('your password') });

export const sessionForm = z.object({ sessionId: requiredText('a session', 60) });
