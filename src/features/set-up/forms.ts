import { z } from 'zod';
import { optionalText, requiredText } from '#platform/http/form.ts';

export const searchForm = z.object({ search: requiredText('the name of your trust, or a part of it', 200) });
export const byHandForm = z.object({ trustName: requiredText('the name of your trust', 200) });
export const chooseForm = z.object({
  uid: requiredText('the trust', 20).pipe(z.string().regex(/^\d+$/, 'Choose your trust')),
});

export const administratorForm = z.object({
  trustName: requiredText('the name of your trust', 200),
  name: requiredText('your name', 120),
  email: requiredText('your e-mail address', 200).pipe(
    z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'Enter an e-mail address, such as name@trust.org.uk'),
  ),
  jobTitle: optionalText('job title', 120),
});
