import { createHash } from 'node:crypto';
import pg from 'pg';

export type Finding = { what: string; detail: string };

/**
 * Looks for anything that is not as it was written: a trail that is not chained, a file or a frozen record whose hash differs, history that does not agree
 * with the rows that stand. Empty when all is well. `url` is the owner's.
 */
export async function verify(url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const findings: Finding[] = [];
  try {
    await client.query('begin isolation level repeatable read, read only');
    const trusts = await client.query<{ id: string; name: string }>('select id, name from trust order by name');
    for (const trust of trusts.rows) {
      const broken = await client.query<{ number: string; reason: string }>(
        'select * from app.broken_events($1) limit 20',
        [trust.id],
      );
      for (const event of broken.rows)
        findings.push({ what: 'trail', detail: `${trust.name}, event ${event.number}: ${event.reason}` });
    }
    findings.push(...(await differingHashes(client)));
    findings.push(...(await differingHistory(client)));
    await client.query('commit');
    return findings;
  } finally {
    await client.end();
  }
}

async function differingHashes(client: pg.ClientBase): Promise<Finding[]> {
  const findings: Finding[] = [];
  const files = await client.query<{ id: string; name: string }>(
    `select id, name from stored_file where encode(sha256(content), 'hex') <> sha256 or octet_length(content) <> size_bytes`,
  );
  for (const file of files.rows)
    findings.push({ what: 'file', detail: `${file.name} (${file.id}) is not as it was stored` });
  const frozen = await client.query<{ id: string; title: string; sha256: string; text: string }>(
    `select id, title, sha256, content->>'text' as text from frozen_record`,
  );
  for (const record of frozen.rows) {
    if (createHash('sha256').update(record.text).digest('hex') !== record.sha256) {
      findings.push({ what: 'document', detail: `${record.title} (${record.id}) is not as it was frozen` });
    }
  }
  return findings;
}

async function differingHistory(client: pg.ClientBase): Promise<Finding[]> {
  const kept = await client.query<{ name: string }>(
    `select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'keep_history' order by 1`,
  );
  const findings: Finding[] = [];
  for (const { name } of kept.rows) {
    const table = `"${name.replaceAll('"', '""')}"`;
    const differing = await client.query<{ id: string }>(
      `select coalesce(r.id, v.record_id) as id from ${table} r
       full join (select record_id, content from record_version where table_name = $1 and stood_until = 'infinity') v on v.record_id = r.id
       where r.id is null or v.record_id is null or not (to_jsonb(r) @> v.content) limit 5`,
      [name],
    );
    for (const row of differing.rows)
      findings.push({ what: 'history', detail: `${name} ${row.id} differs from the newest version that was kept` });
  }
  return findings;
}
