import type { SealedDocument, SealedMargin, SnapshotView } from '@comptoir/contracts';
import { sealOf } from './hash-chain.js';
import { marginsOf, SEALED_BY, type SealedBy } from './margin.js';
import type { SealedPartRecord, StiRecord } from './records.js';

/** Rows of a part: several of them fit into an answer to the audit. */
const PART_ROWS = 250;

/** Key of what was sealed of a store's day. */
export function partKey(storeId: string, businessDay: string, what: 'documents' | SealedBy): string {
  return `${storeId}/${businessDay}/${what}`;
}

/** What is sealed with the close of a day beside its figures: its documents and its margins, in parts. */
export function sealedParts(
  { storeId, businessDay }: { readonly storeId: string; readonly businessDay: string },
  documents: readonly SealedDocument[],
  stis: readonly StiRecord[],
): SealedPartRecord[] {
  const parts = (
    what: 'documents' | SealedBy,
    rows: readonly (SealedDocument | SealedMargin)[],
  ): SealedPartRecord[] => {
    const key = partKey(storeId, businessDay, what);
    return Array.from({ length: Math.ceil(rows.length / PART_ROWS) }, (_none, at) => ({
      _id: `${key}/${String(at + 1).padStart(4, '0')}`,
      key,
      storeId,
      businessDay,
      what,
      rows: rows.slice(at * PART_ROWS, (at + 1) * PART_ROWS),
    }));
  };
  return [parts('documents', documents), ...SEALED_BY.map((by) => parts(by, marginsOf(stis, by)))]
    .flat()
    .toSorted((a, b) => (a._id < b._id ? -1 : 1));
}

/** How much was sealed, and the hash over all parts in order of their ids. */
export function sealedOf(parts: readonly SealedPartRecord[]): SnapshotView['sealed'] {
  const rows = (isWanted: (what: string) => boolean): number =>
    parts.filter((part) => isWanted(part.what)).reduce((count, part) => count + part.rows.length, 0);
  return {
    documents: rows((what) => what === 'documents'),
    margins: rows((what) => what !== 'documents'),
    hash: sealOf({ parts: parts.map(({ what, rows: sealed }) => ({ what, rows: sealed })) }),
  };
}
