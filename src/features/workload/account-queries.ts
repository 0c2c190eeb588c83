import type { Term } from '#core/academic-year/rules.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import '#platform/db/tables.ts';
import './tables.ts';

/** The accounts that were given of a school's term, the newest first. */
export async function accountsOf(ctx: Ctx, schoolId: string, academicYear: number, term: Term) {
  return await ctx.db
    .selectFrom('workload_account as a')
    .innerJoin('person as p', 'p.id', 'a.issued_by')
    .innerJoin('frozen_record as f', 'f.id', 'a.frozen_record_id')
    .select(['a.id', 'a.number', 'a.words', 'a.why', 'a.issued_at', 'p.name as by', 'f.sha256'])
    .where(inScope(ctx.scope, 'a.school_id'))
    .where('a.school_id', '=', schoolId)
    .where('a.academic_year', '=', academicYear)
    .where('a.term', '=', term)
    .orderBy('a.number', 'desc')
    .execute();
}

export type Account = Awaited<ReturnType<typeof accountsOf>>[number];

/** For which terms of a year a school has given account, as `autumn`; for the links to them. */
export async function accountedTerms(ctx: Ctx, schoolId: string, academicYear: number): Promise<Set<Term>> {
  const rows = await ctx.db
    .selectFrom('workload_account')
    .select('term')
    .distinct()
    .where(inScope(ctx.scope, 'school_id'))
    .where('school_id', '=', schoolId)
    .where('academic_year', '=', academicYear)
    .execute();
  return new Set(rows.map((row) => row.term));
}

/** The stored PDF or Word file of an account, as it was frozen; anything outside scope is `NotFound`. */
export async function accountFile(ctx: Ctx, accountId: string, format: 'pdf' | 'docx') {
  const file = await ctx.db
    .selectFrom('workload_account as a')
    .innerJoin('frozen_record as f', 'f.id', 'a.frozen_record_id')
    .innerJoin('stored_file as s', 's.id', format === 'pdf' ? 'f.pdf_file_id' : 'f.docx_file_id')
    .select(['s.name', 's.media_type', 's.content'])
    .where(inScope(ctx.scope, 'a.school_id'))
    .where('a.id', '=', accountId)
    .executeTakeFirst();
  if (!file) throw new NotFound();
  return file;
}
