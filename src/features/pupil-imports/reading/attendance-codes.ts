/** What a session counts as. */
export type SessionKind = 'present' | 'authorised' | 'unauthorised' | 'not-counted';

const codes: Record<SessionKind, readonly string[]> = {
  present: ['/', '\\', 'L', 'B', 'K', 'P', 'V', 'W'],
  // H, J and F stand in files from before August 2024.
  authorised: ['C', 'C1', 'C2', 'E', 'I', 'J1', 'M', 'R', 'S', 'T', 'H', 'J', 'F'],
  unauthorised: ['G', 'N', 'O', 'U'],
  'not-counted': ['D', 'X', 'Z', '#', 'Y', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7', 'Q', '-'],
};

const byCode = new Map(
  Object.entries(codes).flatMap(([kind, list]) => list.map((code) => [code, kind as SessionKind] as const)),
);

/** What an attendance code counts as (School Attendance Regulations 2024; possible sessions leave out what the pupil could not attend); null when unknown. */
export function sessionKind(code: string): SessionKind | null {
  return byCode.get(code.trim().toUpperCase()) ?? null;
}
