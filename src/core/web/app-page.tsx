import type { Child } from 'hono/jsx';
import type { FieldError } from '#platform/errors.ts';
import { page, type Reply } from '#platform/http/reply.ts';
import type { Crumb } from '#ui/breadcrumbs.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { Layout } from '#ui/layout.tsx';
import type { Actor } from '../access/actor.ts';
import { roles } from '../access/roles.ts';
import type { PageFurniture } from '../context.ts';

export type PageProps = {
  title: string;
  /** The way back, without the page itself; “Home” is put before it. */
  crumbs?: readonly Crumb[];
  /** What is wrong with the form that is shown again; the answer is then a 400. */
  errors?: readonly FieldError[];
  /** For tables with many columns. */
  wide?: boolean;
  styles?: readonly string[];
  scripts?: readonly string[];
  /** Another status than 200 (or 400 with errors), such as 409 after a stale save. */
  status?: number;
};

/** The page of a signed-in (or, without `actor`, a signed-out) reader, inside the furniture that every page shares. */
export function appPage(ctx: { page: PageFurniture; actor?: Actor }, props: PageProps, children: Child): Reply {
  const { actor } = ctx;
  const errors = props.errors ?? [];
  const [firstGrant] = actor?.grants ?? [];
  const crumbs = props.crumbs ? [{ href: '/', label: 'Home' }, ...props.crumbs, { label: props.title }] : undefined;
  return page(
    <Layout
      title={props.title}
      trustName={actor?.trustName}
      homeHref="/"
      signedInAs={
        actor
          ? { name: actor.name, role: firstGrant ? roles[firstGrant.role].label : undefined, accountHref: '/account' }
          : undefined
      }
      navigation={ctx.page.navigation}
      crumbs={crumbs}
      csrfToken={ctx.page.csrfToken}
      banner={
        actor?.isDemo ? (
          <span>This is a demonstration. The trust, its schools, people and judgements are invented.</span>
        ) : undefined
      }
      flash={ctx.page.flash === null ? undefined : { kind: 'success', message: ctx.page.flash }}
      wide={props.wide}
      hasErrors={errors.length > 0}
      styles={props.styles}
      scripts={props.scripts}
    >
      {errors.length > 0 ? <ErrorSummary errors={errors} /> : null}
      {children}
    </Layout>,
    props.status ?? (errors.length > 0 ? 400 : 200),
  );
}
