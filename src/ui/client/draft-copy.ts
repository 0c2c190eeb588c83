const posted = new Set(['_csrf', 'revision']);

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const controls = (form: HTMLFormElement): Control[] =>
  [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      element.name !== '' &&
      !posted.has(element.name) &&
      element.type !== 'hidden' &&
      element.type !== 'file' &&
      element.type !== 'password',
  );

const put = (control: Control, values: string[]) => {
  if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio'))
    control.checked = values.includes(control.value);
  else control.value = values.shift() ?? '';
};

const now = (form: HTMLFormElement): string => {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && !posted.has(name)) fields.append(name, value);
  return String(fields);
};

/** A copy of what was typed, in this browser only, from the first key until the server has it. */
export function keepDraft(form: HTMLFormElement, url: string) {
  const key = `cairn:draft:${url}`;
  return {
    keep(fields: URLSearchParams): void {
      const copy = new URLSearchParams(fields);
      for (const name of posted) copy.delete(name);
      // A full or forbidden store only costs the copy.
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: String(copy) }));
      } catch {}
    },
    forget(): void {
      try {
        localStorage.removeItem(key);
      } catch {}
    },
    /** Offers a copy that never reached the server, when the page is opened again. */
    offer(status: HTMLElement, restored: () => void): void {
      let kept: { at: number; fields: string };
      try {
        kept = JSON.parse(localStorage.getItem(key) ?? '');
      } catch {
        return;
      }
      if (kept.fields === now(form)) {
        this.forget();
        return;
      }
      const restore = document.createElement('button');
      restore.type = 'button';
      restore.className = 'cairn-autosave__restore';
      restore.textContent = 'Bring it back';
      restore.addEventListener('click', () => {
        const values = new URLSearchParams(kept.fields);
        const byName = new Map([...values.keys()].map((name) => [name, values.getAll(name)]));
        for (const control of controls(form)) put(control, byName.get(control.name) ?? []);
        restored();
        for (const control of controls(form)) control.dispatchEvent(new Event('input', { bubbles: true }));
        status.textContent = '';
      });
      const when = new Date(kept.at).toLocaleString('en-GB', {
        day: 'numeric',
        month: 'long',
        hour: '2-digit',
        minute: '2-digit',
      });
      status.append(`What you typed here on ${when} was not saved.`, restore);
    },
  };
}
