import { createHash } from 'node:crypto';
import { canonicalJson } from '@comptoir/contracts';
import { dayFigures } from './document-checks.js';
import { Check, type Finding } from './finding.js';
import type { Records } from './records.js';

const GENESIS = '0'.repeat(64);

function withoutZeros(amounts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(amounts)
      .filter(([, value]) => value !== 0)
      .sort(),
  );
}

/** 10. Daily snapshots equal what is recomputed, and their hash chain holds. */
export function checkSnapshots(records: Records): Finding {
  const check = new Check(10, 'Closed days equal what is recomputed, and their hash chain holds');
  for (const [storeId, days] of Map.groupBy(records.snapshots, (one) => one.storeId)) {
    let previous = GENESIS;
    for (const [index, snapshot] of days.toSorted((a, b) => a.sequence - b.sequence).entries()) {
      const ids = [storeId, snapshot.businessDay];
      const { id, hash, ...sealed } = snapshot;
      const figures = {
        ...snapshot.figures,
        received: withoutZeros(snapshot.figures.received),
        taxByRate: withoutZeros(snapshot.figures.taxByRate),
      };
      check.equal(
        `day ${snapshot.businessDay}: figures against the records`,
        canonicalJson(figures),
        canonicalJson(dayFigures(records, storeId, snapshot.businessDay)),
        ids,
      );
      check.equal(
        `day ${snapshot.businessDay}: seal`,
        hash,
        createHash('sha256').update(canonicalJson(sealed)).digest('hex'),
        ids,
      );
      check.equal(`day ${snapshot.businessDay}: link to the day closed before`, snapshot.previousHash, previous, ids);
      check.equal(`day ${snapshot.businessDay}: place in the chain`, snapshot.sequence, index + 1, ids);
      previous = hash;
    }
  }
  return check.end();
}
