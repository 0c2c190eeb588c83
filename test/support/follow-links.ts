/** A page that was asked for: where it was linked from, what kind of address it has, and how it answered. */
export type Visit = { path: string; kind: string; from: string; status: number; isPage: boolean };

/** Addresses of the same kind differ in ids, dates, numbers and what is asked for: `/annual-reviews/:id/sign`. */
export function kindOf(path: string): string {
  const [address = '', query] = path.split('?');
  const kind = address
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replaceAll(/\/\d{4}-\d\d-\d\d(?=\/|$)/g, '/:date')
    .replaceAll(/\/\d+(?=\/|$)/g, '/:number');
  const asked = [...new Set([...new URLSearchParams(query).keys()])].sort().join('&');
  return asked === '' ? kind : `${kind}?${asked}`;
}

const linkPattern = /<a\b[^>]*?\shref="([^"]*)"/g;

/** The addresses of our own that a page links to, without what comes after `#`. */
export function linksOf(html: string, path: string): string[] {
  const base = new URL(path, 'http://cairn.invalid');
  const links = [...html.matchAll(linkPattern)].flatMap(([, href = '']) => {
    const url = new URL(href.replaceAll('&amp;', '&'), base);
    return url.host === base.host && !url.pathname.startsWith('/assets/') ? [`${url.pathname}${url.search}`] : [];
  });
  return [...new Set(links)];
}

/**
 * Follows every link of ours from the home page, breadth first, at most `perKind` pages of each kind and `max` in all. A redirect counts as the
 * page that it leads to. Nothing is sent: only links are followed.
 */
export async function followLinks(
  address: string,
  cookie: string,
  { perKind = 5, max = 200 }: { perKind?: number; max?: number } = {},
): Promise<Visit[]> {
  const queue = [
    { path: '/', from: 'the sign-in page' },
    { path: '/account', from: 'the header' },
  ];
  const seen = new Set(queue.map((one) => one.path));
  const ofKind = new Map<string, number>();
  const visits: Visit[] = [];
  for (let next = queue.shift(); next !== undefined && visits.length < max; next = queue.shift()) {
    const kind = kindOf(next.path);
    const count = ofKind.get(kind) ?? 0;
    if (count >= perKind) continue;
    ofKind.set(kind, count + 1);
    const response = await fetch(new URL(next.path, address), { headers: { cookie } });
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
    visits.push({ ...next, kind, status: response.status, isPage });
    const body = isPage ? await response.text() : '';
    if (!isPage) await response.arrayBuffer();
    for (const link of linksOf(body, next.path)) {
      if (seen.has(link)) continue;
      seen.add(link);
      queue.push({ path: link, from: next.path });
    }
  }
  return visits;
}
