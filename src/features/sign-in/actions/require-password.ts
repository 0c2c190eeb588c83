import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { identityOf } from '../identity-of.ts';

/** Asks again for the password before something that matters; a screen left open is not its owner. Returns the account. */
export async function requirePassword(ctx: Ctx, password: string, field = 'current'): Promise<string> {
  const { accountId } = ctx.actor;
  if (accountId === null) throw new NotFound();
  const answer = await identityOf(ctx.services).checkPassword(accountId, password);
  if (answer === 'wrong') throw new Invalid([{ field, message: 'This is not your password' }]);
  if (answer === 'locked')
    throw new Invalid([{ field, message: 'Too many wrong passwords. Wait 15 minutes, then try again.' }]);
  return accountId;
}
