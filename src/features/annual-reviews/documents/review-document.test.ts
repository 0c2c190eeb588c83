import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { citedBlocks } from '#core/claims/cited-text.ts';
import { splitSentences } from '#core/claims/sentence-rules.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { renderDocx, renderHtml, renderPdf } from '#platform/documents/index.ts';
import { readPdf } from '#platform/documents/read-pdf.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildReviewAt } from '../build.ts';
import { loadContent } from '../content/queries.ts';
import { draftDocument } from '../pages/preview.tsx';
import { findDraft } from '../queries.ts';
import { schoolDetails } from './queries.ts';

const database = useDatabase();

const cited = (body: string, ...supported: number[]) =>
  citedBlocks(
    body,
    splitSentences(body).map((sentence, index) => ({
      part: 'judgement:x',
      sentence,
      state: 'supported',
      evidenceIds: supported.includes(index) ? [`e${index}`] : [],
      reason: null,
    })),
    (id) => `Evidence ${id}`,
    { below: 1 },
  );

test('the number of the evidence stands before the full stop, and marks of Markdown still work', () => {
  expect(cited('Pupils **behave well.** They listen.', 0)).toEqual([
    {
      kind: 'paragraph',
      content: [
        { kind: 'text', text: 'Pupils ' },
        {
          kind: 'strong',
          content: [
            { kind: 'text', text: 'behave well' },
            { kind: 'reference', key: 'e0', text: 'Evidence e0' },
            { kind: 'text', text: '.' },
          ],
        },
        { kind: 'text', text: ' They listen.' },
      ],
    },
  ]);
});

test('in a list each item carries its own evidence, and a word in code is not broken by it', () => {
  const [list] = cited('- Phonics is **strong**\n- Ends in `code.`', 0, 1);
  const text = JSON.stringify(list);
  expect(text).toContain('"key":"e0"');
  expect(text).toContain('{"kind":"code","text":"code."}');
  expect(text).toContain('"key":"e1"');
  expect(text).not.toMatch(/[\uE000\uE001]/);
});

test('the same tree gives page, Word and PDF, and each names every judgement, the key issues and the evidence', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust, {
    local_authority: 'Larkshire',
    capacity: 1200,
    pupils_on_roll: 1124,
  });
  const { reviewId, people } = await buildReviewAt(database, trust, school, 'signature', {
    grades: { behaviour_and_attitudes: '4' },
  });
  const { document, titles } = await runAs(
    database,
    people.executivePrincipal,
    'annual-review:read-draft',
    async (ctx) => {
      const content = await loadContent(ctx, await findDraft(ctx, reviewId));
      return { document: await draftDocument(ctx, content), titles: content.judgements.map((it) => it.area.title) };
    },
  );
  expect(document.title).toBe('DRAFT: Annual Review 2026/27');
  // Without spaces: a PDF has none where a line breaks.
  const flat = (text: string) =>
    text
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', "'")
      .replace(/\s+/g, '');
  const html = flat(String(await renderHtml(document)));
  const pdf = flat(readPdf(await renderPdf(document)).pages.join(' '));
  const parts = unzipSync(await renderDocx(document));
  const word = flat(strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replaceAll('</w:p>', ' '));
  const expected = [
    ...titles,
    '4 Inadequate',
    'Check what pupils remember',
    'not an Ofsted inspection outcome',
    school.urn,
    'Larkshire',
  ];
  for (const text of [html, word]) expect(text).toContain('Lessonobservation,9November2026');
  // The tests' reader of PDF leaves out what hangs beside a number, so there only the heading of the list is looked for.
  expect(pdf).toContain('Evidence[1]');
  for (const text of [html, pdf, word]) for (const words of expected) expect(text).toContain(words.replaceAll(' ', ''));
  expect(html).toContain('Everygradewasagreedinmoderation');
});

test('the document names the head and the chair of today, not one whose role has been ended or who has left', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const ended = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .updateTable('role_grant')
      .set({ ended_at: database.services.clock.now(), ended_by: principal.personId, end_reason: 'Moved' })
      .where('person_id', '=', ended.personId)
      .execute(),
  );
  const details = await runAs(database, principal, 'annual-review:read', (ctx) => schoolDetails(ctx, school.id));
  expect(details.head).toBe(head.name);
});
