/** A page as it is sent, cut where the token of whoever it is sent to stands between two pieces. */
export type StoredPage = readonly Buffer[];

/** Pages that were made, each for one reader and one state of what it shows; the least used go first when the room is full. */
export type PageStore = { get(key: string): StoredPage | undefined; put(key: string, html: string): void };

/**
 * Room for pages in this process, in bytes. Pages are kept as the bytes that are sent: turning a page of text into bytes costs more than all else that happens to
 * a kept page. `mark` stands in the text for a token.
 */
export function createPageStore(room: number, mark: string): PageStore {
  const pages = new Map<string, StoredPage>();
  let used = 0;
  const sizeOf = (key: string, page: StoredPage) => page.reduce((size, piece) => size + piece.byteLength, key.length);
  return {
    get(key) {
      const page = pages.get(key);
      if (page === undefined) return undefined;
      // A Map keeps the order of insertion: what was asked for last goes last.
      pages.delete(key);
      pages.set(key, page);
      return page;
    },
    put(key, html) {
      const before = pages.get(key);
      if (before !== undefined) {
        used -= sizeOf(key, before);
        pages.delete(key);
      }
      const page = html.split(mark).map((piece) => Buffer.from(piece));
      if (sizeOf(key, page) > room / 4) return;
      pages.set(key, page);
      used += sizeOf(key, page);
      for (const [oldest, old] of pages) {
        if (used <= room) return;
        pages.delete(oldest);
        used -= sizeOf(oldest, old);
      }
    },
  };
}
