import { personLeft } from './capture/person.ts';

const again = 6000;

/** One press is one post; and leaving a page with changes that were not sent asks first, where the form wants that. */
export function guardSubmit(form: HTMLFormElement): void {
  let sending = false;
  const release = () => {
    sending = false;
    for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled');
  };
  form.addEventListener('submit', (event) => {
    if (sending) {
      event.preventDefault();
      return;
    }
    sending = true;
    delete form.dataset['changed'];
    if ('signOut' in form.dataset) forgetDrafts();
    // aria-disabled rather than disabled: the button that was pressed keeps its focus and its name and value are posted.
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
    // A post may answer with a file, and then the page stays.
    setTimeout(release, again);
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) release();
  });
  if (!('warnUnsaved' in form.dataset)) return;
  form.addEventListener('input', () => {
    form.dataset['changed'] = '';
  });
  addEventListener('beforeunload', (event) => {
    if ('changed' in form.dataset) event.preventDefault();
  });
}

// The next person at this machine must not find what this one typed. Notes without a network stay sealed until their writer signs in again.
function forgetDrafts(): void {
  personLeft();
  for (const key of Object.keys(localStorage)) if (key.startsWith('cairn:draft:')) localStorage.removeItem(key);
}
