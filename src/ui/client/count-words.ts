const wordsAMinute = 220;

/** "312 words, about 2 minutes to read", or what is left of a limit. Replaces the plain hint that the server wrote. */
export function countWords(counter: HTMLElement): void {
  const field = document.getElementById(counter.dataset['countFor'] ?? '');
  if (!(field instanceof HTMLTextAreaElement)) return;
  const { maxWords, maxChars } = field.dataset;
  const show = () => {
    const words = field.value.match(/\S+/g)?.length ?? 0;
    const limit = Number(maxWords ?? maxChars ?? 0);
    const left = limit - (maxWords ? words : field.value.length);
    const unit = (n: number) =>
      `${Math.abs(n).toLocaleString('en-GB')} ${maxWords || !maxChars ? 'word' : 'character'}${Math.abs(n) === 1 ? '' : 's'}`;
    const minutes = Math.max(1, Math.round(words / wordsAMinute));
    counter.textContent = limit
      ? left < 0
        ? `${unit(left)} too many`
        : `${unit(left)} left of ${limit.toLocaleString('en-GB')}`
      : words === 0
        ? ''
        : `${unit(words)}, about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} to read`;
    counter.classList.toggle('cairn-count--over', limit > 0 && left < 0);
  };
  field.addEventListener('input', show);
  show();
}
