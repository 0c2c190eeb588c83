import type { Child } from 'hono/jsx';
import { assetPath } from './assets.ts';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
import { classes } from './classes.ts';
import { NotificationBanner, type NotificationKind } from './notification-banner.tsx';
import { type NavigationItem, type SignedInAs, SiteHeader } from './site-header.tsx';
import { SkipLink } from './skip-link.tsx';

export interface LayoutProps {
  title: string;
  trustName?: string | undefined;
  homeHref?: string | undefined;
  signedInAs?: SignedInAs | undefined;
  navigation?: readonly NavigationItem[] | undefined;
  crumbs?: readonly Crumb[] | undefined;
  csrfToken?: string | undefined;
  /** Across the top of every page: "This is a demonstration. Every name is invented." */
  banner?: Child | undefined;
  flash?: { kind: NotificationKind; message: Child } | undefined;
  /** For tables with many columns. */
  wide?: boolean | undefined;
  /** Puts "Error: " before the title, the first thing that a screen reader says. */
  hasErrors?: boolean | undefined;
  /** Further built style sheets by name: `['heat-map.css']`. */
  styles?: readonly string[] | undefined;
  /** Further built scripts by name: `['plan-editor.js']`. */
  scripts?: readonly string[] | undefined;
  children?: Child;
}

const Head = ({ title, trustName, hasErrors, styles = [], scripts = [] }: LayoutProps) => (
  <head>
    <meta charset="utf-8" />
    <title>{[`${hasErrors ? 'Error: ' : ''}${title}`, trustName, 'Cairn'].filter(Boolean).join(' – ')}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" content="#1d4a44" />
    <meta name="robots" content="noindex" />
    <meta name="format-detection" content="telephone=no" />
    <link rel="preload" href={assetPath('source-sans-3-400.woff2')} as="font" type="font/woff2" crossorigin="" />
    <link rel="preload" href={assetPath('source-sans-3-600.woff2')} as="font" type="font/woff2" crossorigin="" />
    {['app.css', ...styles].map((name) => (
      <link rel="stylesheet" href={assetPath(name)} />
    ))}
    <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
    {['app.js', ...scripts].map((name) => (
      <script type="module" src={assetPath(name)} />
    ))}
  </head>
);

const Footer = () => (
  <footer class="cairn-footer">
    <div class="cairn-width cairn-footer__row">
      <span class="cairn-footer__name">Cairn</span>
      <ul class="cairn-footer__list">
        <li>
          <a class="cairn-footer__link" href="/accessibility">
            Accessibility
          </a>
        </li>
        <li>
          <a class="cairn-footer__link" href="/help">
            Help
          </a>
        </li>
        <li>
          <a class="cairn-footer__link" href="/privacy">
            Privacy
          </a>
        </li>
      </ul>
    </div>
  </footer>
);

/** The whole page around its substance. Send it with `renderDocument`. */
export const Layout = (props: LayoutProps) => (
  <html lang="en-GB" class="govuk-template">
    <Head {...props} />
    <body class={classes('govuk-template__body cairn-page', props.wide && 'cairn-page--wide')}>
      <SkipLink />
      {props.banner ? (
        <aside class="cairn-banner" aria-label="About this site">
          <div class="cairn-width">{props.banner}</div>
        </aside>
      ) : null}
      <SiteHeader
        trustName={props.trustName}
        homeHref={props.homeHref}
        signedInAs={props.signedInAs}
        navigation={props.navigation}
        csrfToken={props.csrfToken}
      />
      <div class="cairn-width cairn-content">
        {props.crumbs?.length ? <Breadcrumbs crumbs={props.crumbs} /> : null}
        <main id="main" class="cairn-main" tabindex={-1}>
          {props.flash ? <NotificationBanner kind={props.flash.kind}>{props.flash.message}</NotificationBanner> : null}
          {props.children}
        </main>
      </div>
      <Footer />
    </body>
  </html>
);

/** The document as it is sent. Components that wait (`async`) are not used in pages: data is read before they are rendered. */
export function renderDocument(node: Child): string {
  return `<!doctype html>\n${String(node)}`;
}
