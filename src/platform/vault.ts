import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Words sealed with AES-256-GCM: twelve bytes of nonce, sixteen of tag, the rest. `bound` is what they belong to; moved elsewhere they do not open. */
function seal(key: Uint8Array, words: Uint8Array, bound: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(words), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function open(key: Uint8Array, sealed: Uint8Array, bound: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

/** The key of one record while a request works with it: seals words and opens them again. Opening what was changed, or belongs to another record, throws. */
export type RecordKey = { seal(words: string): Buffer; open(sealed: Uint8Array): string };

/** Wraps and unwraps the keys of records with a key that never leaves this object and is not in the database. */
export type Vault = {
  /** Names the key without giving it away. */
  fingerprint: string;
  newKey(): Buffer;
  unwrap(wrapped: Uint8Array): RecordKey;
};

/** A vault over the secret of the installation (32 characters or more). The same secret gives the same vault on every process. */
export function createVault(secret: string): Vault {
  const key = new Uint8Array(hkdfSync('sha256', secret, 'cairn', 'keys of confidential records', 32));
  return {
    fingerprint: createHash('sha256').update('fingerprint').update(key).digest('hex').slice(0, 32),
    newKey: () => seal(key, randomBytes(32), 'record key'),
    unwrap(wrapped) {
      const record = open(key, wrapped, 'record key');
      return {
        seal: (words) => seal(record, Buffer.from(words, 'utf8'), 'words'),
        open: (sealed) => open(record, sealed, 'words').toString('utf8'),
      };
    },
  };
}
