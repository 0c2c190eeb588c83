import { keepDraft } from './draft-copy.ts';

// Two people write on one page at once: each part saves by itself, and what the other side saves appears here without losing what is being typed.

const pause = 900;
const lookEvery = 4000;

interface Part {
  key: string;
  revision: number;
  by: string;
  at: string;
  values: Record<string, string>;
}
interface Newest {
  state: string;
  regions: Record<string, string>;
  parts: Part[];
}
type Control = HTMLInputElement | HTMLTextAreaElement;

const named = (form: HTMLFormElement, name: string): Control[] =>
  [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) && element.name === name,
  );

const nowIn = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name) ?? '');

function setValue(form: HTMLFormElement, name: string, value: string): void {
  for (const control of named(form, name)) {
    if (control instanceof HTMLInputElement && control.type === 'radio') control.checked = control.value === value;
    else control.value = value;
  }
}

const labelOf = (form: HTMLFormElement, name: string): string => {
  const [control] = named(form, name);
  const label = control?.closest('fieldset')?.querySelector('legend') ?? control?.labels?.[0];
  return label?.textContent?.trim() ?? name;
};

const element = (name: string, className: string, text = ''): HTMLElement => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

/** One part of the page: saves a moment after the last key; `take` is told what the server holds. */
function startPart(form: HTMLFormElement) {
  const status = form.querySelector<HTMLElement>('[data-part-status]');
  const revision = form.querySelector<HTMLInputElement>('input[name=revision]');
  const copy = keepDraft(form, form.action);
  let timer = 0;
  let edits = 0;
  let saved = 0;
  let posting = false;
  let conflict: HTMLElement | null = null;
  const isDirty = () => edits !== saved;
  const say = (text: string, trouble = false) => {
    if (!status) return;
    status.textContent = text;
    status.classList.toggle('cairn-autosave--trouble', trouble);
  };
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void post(), pause);
  };

  function settle(part: Part, keepMine: boolean): void {
    conflict?.remove();
    conflict = null;
    if (revision) revision.value = String(part.revision);
    if (keepMine) {
      void post();
      return;
    }
    for (const [name, value] of Object.entries(part.values)) setValue(form, name, value);
    saved = edits;
    copy.forget();
    say(`Saved by ${part.by} at ${part.at}`);
  }

  /** Both texts: theirs in the notice, one's own in the fields, until somebody chooses. */
  function showConflict(part: Part): void {
    conflict?.remove();
    const box = element('div', 'cairn-notice cairn-notice--error');
    box.setAttribute('role', 'alert');
    box.append(element('p', 'cairn-notice__title', `${part.by} saved this at ${part.at}`));
    const text = element('div', 'cairn-notice__text');
    for (const [name, value] of Object.entries(part.values))
      if (value !== nowIn(form, name)) {
        const line = element('p', 'govuk-body cairn-pre', `${labelOf(form, name)}: ${value || '—'}`);
        text.append(line);
      }
    text.append(element('p', 'govuk-body', 'What you wrote is still below.'));
    for (const [words, keepMine] of [
      ['Keep what I wrote', true],
      ['Take theirs', false],
    ] as const) {
      const button = element('button', 'govuk-button govuk-button--secondary', words) as HTMLButtonElement;
      button.type = 'button';
      button.addEventListener('click', () => settle(part, keepMine));
      text.append(button, ' ');
    }
    box.append(text);
    form.prepend(box);
    conflict = box;
    say('Not saved yet: choose above', true);
  }

  async function post(): Promise<void> {
    if (posting || conflict) return;
    posting = true;
    const sent = edits;
    try {
      const fields = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
      const answer = await fetch(form.action, {
        method: 'POST',
        body: fields,
        headers: {
          accept: 'application/json',
          'x-csrf-token': fields.get('_csrf') ?? '',
          'x-requested-with': 'autosave',
        },
      });
      const reply = (await answer.json().catch(() => ({}))) as { revision?: number; message?: string; part?: Part };
      if (answer.status === 409 && reply.part) showConflict(reply.part);
      else if (answer.status === 422) say(reply.message ?? 'Not saved', true);
      else if (!answer.ok || answer.redirected || reply.revision === undefined) throw new Error(String(answer.status));
      else {
        if (revision) revision.value = String(reply.revision);
        saved = sent;
        if (!isDirty()) copy.forget();
        say(`Saved ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`);
      }
    } catch {
      say('Not saved. Your text is still here; open the page again if this stays', true);
      timer = window.setTimeout(() => void post(), pause * 10);
    } finally {
      posting = false;
      if (edits !== sent) later();
    }
  }

  form.addEventListener('input', () => {
    edits += 1;
    copy.keep(new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])));
    later();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void post();
  });
  if (status) copy.offer(status, () => form.dispatchEvent(new Event('input')));

  return {
    isDirty,
    take(part: Part): void {
      if (posting || part.revision <= Number(revision?.value ?? 0)) return;
      if (isDirty()) showConflict(part);
      else settle(part, false);
    },
  };
}

const parts = new Map<string, ReturnType<typeof startPart>>();

function startIn(place: ParentNode): void {
  for (const form of place.querySelectorAll<HTMLFormElement>('form[data-part]'))
    parts.set(form.dataset['part'] ?? '', startPart(form));
}

const holdsWork = (place: HTMLElement): boolean =>
  place.contains(document.activeElement) && document.activeElement !== document.body;

/** Adds to a list what the other side added and takes out what they took out; a list without parts is put there anew. */
function renew(old: HTMLElement, fresh: HTMLElement): boolean {
  const keyed = (place: HTMLElement) => [...place.querySelectorAll<HTMLElement>(':scope > [data-key]')];
  if (keyed(old).length + keyed(fresh).length === 0) {
    if (holdsWork(old)) return false;
    old.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
    return true;
  }
  const keys = keyed(fresh).map((each) => each.dataset['key']);
  for (const each of keyed(old)) {
    const part = parts.get(each.dataset['key'] ?? '');
    if (!keys.includes(each.dataset['key']) && !part?.isDirty()) each.remove();
  }
  const known = keyed(old).map((each) => each.dataset['key']);
  for (const each of keyed(fresh).filter((one) => !known.includes(one.dataset['key']))) {
    const added = document.importNode(each, true);
    old.append(added);
    startIn(added);
  }
  return true;
}

async function renewRegions(regions: Record<string, string>): Promise<void> {
  const behind = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (place) => regions[place.dataset['region'] ?? ''] !== place.dataset['signature'],
  );
  if (behind.length === 0) return;
  const answer = await fetch(location.pathname);
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const old of behind) {
    const fresh = page.querySelector<HTMLElement>(`[data-region="${old.dataset['region']}"]`);
    if (fresh && renew(old, fresh)) old.dataset['signature'] = fresh.dataset['signature'] ?? '';
  }
}

function sayMovedOn(): void {
  const place = document.querySelector<HTMLElement>('[data-meeting-notice]');
  if (!place || place.hasChildNodes()) return;
  const box = element('div', 'cairn-notice');
  const link = element('a', 'govuk-link', 'Open it again') as HTMLAnchorElement;
  link.href = location.pathname;
  box.append(element('p', 'cairn-notice__title', 'This meeting has moved on'), link);
  place.append(box);
}

async function look(root: HTMLElement): Promise<void> {
  if (document.visibilityState !== 'visible') return;
  const answer = await fetch(root.dataset['meeting'] ?? '', { headers: { accept: 'application/json' } });
  if (!answer.ok || answer.redirected) return;
  const newest = (await answer.json()) as Newest;
  if (newest.state !== root.dataset['state']) {
    sayMovedOn();
    return;
  }
  for (const part of newest.parts) parts.get(part.key)?.take(part);
  await renewRegions(newest.regions);
}

const root = document.querySelector<HTMLElement>('[data-meeting]');
if (root) {
  startIn(root);
  // One look after the other: a slow line does not pile them up.
  const again = () =>
    window.setTimeout(
      () =>
        void look(root)
          .catch(() => {})
          .finally(again),
      lookEvery,
    );
  again();
  addEventListener('beforeunload', (event) => {
    if ([...parts.values()].some((part) => part.isDirty())) event.preventDefault();
  });
}
