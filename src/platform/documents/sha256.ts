import { createHash } from 'node:crypto';

/** The SHA-256 of bytes as 64 lower-case hexadecimal digits: what a frozen document is known by. */
export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
