import { startAutosave } from './autosave.ts';
import { personLeft } from './capture/person.ts';
import { countWords } from './count-words.ts';
import { guardSubmit } from './guard-submit.ts';
import { showProgress } from './show-progress.ts';

document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
for (const form of document.querySelectorAll<HTMLFormElement>('form[method=post]')) {
  guardSubmit(form);
  if (form.dataset['autosave']) startAutosave(form, form.dataset['autosave']);
  const progress = form.querySelector<HTMLElement>('[data-progress]');
  if (progress?.dataset['progress']) showProgress(progress, form, progress.dataset['progress']);
}
// Whoever comes to sign in may be somebody else: nobody’s notes without a network are shown before it is known who.
if (location.pathname.startsWith('/sign-in')) personLeft();
for (const counter of document.querySelectorAll<HTMLElement>('[data-count-for]')) countWords(counter);
