import type { Services } from '#core/context.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Client, Identity } from '#platform/identity/identity.ts';

/** The identity of this process. Every process that serves pages has one. */
export function identityOf(services: Services): Identity {
  if (!services.identity)
    throw new Error('This process was started without an identity: pass createIdentity(…) in services.');
  return services.identity;
}

export function cookieHeaderOf(request: PageRequest): string | undefined {
  const header = request.headers['cookie'];
  return Array.isArray(header) ? header.join('; ') : header;
}

export function clientOf(request: PageRequest): Client {
  const agent = request.headers['user-agent'];
  return { ip: request.ip, userAgent: (Array.isArray(agent) ? agent[0] : agent) ?? '' };
}
