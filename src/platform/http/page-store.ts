/** Pages that were made, each for one reader and one state of what it shows; the least used go first when the room is full. */
export type PageStore = { get(key: string): string | undefined; put(key: string, html: string): void };

/** Room for pages in this process, in bytes of text. */
export function createPageStore(room: number): PageStore {
  const pages = new Map<string, string>();
  let used = 0;
  const sizeOf = (key: string, html: string) => 2 * (key.length + html.length);
  return {
    get(key) {
      const html = pages.get(key);
      if (html === undefined) return undefined;
      // A Map keeps the order of insertion: what was asked for last goes last.
      pages.delete(key);
      pages.set(key, html);
      return html;
    },
    put(key, html) {
      const before = pages.get(key);
      if (before !== undefined) {
        used -= sizeOf(key, before);
        pages.delete(key);
      }
      if (sizeOf(key, html) > room / 4) return;
      pages.set(key, html);
      used += sizeOf(key, html);
      for (const [oldest, old] of pages) {
        if (used <= room) return;
        pages.delete(oldest);
        used -= sizeOf(oldest, old);
      }
    },
  };
}
