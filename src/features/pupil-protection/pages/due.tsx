import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, shortDate } from '#platform/clock.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { askForRun } from '../actions/keep-rule.ts';
import { type Before, type DuePlace, duePlaces, nothingBefore } from '../due-queries.ts';
import { protectionPaths } from '../paths.ts';
import { mayKeepRules } from '../policy.ts';
import { heldNow, type Rule, rulesOf } from '../rule-queries.ts';
import { addCounts, countsInWords, cutoff, kindTitles } from '../rules.ts';

const hasAny = (counts: Readonly<Record<string, number>>) => Object.values(counts).some((count) => count > 0);

/** Kind by kind, as the job goes: what one kind takes, the next finds gone. */
async function allDue(ctx: Ctx): Promise<{ rule: Rule; places: DuePlace[] }[]> {
  const held = await heldNow(ctx);
  let before: Before = nothingBefore;
  const all = [];
  for (const rule of await rulesOf(ctx)) {
    const places = await duePlaces(ctx, rule, held, before);
    all.push({ rule, places });
    if (rule.confirmed === null) continue;
    const going = places.filter((place) => hasAny(place.counts));
    if (rule.kind === 'snapshot_rows')
      before = { ...before, snapshots: going.flatMap((place) => place.snapshotId ?? []) };
    if (rule.kind === 'leaver_rows')
      before = { ...before, pupils: [...new Set(going.flatMap((place) => place.pupilIds))] };
  }
  return all;
}

const DueOfKind = ({ ctx, rule, places }: { ctx: Ctx; rule: Rule; places: readonly DuePlace[] }) => (
  <>
    <h2 class="govuk-heading-m">
      {kindTitles[rule.kind]} {rule.confirmed === null ? <Tag colour="amber">To be confirmed</Tag> : null}
    </h2>
    {places.length === 0 ? (
      <p class="govuk-body">
        Nothing is due: nothing of this kind is from {longDate(cutoff(rule.months, ctx.today))} or before.
      </p>
    ) : (
      <>
        <p class="govuk-body">
          {rule.confirmed === null ? 'Would be erased once the rule is confirmed' : 'Would be erased tonight'}:{' '}
          <strong>{countsInWords(addCounts(places.map((place) => place.counts)))}</strong>
          {hasAny(addCounts(places.map((place) => place.held)))
            ? `. Kept by a hold or an open request: ${countsInWords(addCounts(places.map((place) => place.held)))}`
            : ''}
          .
        </p>
        <Table
          caption={kindTitles[rule.kind]}
          captionHidden
          columns={[
            { header: 'School' },
            { header: 'What' },
            { header: 'Of' },
            { header: 'To be erased' },
            { header: 'Kept by a hold' },
          ]}
          rows={places.map((place) => [
            place.school,
            place.place,
            place.oldest && place.newest
              ? place.oldest.equals(place.newest)
                ? shortDate(place.oldest)
                : `${shortDate(place.oldest)} to ${shortDate(place.newest)}`
              : '—',
            countsInWords(place.counts),
            hasAny(place.held) ? countsInWords(place.held) : '—',
          ])}
          stack
        />
      </>
    )}
  </>
);

/** A dry run: what the job would erase if it ran now, place by place. */
export async function showDue(ctx: Ctx): Promise<Reply> {
  demand(mayKeepRules(ctx.actor));
  const all = await allDue(ctx);
  const confirmed = all.filter(({ rule }) => rule.confirmed !== null);
  const isDue = confirmed.some(({ places }) => places.some((place) => hasAny(place.counts)));
  return appPage(
    ctx,
    {
      title: 'What would be erased today',
      wide: true,
      crumbs: [{ label: 'Protection of pupil data', href: protectionPaths.overview }],
    },
    <>
      <PageHeading
        title="What would be erased today"
        lead={`As the rules, the holds and the data stand on ${longDate(ctx.today)}. Nothing is erased by looking. The job looks each night at twenty past two, and erases exactly this.`}
      />
      {all.map(({ rule, places }) => (
        <DueOfKind ctx={ctx} rule={rule} places={places} />
      ))}
      {isDue ? (
        <Form action={protectionPaths.runNow} csrfToken={ctx.page.csrfToken}>
          <p class="govuk-body">After a backup was restored, or when it should not wait until tonight:</p>
          <Button variant="warning">Erase now what is due</Button>
        </Form>
      ) : null}
    </>,
  );
}

export async function sendRunNow(ctx: Ctx): Promise<Reply> {
  await askForRun(ctx);
  return redirectTo(protectionPaths.overview, 'The rules are being carried out. You will be told what was erased.');
}
