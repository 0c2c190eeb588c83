import { afterEach, expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { plansInScope } from '#features/action-plans/index.ts';
import { byHand, type Visitor } from '../support/by-hand.ts';
import { useRunningApp } from '../support/running-app.ts';
import { type CastKey, cast } from '../world/cast.ts';

// One review and the plan that follows from it, carried by the people of the trust from hand to hand. No page runs a script.
const running = useRunningApp();
let visitor: Visitor | undefined;
const as = async (who: CastKey): Promise<Visitor> => {
  visitor = await byHand(running, cast[who].name);
  return visitor;
};
afterEach(async () => {
  await visitor?.leave();
  visitor = undefined;
});

const grades: Record<string, { grade: string; reasons?: string }> = {
  'Quality of education': { grade: '2 Good' },
  'Behaviour and attitudes': { grade: '2 Good' },
  'Personal development': { grade: '2 Good', reasons: 'Pupils speak well of the tutor programme.' },
  'Leadership and management': { grade: '2 Good', reasons: 'Leaders act quickly on what they see.' },
  'Sixth-form provision': {
    grade: '3 Requires Improvement',
    reasons: 'Discussion in history is of high quality. Computing has been without a subject teacher since half-term.',
  },
  Safeguarding: { grade: 'Effective', reasons: 'Records are complete and concerns are followed up.' },
};

test('the lead author finishes the draft, supports every sentence and sends it to the school', {
  timeout: 180_000,
}, async () => {
  const odile = await as('teachingLead');
  await odile.fromHome(/^Write the Annual Review .* of Kestrelford/);
  const sections = [
    'What does the school do well and what does it need to do better?',
    'Information about this review',
  ];
  for (const section of sections) {
    await odile.follow(section);
    await odile.fill('Text', 'The school knows itself well, and acts on what it knows.');
    await odile.press('Save and go back to the review');
  }
  const review = odile.page.url();
  for (const [title, { grade, reasons }] of Object.entries(grades)) {
    await odile.page.goto(review);
    await odile.follow(title);
    await odile.choose(grade);
    if (reasons) await odile.fill('Reasons', reasons);
    await odile.press(/^Save/);
    const settle = odile.page.getByRole('button', { name: 'Settle this comment' });
    while ((await settle.count()) > 0) await settle.first().click();
  }
  await odile.page.goto(review);
  await odile.follow('Evidence behind each sentence');
  const claims = odile.page.url();
  const bare = odile.page
    .getByRole('row')
    .filter({ hasText: 'No evidence yet' })
    .getByRole('link', { name: /^Support it/ });
  for (let left = await bare.count(); left > 0; left = await bare.count()) {
    await bare.first().click();
    await odile.page.getByRole('checkbox').first().press('Space');
    await odile.press('Support the sentence');
    await odile.page.goto(claims);
    expect(await bare.count(), 'sentences without evidence').toBe(left - 1);
  }
  await odile.page.goto(review);
  await odile.press('Send to the school to check the facts');
  await odile.sees('The review is with the school to check the facts.');
});

test('the head checks every part and returns it', { timeout: 180_000 }, async () => {
  const ingrid = await as('headKestrelford');
  await ingrid.fromHome(/^Check the facts of the Annual Review .* of Kestrelford/);
  for (const accurate of await ingrid.page.getByRole('radio', { name: 'Accurate', exact: true }).all())
    await accurate.press('Space');
  await ingrid.press('Return the review to its authors');
  await ingrid.sees('The review has been returned to its authors with your answers.');
});

test('the author passes it on, and another leader agrees each grade', { timeout: 180_000 }, async () => {
  const odile = await as('teachingLead');
  await odile.fromHome(/^Revise the Annual Review .* of Kestrelford/);
  await odile.press('Send to be moderated');
  await odile.leave();
  const tobias = await as('trustLeader');
  await tobias.fromHome(/^Moderate the Annual Review .* of Kestrelford/);
  for (const [title, { grade }] of Object.entries(grades)) {
    await tobias.choose(grade, `Moderate ${title}`);
    await tobias.press(/^Save/, `Moderate ${title}`);
  }
  await tobias.press('Agree the grades and pass on for signature');
  await tobias.sees('Every grade is agreed.');
});

test('the Executive Principal signs and issues it, and the chair of trustees confirms that it came', {
  timeout: 180_000,
}, async () => {
  const miriam = await as('executivePrincipal');
  await miriam.fromHome(/^Sign the Annual Review .* of Kestrelford/);
  await miriam.press('Sign the review');
  await miriam.press('Issue to trustees and the local governing body');
  await miriam.sees('The review has been issued to trustees and the local governing body.');
  await miriam.leave();
  const gwendolyn = await as('chairOfTrustees');
  await gwendolyn.fromHome(/^Read the Annual Review .* of Kestrelford/);
  await gwendolyn.press('I have received this review');
});

test('the 3 has opened a plan, which the head writes and both sign', { timeout: 180_000 }, async () => {
  const ingrid = await as('headKestrelford');
  await ingrid.fromHome(/^Write the action plan: Kestrelford/);
  const plan = ingrid.page.url();
  await ingrid.follow(/^Add an objective/);
  await ingrid.fill('Objective', 'Every student of computing is taught by a specialist');
  await ingrid.press('Save');
  await ingrid.follow(/^Add a criterion/);
  await ingrid.fill('What is measured', 'Hours a fortnight taught by a specialist');
  await ingrid.choose('By a number');
  await ingrid.fill('From', '0');
  await ingrid.fill('To', '9');
  await ingrid.fill('Unit', 'hours');
  await ingrid.fill('By when', '2027-02-12');
  await ingrid.fill('How it will be known', 'The timetable, read by the head of sixth form');
  await ingrid.press('Save');
  await ingrid.follow(/^Add an action/);
  await ingrid.fill('Action', 'Share a teacher of computing with Marlstone from January');
  await ingrid.fill('Or the name of somebody who is not in the list', 'Anthea Bolarinwa');
  await ingrid.fill('Due', '2027-01-08');
  await ingrid.press('Save');
  await ingrid.page.goto(plan);
  await ingrid.follow('Read and sign the plan');
  await ingrid.press('Sign the plan');
  await ingrid.sees('You have signed the plan.');
  await ingrid.leave();
  const miriam = await as('executivePrincipal');
  await miriam.fromHome(/^Sign the action plan: Kestrelford/);
  await miriam.press('Sign the plan');
  await miriam.sees('You have signed the plan.');
});

test('it is recommended, and the clerk records that the board approved it', { timeout: 180_000 }, async () => {
  const miriam = await as('executivePrincipal');
  await miriam.fromHome(/^Recommend the action plan to the board: Kestrelford/);
  await miriam.press('Recommend to the board');
  await miriam.sees('The plan is recommended to the board.');
  await miriam.leave();
  const pauline = await as('clerk');
  await pauline.fromHome(/^Record the board’s decision on the action plan: Kestrelford/);
  await pauline.choose('Approved');
  await pauline.fill('Date of the meeting', '2026-11-24');
  await pauline.fill('Minute reference', 'TB/26/52');
  await pauline.press('Record the decision');
  await pauline.sees('The board’s decision is recorded.');
  const { process, people, schoolIds } = running.stage();
  const plans = await runAs(process, people.executivePrincipal, 'plan:read', (ctx) =>
    plansInScope(ctx, { academicYear: 2026 }),
  );
  const plan = plans.find((one) => one.schoolId === schoolIds.kestrelford);
  expect(plan).toMatchObject({ basis: 'agreed', state: 'in_force', running: true });
  const broken = await running.database.owner.pool.query('select * from app.broken_events($1)', [
    running.stage().trustId,
  ]);
  expect(broken.rows).toEqual([]);
});
