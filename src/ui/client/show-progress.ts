const pause = 600;

interface Reply {
  words?: string | null;
  share?: number | null;
}

/** While the answer to a form is on its way, asks `data-progress` how far the server has got: `{ words, share }`, share from 0 to 1. */
export function showProgress(place: HTMLElement, form: HTMLFormElement, url: string): void {
  const bar = place.querySelector('progress');
  const status = place.querySelector<HTMLElement>('[role=status]');
  if (!bar || !status) return;
  let timer = 0;
  const say = (text: string) => {
    if (status.textContent !== text) status.textContent = text;
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    place.hidden = true;
  };
  async function ask(): Promise<void> {
    const answer = await fetch(url, { headers: { accept: 'application/json' } }).catch(() => null);
    const { words, share }: Reply = answer?.ok ? await answer.json().catch(() => ({})) : {};
    if (!bar || !words || typeof share !== 'number') return;
    bar.value = share;
    say(words);
  }
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    // A second press must not send the files again, however long the first takes.
    if (timer) {
      event.preventDefault();
      return;
    }
    place.hidden = false;
    bar.removeAttribute('value');
    say('Sending');
    timer = window.setInterval(() => void ask(), pause);
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) stop();
  });
}
