import { keepDraft } from './draft-copy.ts';

const pause = 1500;
const longestWait = 60_000;

interface Reply {
  message?: string;
  revision?: number | string;
}

const body = (form: HTMLFormElement): URLSearchParams => {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  return fields;
};

/**
 * Posts the form to `url` a moment after the last key. What was typed stays in this browser until the server has acknowledged it, and a failed post is tried
 * again, ever more slowly. 409 means that somebody else changed the record: no more posts, and the reply's message is shown.
 */
export function startAutosave(form: HTMLFormElement, url: string): void {
  const found = form.querySelector<HTMLElement>('[data-autosave-status]');
  if (!found) return;
  const status = found;
  const copy = keepDraft(form, url);
  let timer = 0;
  let wait = pause;
  let posting = false;
  let stopped = false;
  let edits = 0;

  const say = (text: string, trouble = false) => {
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle('cairn-autosave--trouble', trouble);
  };
  const later = (after: number) => {
    clearTimeout(timer);
    if (!stopped) timer = window.setTimeout(post, after);
  };

  async function post(): Promise<void> {
    if (posting) return;
    posting = true;
    const sent = edits;
    try {
      const fields = body(form);
      const answer = await fetch(url, {
        method: 'POST',
        body: fields,
        headers: {
          accept: 'application/json',
          'x-csrf-token': fields.get('_csrf') ?? '',
          'x-requested-with': 'autosave',
        },
      });
      const reply: Reply = await answer.json().catch(() => ({}));
      if (answer.status === 409) {
        stopped = true;
        say(reply.message ?? 'Somebody else has changed this since you opened it. Your text is still here.', true);
        return;
      }
      // A redirect means the session has ended: the page of sign-in is not an acknowledgement.
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      wait = pause;
      const revision = form.querySelector<HTMLInputElement>('input[name=revision]');
      if (revision && reply.revision !== undefined) revision.value = String(reply.revision);
      if (sent === edits) {
        copy.forget();
        delete form.dataset['changed'];
        say(`Saved ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`);
      } else later(pause);
    } catch {
      say('Not saved. Your text is still here, trying again', true);
      wait = Math.min(wait * 2, longestWait);
      later(wait);
    } finally {
      posting = false;
    }
  }

  form.addEventListener('input', () => {
    edits += 1;
    copy.keep(body(form));
    later(wait);
  });
  form.addEventListener('submit', () => {
    stopped = true;
    clearTimeout(timer);
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) stopped = false;
  });
  addEventListener('online', () => {
    if ('changed' in form.dataset) later(0);
  });
  copy.offer(status, () => form.dispatchEvent(new Event('input')));
}
