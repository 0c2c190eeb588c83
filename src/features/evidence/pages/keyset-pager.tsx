type Props = { previousHref: string | null; nextHref: string | null; from: number; to: number; of: number };

/** The way through a long list, page after page: the list is read from a place in it, so there are no numbers to jump to. */
export const KeysetPager = ({ previousHref, nextHref, from, to, of }: Props) => (
  <div class="cairn-pager">
    {(previousHref ?? nextHref) ? (
      <nav class="cairn-pager__nav" aria-label="Pages">
        {previousHref ? (
          <a class="cairn-pager__link" href={previousHref} rel="prev">
            ← Previous<span class="govuk-visually-hidden"> page</span>
          </a>
        ) : null}
        {nextHref ? (
          <a class="cairn-pager__link" href={nextHref} rel="next">
            Next<span class="govuk-visually-hidden"> page</span> →
          </a>
        ) : null}
      </nav>
    ) : null}
    <p class="cairn-pager__showing">
      {of === 0
        ? 'Nothing found'
        : `Showing ${from.toLocaleString('en-GB')} to ${to.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}`}
    </p>
  </div>
);
