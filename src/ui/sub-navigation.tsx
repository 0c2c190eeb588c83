import { safeHref } from './safe-href.ts';

export interface SubNavigationItem {
  href: string;
  label: string;
  current?: boolean | undefined;
  count?: number | undefined;
}

/** The parts of one thing: overview, evidence, judgements, history. */
export const SubNavigation = ({
  items,
  label = 'This section',
}: {
  items: readonly SubNavigationItem[];
  label?: string | undefined;
}) => (
  <nav class="cairn-subnav" aria-label={label}>
    <ul class="cairn-subnav__list">
      {items.map((item) => (
        <li class="cairn-subnav__item">
          <a class="cairn-subnav__link" href={safeHref(item.href)} aria-current={item.current ? 'page' : undefined}>
            {item.label}
            {item.count === undefined ? null : (
              <>
                {' '}
                <span class="cairn-count-badge">{item.count.toLocaleString('en-GB')}</span>
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
