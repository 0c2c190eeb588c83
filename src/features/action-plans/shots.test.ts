import { test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { addErrorPages } from '#core/web/error-pages.tsx';
import { addRoute } from '#core/web/gate.ts';
import { fixedClock } from '#platform/clock.ts';
import { createServer } from '#platform/http/server.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { useDatabase } from '#test/support/database.ts';
import { recordDelivery } from './actions/record-delivery.ts';
import { recordProgress } from './actions/record-progress.ts';
import { saveCriterion } from './actions/save-criterion.ts';
import { saveIssue } from './actions/save-issue.ts';
import {
  buildDecision,
  buildDeclaration,
  buildPlan,
  buildRecommendation,
  buildSignature,
  buildSupport,
  criterionValues,
} from './build.ts';
import { buildPlanPeople } from './build-people.ts';
import { actionPlanPaths as paths } from './paths.ts';
import { actionPlanRoutes } from './routes.ts';

const database = useDatabase();
test.skipIf(!process.env['SHOTS'])(
  'shots',
  async () => {
    const app = await createServer({
      secret: 'x'.repeat(32),
      logLevel: 'silent',
      assetsFolder: '/tmp/ap/assets',
      trustProxy: false,
      secure: false,
    });
    let clock = fixedClock('2026-11-23T09:00:00Z');
    const moving = { ...database, services: { ...database.services, clock: { now: () => clock.now() } } };
    const gate = {
      process: moving,
      navigation: [
        { href: '/action-plans', label: 'Action plans', permission: 'plan:read' as const },
        { href: '/trust-action-plan', label: 'Trust Action Plan', permission: 'trust-plan:read' as const },
      ],
      readSession: async (c: string | undefined) => {
        const a = /account=([\w-]+)/.exec(c ?? '')?.[1];
        return a ? { accountId: a } : null;
      },
    };
    addErrorPages(app);
    for (const route of actionPlanRoutes) addRoute(app, gate, route);
    const people = await buildPlanPeople(database);
    const p = await buildPlan(database, people.principal, people.school.id);
    await runAs(database, people.principal, 'plan:write', async (ctx) => {
      await saveCriterion(
        ctx,
        { planId: p.planId, partId: null, revision: 0, why: null },
        criterionValues(p.objectiveId, {
          what: 'Punctual arrival of pupils in years 9 to 11',
          from_number: null,
          to_number: null,
          measure: 'words',
          from_words: 'Form tutors keep no count of late pupils',
          to_words: 'Better punctuality in every form',
          unit: null,
          owner_id: people.head.personId,
          owner_name: null,
          how_known: 'Visit to gates in the first week of each half term',
        }),
      );
    });
    await buildSupport(database, people.leader, p.planId, {
      what: 'Three days of coaching for heads of year on first-day calls',
      cost_pence: 125050,
      half_days: 6,
      who: 'Trust attendance lead',
      starts_on: Temporal.PlainDate.from('2026-12-01'),
      ends_on: Temporal.PlainDate.from('2027-03-25'),
    });
    const s = await buildSupport(database, people.leader, p.planId, {
      kind: 'leader_secondment',
      what: 'Assistant head one day a week',
      cost_pence: 1_250_000,
      half_days: 40,
      who: 'Ana Invented',
      from_school_id: people.other.id,
      starts_on: Temporal.PlainDate.from('2027-01-04'),
    });
    await buildSignature(database, people.head, p.planId);
    await buildSignature(database, people.principal, p.planId);
    const q = await buildPlan(database, people.leader, people.other.id, { basis: 'imposed' });
    await buildDeclaration(database, people.leader, q.planId, 'put_in_place');
    {
      const { useAssets } = (await import('#ui/assets.ts')) as {
        useAssets: (m: unknown) => void;
        setAssets?: never;
      };
      const m = JSON.parse((await import('node:fs')).readFileSync('/tmp/ap/assets/manifest.json', 'utf8'));
      useAssets(m);
    }
    const browser = await launchBrowser();
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const shoot = async (name: string, actor: { accountId: string | null }, path: string, widths = [1280, 390]) => {
      for (const width of widths) {
        const context = await browser.newContext({ viewport: { width, height: 900 } });
        await context.addCookies([{ name: 'account', value: actor.accountId ?? '', url }]);
        const page = await context.newPage();
        const answer = await page.goto(url + path);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        console.log(name, width, answer?.status(), 'overflow', overflow, 'bytes', (await page.content()).length);
        await page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' }).catch(async () => {
          await page.evaluate((await import('node:fs')).readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
        });
        const found = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
        for (const v of found.violations)
          console.log('AXE', name, width, v.id, v.nodes.map((n) => n.html.slice(0, 160)).join(' | '));
        await page.screenshot({ path: `/tmp/ap/${name}-${width}.png`, fullPage: true });
        await context.close();
      }
    };
    await shoot('plan-agreed', people.principal, paths.plan(p.planId));
    await shoot('criterion', people.principal, paths.addPart(p.planId, 'criteria', p.objectiveId));
    await shoot('support', people.principal, paths.addPart(p.planId, 'support'), [1280]);
    await shoot('recommend', people.principal, paths.recommend(p.planId));
    await buildRecommendation(database, people.principal, p.planId);
    await shoot('decision', people.clerk, paths.decision(p.planId));
    await buildDecision(database, people.clerk, p.planId);
    await runAs(database, people.head, 'plan:write', async (ctx) => {
      await recordProgress(ctx, p.planId, p.criterionId, {
        notedOn: Temporal.PlainDate.from('2026-11-20'),
        valueNumber: '89.5',
        valueWords: null,
        rag: 'amber',
        reason: 'Year 9 lags behind the other years',
      });
      await recordDelivery(ctx, p.planId, s, {
        deliveredOn: Temporal.PlainDate.from('2026-11-20'),
        halfDays: 3,
        note: null,
      });
      await saveIssue(
        ctx,
        { planId: p.planId, partId: p.issueId, revision: 1, why: 'The board asked for a sharper wording' },
        {
          text: 'Raise the attendance of disadvantaged pupils in every year group',
          area_title: 'Behaviour and attitudes',
        },
      );
    });
    await shoot('agree', people.head, paths.agree(p.planId));
    await shoot('plan-force', people.head, paths.plan(p.planId));
    await shoot('progress', people.head, paths.progress(p.planId, p.criterionId));
    await shoot('review', people.principal, paths.review(p.planId));
    await shoot('trust-plan', people.trustee, paths.trustPlan);
    await shoot('start', people.principal, paths.start(), [1280]);
    await shoot('basis', people.principal, paths.basis(p.planId), [1280]);
    clock = fixedClock('2026-12-20T09:00:00Z');
    await shoot('list-late', people.trustee, paths.list());
    {
      const headers = { cookie: `account=${people.head.accountId}` };
      for (const path of [paths.plan(p.planId), paths.list()]) {
        for (let i = 0; i < 20; i += 1) await app.inject({ url: path, headers });
        const began = performance.now();
        for (let i = 0; i < 100; i += 1) await app.inject({ url: path, headers });
        console.log('TIME', path, ((performance.now() - began) / 100).toFixed(2), 'ms');
      }
      const context = await browser.newContext();
      await context.addCookies([{ name: 'account', value: people.head.accountId ?? '', url }]);
      const page = await context.newPage();
      await page.goto(url + paths.plan(p.planId));
      await page.pdf({ path: '/tmp/ap/print.pdf', format: 'A4' });
    }
    const pdf = await app.inject({
      url: paths.document(p.planId, 'pdf'),
      headers: { cookie: `account=${people.governor.accountId}` },
    });
    (await import('node:fs')).writeFileSync('/tmp/ap/plan.pdf', pdf.rawPayload);
    await browser.close();
    await app.close();
  },
  240_000,
);
