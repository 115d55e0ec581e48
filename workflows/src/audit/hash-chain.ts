import { createHash } from 'node:crypto';
import { canonicalJson } from '@comptoir/contracts';

/** The hash before the first record of a chain; the audit has its own, so that it does not trust what it checks. */
export const GENESIS = '0'.repeat(64);

/** SHA-256, in hex, of the canonical JSON of all that a seal covers. */
export function sealOf(sealed: object): string {
  return createHash('sha256').update(canonicalJson(sealed)).digest('hex');
}
