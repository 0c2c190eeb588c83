import type { Child } from 'hono/jsx';
import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage, type PageProps } from '#core/web/app-page.tsx';
import type { Reply } from '#platform/http/reply.ts';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { Tag, type TagColour } from '#ui/tag.tsx';
import { type PairState, pairStateWords } from '../moderation-rules.ts';
import { judgingPaths } from '../paths.ts';
import { mayAsk } from '../policy.ts';
import { readingOf, type Safety } from '../safety-rules.ts';

/** The parts of judging well that this reader has. */
const Parts = ({ ctx, current }: { ctx: Ctx; current: string }) => {
  const { actor } = ctx;
  const items = [
    ...(holds(actor, 'judging:read') ? [{ href: judgingPaths.list, label: 'How safe judgements are' }] : []),
    ...(holds(actor, 'judging:moderate')
      ? [
          { href: judgingPaths.pairs, label: 'Paired moderation' },
          { href: judgingPaths.agreement, label: 'Agreement' },
        ]
      : []),
    ...(mayAsk(actor, null).allowed ? [{ href: judgingPaths.vignettes, label: 'Vignettes' }] : []),
  ].map((item) => ({ ...item, current: item.href === current }));
  return items.length > 1 ? <SubNavigation items={items} label="Judging" /> : null;
};

/** One of the pages that stand beside each other; `current` is its address. */
export const partPage = (ctx: Ctx, current: string, props: PageProps, children: Child): Reply =>
  appPage(
    ctx,
    { crumbs: [], ...props },
    <>
      <Parts ctx={ctx} current={current} />
      {children}
    </>,
  );

const colours: Record<PairState, TagColour> = {
  grading: 'blue',
  revealed: 'amber',
  said: 'amber',
  settled: 'green',
  stopped: 'grey',
};
export const PairTag = ({ state }: { state: PairState }) => <Tag colour={colours[state]}>{pairStateWords[state]}</Tag>;

/** The reading in words: `Safe`, or every reason. */
export const Reading = ({ safety }: { safety: Safety }) =>
  safety.weaknesses.length === 0 ? <Tag colour="green">Safe</Tag> : <span>{readingOf(safety).join('. ')}</span>;
