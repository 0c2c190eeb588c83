import { type Establishment, type GroupLink, readPerformanceFile } from '#features/performance-data/index.ts';
import type { UploadedFile } from '#platform/http/page-request.ts';
import { mergeSchools, type RegisterSchool, type RegisterTrust } from './rules.ts';

/** What one or more register files hold about trusts, and in sentences what was read, left out or wrong. */
export type Register = { trusts: RegisterTrust[]; notes: string[] };

function schoolOf(row: Establishment): RegisterSchool {
  return {
    urn: row.urn,
    name: row.name,
    laestab: row.laestab ?? null,
    type: row.type ?? null,
    phase: row.phase ?? null,
    lowAge: row.lowAge ?? null,
    highAge: row.highAge ?? null,
    nursery: row.nursery ?? null,
    sixthForm: row.sixthForm ?? null,
    gender: row.gender ?? null,
    capacity: row.capacity ?? null,
    pupils: row.pupils ?? null,
    localAuthorityCode: row.laCode ?? null,
    localAuthority: row.laName ?? null,
    postcode: row.postcode ?? null,
    ukprn: row.ukprn ?? null,
    joinedOn: row.trustJoined?.toString() ?? null,
  };
}

function memberOf(link: GroupLink): RegisterSchool {
  return {
    urn: link.urn,
    name: link.establishmentName ?? link.urn,
    laestab: null,
    type: link.type ?? null,
    phase: link.phase ?? null,
    lowAge: null,
    highAge: null,
    nursery: null,
    sixthForm: null,
    gender: null,
    capacity: null,
    pupils: null,
    localAuthorityCode: link.laCode ?? null,
    localAuthority: link.laName ?? null,
    postcode: null,
    ukprn: null,
    joinedOn: link.joinedDate?.toString() ?? null,
  };
}

/** Multi-academy trusts are group type 06, single-academy trusts 10; sponsors, federations and children’s centres are not trusts. */
const isTrust = (link: GroupLink): boolean =>
  ['06', '10'].includes(link.group.typeCode ?? '') || /academy trust/i.test(link.group.type ?? '');

/** Reads GIAS files, in any order: an establishments file (with or without its trust), a group-links file, or both for the full details. */
export async function readRegister(files: readonly UploadedFile[]): Promise<Register> {
  const notes: string[] = [];
  const details = new Map<string, RegisterSchool>();
  const trusts = new Map<string, RegisterTrust>();
  const trust = (uid: string, name: string, companiesHouseNumber: string | null): RegisterTrust => {
    const known = trusts.get(uid) ?? { uid, name, companiesHouseNumber, schools: [] };
    trusts.set(uid, known);
    return known;
  };
  for (const file of files) {
    const read = await readPerformanceFile(file.bytes, { fileName: file.fileName });
    if (!read.ok) {
      notes.push(`${file.fileName}: ${read.problem.message}`);
      continue;
    }
    let rows = 0;
    if (read.content.of === 'establishments') {
      for await (const batch of read.content.rows) {
        for (const row of batch.items) {
          rows += 1;
          if (row.open === false) continue;
          details.set(row.urn, schoolOf(row));
          if (row.trustUid && row.trustName) trust(row.trustUid, row.trustName, null).schools.push(schoolOf(row));
        }
      }
    } else if (read.content.of === 'group_links') {
      for await (const batch of read.content.rows) {
        for (const link of batch.items) {
          rows += 1;
          if (isTrust(link) && link.group.open !== false) {
            trust(link.group.uid, link.group.name, link.group.companiesHouseNumber ?? null).schools.push(
              memberOf(link),
            );
          }
        }
      }
    } else {
      await read.table.close();
      notes.push(
        `${file.fileName}: this is “${read.recognition.title}”. Set-up needs the establishments file or the group links file of GIAS.`,
      );
      continue;
    }
    notes.push(
      `${file.fileName}: ${read.recognition.title}, ${rows.toLocaleString('en-GB')} rows read, ${read.problems.total} with a problem.`,
    );
  }
  for (const known of trusts.values()) {
    const once = [...new Map(known.schools.map((school) => [school.urn, school])).values()];
    known.schools = mergeSchools(once, details).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  }
  return { trusts: [...trusts.values()], notes };
}
