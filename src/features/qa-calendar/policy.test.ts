import { expect, test } from 'vitest';
import type { Actor, LiveGrant } from '#core/access/actor.ts';
import { mayFollowReview } from './policy.ts';

const here = 'school';
const elsewhere = 'other school';
const maths = 'mathematics';
const english = 'English';
const actor = (role: LiveGrant['role'], schoolId: string | null, departmentId: string | null = null): Actor => ({
  personId: 'p',
  accountId: null,
  name: 'Somebody',
  email: 'somebody@invented.example',
  trustId: 't',
  trustName: 'Trust',
  isDemo: false,
  grants: [{ role, schoolId, departmentId }],
});
const entry = { school_id: here, department_id: maths };

test('whoever leads reviews is led from an entry to its review, shared or not', () => {
  for (const role of ['executive_principal', 'trust_leader', 'teaching_learning'] as const)
    expect([role, mayFollowReview(actor(role, null), entry, false)]).toEqual([role, true]);
});

test('the leaders of the school and of the department are led there once it is shared with them, and nobody else', () => {
  for (const [who, may] of [
    [actor('head_teacher', here), true],
    [actor('slt', here), true],
    [actor('middle_leader', here, maths), true],
    [actor('middle_leader', here, english), false],
    [actor('head_teacher', elsewhere), false],
    [actor('visiting_reviewer', here), false],
    [actor('teacher', here), false],
  ] as const) {
    expect(mayFollowReview(who, entry, true)).toBe(may);
    expect(mayFollowReview(who, entry, false)).toBe(false);
  }
});
