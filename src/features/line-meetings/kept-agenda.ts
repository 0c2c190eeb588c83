import type { Ctx } from '#core/context.ts';
import { type Agenda, buildAgenda } from './agenda.ts';
import type { Minutes } from './minutes.ts';
import { minutesOf } from './part-queries.ts';
import type { Meeting } from './queries.ts';

const days = new Set(['on', 'lastOn', 'byWhen', 'dueOn', 'agreedOn']);

/** Makes dates of what JSON kept as text. */
const revived = (key: string, value: unknown): unknown =>
  days.has(key) && typeof value === 'string' ? Temporal.PlainDate.from(value) : value;

/** The agenda and the minutes as one version was circulated. */
export function readMinutes(content: unknown): { agenda: Agenda; minutes: Minutes } {
  const { agenda, minutes } = content as { agenda: unknown; minutes: Minutes };
  return { agenda: JSON.parse(JSON.stringify(agenda), revived) as Agenda, minutes };
}

/** The agenda of a meeting: built from the facts of this moment, or, once its minutes have gone out, as it was then. */
export async function agendaOf(ctx: Ctx, meeting: Meeting): Promise<Agenda> {
  const [newest] = meeting.version > 0 ? await minutesOf(ctx, meeting.id) : [];
  return newest ? readMinutes(newest.content).agenda : await buildAgenda(ctx, meeting);
}
