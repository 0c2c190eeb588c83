import { type Actor, hasRole, holds } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** Leaders of the Trust write the report; trustees and the clerk read what has been issued. */
export function mayWriteReport(actor: Actor): Decision {
  return allowIf(holds(actor, 'board-report:write'), 'Leaders of the Trust write the report to Trustees.');
}

/** It is the Executive Principal's report. */
export function mayIssueReport(actor: Actor): Decision {
  return allowIf(hasRole(actor, 'executive_principal'), 'Only the Executive Principal issues the report.');
}

/** A trustee confirms to have received it. */
export function mayReceiveReport(actor: Actor): Decision {
  return allowIf(hasRole(actor, 'trustee'), 'Trustees confirm that they have received the report.');
}
