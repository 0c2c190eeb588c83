import { classes } from './classes.ts';
import { HiddenField } from './hidden-field.tsx';
import { safeHref } from './safe-href.ts';

export interface NavigationItem {
  href: string;
  label: string;
  current?: boolean | undefined;
  /** Things that wait there. */
  count?: number | undefined;
}

export interface SignedInAs {
  name: string;
  role?: string | undefined;
  accountHref?: string | undefined;
  signOutAction?: string | undefined;
}

/** Our mark: a cairn, the stones that show the way. */
const Mark = () => (
  <svg class="cairn-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
    <path d="M4 27c0-3 4-5 12-5s12 2 12 5-4 4-12 4S4 30 4 27z" />
    <path d="M8 18c0-3 3-5 8.500-5S25 15 25 18s-4 3.500-9 3.500S8 21 8 18z" opacity=".86" />
    <path
      d="M10.500 9c0-2.600 2.600-4 6-4s5.500 1.500 5.500 4-2.500 3.500-6 3.500-5.500-1-5.500-3.500z"
      opacity=".72"
    />
    <path
      class="cairn-mark__top"
      d="M13.500 2.700c0-1.500 1.300-2.200 2.800-2.200s2.700.8 2.700 2.100-1.200 1.900-2.800 1.900-2.700-.6-2.700-1.800z"
    />
  </svg>
);

const Entry = ({ item }: { item: NavigationItem }) => (
  <li>
    <a class="cairn-nav__link" href={safeHref(item.href)} aria-current={item.current ? 'page' : undefined}>
      {item.label}
      {item.count ? (
        <>
          {' '}
          <span class="cairn-count-badge">{item.count.toLocaleString('en-GB')}</span>
        </>
      ) : null}
    </a>
  </li>
);

/** Entries that a row shows; where there are more, the last place is a menu of the rest. */
export const mostEntries = 8;

const NavigationList = ({ items }: { items: readonly NavigationItem[] }) => (
  <ul class="cairn-nav__list">
    {items.map((item) => (
      <Entry item={item} />
    ))}
  </ul>
);

const NavigationRow = ({ items }: { items: readonly NavigationItem[] }) => {
  if (items.length <= mostEntries) return <NavigationList items={items} />;
  const rest = items.slice(mostEntries - 1);
  const open = rest.find((item) => item.current);
  return (
    <ul class="cairn-nav__list">
      {items.slice(0, mostEntries - 1).map((item) => (
        <Entry item={item} />
      ))}
      <li>
        <details class="cairn-nav__more">
          <summary
            class={classes('cairn-nav__link cairn-nav__more-summary', open && 'cairn-nav__more-summary--current')}
          >
            {open ? `More: ${open.label}` : 'More'}
          </summary>
          <ul class="cairn-nav__more-list">
            {rest.map((item) => (
              <Entry item={item} />
            ))}
          </ul>
        </details>
      </li>
    </ul>
  );
};

const Account = ({ person, csrfToken }: { person: SignedInAs; csrfToken: string | undefined }) => (
  <details class="cairn-account">
    <summary class="cairn-account__summary">
      <span class="govuk-visually-hidden">Account: </span>
      <span class="cairn-account__short">{person.name}</span>
    </summary>
    <div class="cairn-account__panel">
      <p class="cairn-account__name">{person.name}</p>
      {person.role ? <p class="cairn-account__role">{person.role}</p> : null}
      <a class="govuk-link" href={safeHref(person.accountHref ?? '/account')}>
        Your account
      </a>
      <form method="post" action={safeHref(person.signOutAction ?? '/sign-out')} data-sign-out>
        <HiddenField name="_csrf" value={csrfToken} />
        <button type="submit" class="cairn-account__sign-out">
          Sign out
        </button>
      </form>
    </div>
  </details>
);

export interface SiteHeaderProps {
  trustName?: string | undefined;
  homeHref?: string | undefined;
  signedInAs?: SignedInAs | undefined;
  navigation?: readonly NavigationItem[] | undefined;
  csrfToken?: string | undefined;
}

/** The list of pages is there twice, in a row and in a <details>; the style sheet shows one, so the menu needs no script. */
export const SiteHeader = ({ trustName, homeHref = '/', signedInAs, navigation = [], csrfToken }: SiteHeaderProps) => (
  <header class="cairn-header">
    <div class="cairn-header__bar">
      <div class="cairn-width cairn-header__row">
        <a class="cairn-header__home" href={safeHref(homeHref)}>
          <Mark />
          <span class="cairn-header__names">
            <span class="cairn-header__product">Cairn</span>
            {trustName ? <span class="cairn-header__trust">{trustName}</span> : null}
          </span>
        </a>
        {signedInAs ? <Account person={signedInAs} csrfToken={csrfToken} /> : null}
      </div>
    </div>
    {navigation.length > 0 ? (
      <div class="cairn-nav">
        <div class="cairn-width">
          <nav class="cairn-nav__wide" aria-label="Main">
            <NavigationRow items={navigation} />
          </nav>
          <details class="cairn-nav__narrow">
            <summary class="cairn-nav__summary">Menu</summary>
            <nav aria-label="Main">
              <NavigationList items={navigation} />
            </nav>
          </details>
        </div>
      </div>
    ) : null}
  </header>
);
