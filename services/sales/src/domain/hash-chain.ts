import { createHash } from 'node:crypto';
import { canonicalJson } from '@comptoir/contracts';

/** The hash before the first record of a chain: of entries, snapshots, periods, Z reports. */
export const GENESIS_HASH = '0'.repeat(64);

/** Seal of a record of a chain: SHA-256, in hex, of the canonical JSON of everything but the seal itself (`hash`). */
export function sealOf<R extends object>(record: R): string {
  const { hash: _hash, ...unsealed } = record as R & { readonly hash?: string };
  return createHash('sha256').update(canonicalJson(unsealed)).digest('hex');
}
