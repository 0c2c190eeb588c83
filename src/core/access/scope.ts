import { type RawBuilder, sql } from 'kysely';
import type { Scope } from './actor.ts';

/**
 * The condition that keeps a query inside the reader's schools: `.where(inScope(ctx.scope, 'plan.school_id'))`.
 * The column is written by us, never by a reader.
 */
export function inScope(scope: Scope, column: string): RawBuilder<boolean> {
  if (scope.schools === 'all') return sql<boolean>`true`;
  return sql<boolean>`${sql.ref(column)} = any(${[...scope.schools]}::uuid[])`;
}

/** True where the scope takes in this school. */
export function coversSchool(scope: Scope, schoolId: string): boolean {
  return scope.schools === 'all' || scope.schools.includes(schoolId);
}
