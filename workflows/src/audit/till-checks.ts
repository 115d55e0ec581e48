import { Check, total, type Finding } from './finding.js';
import { GENESIS, sealOf } from './hash-chain.js';
import type { Records } from './records.js';

type Report = Records['zReports'][number];

/**
 * 15. Final reports of tills: numbered without gaps per till, chained by hash, with the figures of their records; the cash
 * that should be there is what was kept before and all that the ledger moved, and the running totals go on.
 */
export function checkTills(records: Records): Finding {
  const check = new Check(15, 'Final reports of tills equal what is recomputed, and their hash chain holds');
  const open = new Set(records.ledgerSeries.flatMap((one) => one.openSessions));
  const entriesOf = Map.groupBy(records.entries, (entry) => entry.tillSessionId ?? '');
  const stisOf = Map.groupBy(records.stis, (sti) => sti.tillSessionId ?? '');
  for (const [till, reports] of Map.groupBy(records.zReports, (one) => `${one.storeId}/${one.till}`)) {
    let before: Report | undefined;
    for (const [index, report] of reports.toSorted((a, b) => a.number - b.number).entries()) {
      const { id, hash, ...sealed } = report;
      const ids = [id, till];
      const named = `till ${till}, session ${report.number}`;
      const stis = stisOf.get(id) ?? [];
      check.holds(`${named}: no longer open in its store’s series`, !open.has(id), 'open', 'closed', ids);
      check.equal(`${named}: number`, report.number, index + 1, ids);
      check.equal(`${named}: link to the session before`, report.previousHash, before?.hash ?? GENESIS, ids);
      check.equal(`${named}: seal`, hash, sealOf(sealed), ids);
      const leftMinor = (before?.keptMinor ?? 0) + cashMoved(entriesOf.get(id) ?? [], report.till);
      check.equal(`${named}: cash left in the drawer against the ledger`, report.keptMinor, leftMinor, ids);
      check.equal(`${named}: difference`, report.differenceMinor, report.countedMinor - report.expectedMinor, ids);
      check.equal(
        `${named}: gross and tax of what was rung up`,
        [report.figures.grossMinor, report.figures.taxMinor],
        [total(stis, (sti) => sti.grossMinor), total(stis, (sti) => sti.taxMinor)],
        ids,
      );
      check.equal(
        `${named}: running totals`,
        [report.grandTotalMinor, report.perpetualTotalMinor],
        [
          (before?.grandTotalMinor ?? 0) + total(stis, (sti) => sti.grossMinor),
          (before?.perpetualTotalMinor ?? 0) +
            total(
              stis.filter((sti) => sti.kind === 'sale'),
              (sti) => sti.grossMinor,
            ),
        ],
        ids,
      );
      before = report;
    }
  }
  return check.end();
}

/** Cash that entries moved into a drawer, minor units; the difference and what went to the safe at its close among it. */
function cashMoved(entries: Records['entries'], till: string): number {
  return total(
    entries.flatMap((entry) => entry.lines).filter((line) => line.account === 'cash' && line.till === till),
    (line) => line.debitMinor - line.creditMinor,
  );
}
