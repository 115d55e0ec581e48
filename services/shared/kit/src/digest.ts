import { createHash } from 'node:crypto';
import { canonicalJson } from '@comptoir/contracts/kernel';

/** A short digest of plain data, the same for equal data whatever the order of its fields: 22 characters, 128 bits of SHA-256. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url').slice(0, 22);
}
