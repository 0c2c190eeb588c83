import type { Ctx } from '#core/context.ts';
import { Tag } from '#ui/tag.tsx';
import type { ReportContent } from '../content/queries.ts';
import type { GovernorsTexts } from '../for-governors.ts';
import { lengthWords, overLimit } from '../length-rules.ts';
import { type Length, lengthsOf, printReport } from '../print.ts';
import { type PageLimits, pageLimits } from '../queries.ts';

export type Measured = { lengths: Record<'full' | 'governors', Length>; limits: PageLimits; over: readonly string[] };

/** How long both versions are as last saved: typeset and counted. */
export async function measure(ctx: Ctx, content: ReportContent, governors: GovernorsTexts): Promise<Measured> {
  const lengths = await lengthsOf(await printReport(ctx, content, governors, 'draft'));
  const limits = await pageLimits(ctx);
  return { lengths, limits, over: overLimit(lengths, limits) };
}

const Line = ({ label, length, limit }: { label: string; length: Length; limit: number }) => (
  <li>
    {label}:{' '}
    {length.pages > limit ? (
      <Tag colour="red">{lengthWords(length.pages, limit)}</Tag>
    ) : (
      <strong>{lengthWords(length.pages, limit)}</strong>
    )}
    , {length.words.toLocaleString('en-GB')} words, about {length.minutes} {length.minutes === 1 ? 'minute' : 'minutes'}{' '}
    to read
  </li>
);

/** The pages of both versions beside what the trust allows. */
export const LengthNow = ({ measured }: { measured: Measured }) => (
  <section aria-label="Length as last saved">
    <ul class="govuk-list">
      <Line label="For governors" length={measured.lengths.governors} limit={measured.limits.governors} />
      <Line label="In full" length={measured.lengths.full} limit={measured.limits.full} />
    </ul>
  </section>
);
