import { safeHref } from './safe-href.ts';

export interface PagerProps {
  page: number;
  pages: number;
  /** Of everything, for "Showing 21 to 40 of 312". */
  showing?: { from: number; to: number; of: number } | undefined;
  hrefFor: (page: number) => string;
}

const near = (page: number, pages: number): (number | 'gap')[] => {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages);
  return shown.flatMap((n, index) => (index > 0 && n - (shown[index - 1] ?? n) > 1 ? ['gap' as const, n] : [n]));
};

/** Nothing but the count where everything fits on one page. */
export const Pager = ({ page, pages, showing, hrefFor }: PagerProps) => (
  <div class="cairn-pager">
    {pages > 1 ? (
      <nav class="cairn-pager__nav" aria-label="Pages">
        {page > 1 ? (
          <a class="cairn-pager__link" href={safeHref(hrefFor(page - 1))} rel="prev">
            ← Previous<span class="govuk-visually-hidden"> page</span>
          </a>
        ) : null}
        <ul class="cairn-pager__list">
          {near(page, pages).map((n) =>
            n === 'gap' ? (
              <li class="cairn-pager__gap">…</li>
            ) : (
              <li>
                <a
                  class="cairn-pager__link"
                  href={safeHref(hrefFor(n))}
                  aria-label={`Page ${n}`}
                  aria-current={n === page ? 'page' : undefined}
                >
                  {n}
                </a>
              </li>
            ),
          )}
        </ul>
        {page < pages ? (
          <a class="cairn-pager__link" href={safeHref(hrefFor(page + 1))} rel="next">
            Next<span class="govuk-visually-hidden"> page</span> →
          </a>
        ) : null}
      </nav>
    ) : null}
    {showing ? (
      <p class="cairn-pager__showing">
        {showing.of === 0
          ? 'Nothing found'
          : `Showing ${showing.from.toLocaleString('en-GB')} to ${showing.to.toLocaleString('en-GB')} of ${showing.of.toLocaleString('en-GB')}`}
      </p>
    ) : null}
  </div>
);
