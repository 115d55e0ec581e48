import { sum, type EntryLine, type LateStockEntry } from '@comptoir/contracts';
import type { StatedEntry } from './statement.js';

/** What an entry adds to an account, minor units; below zero for less. */
export function netOf(lines: readonly EntryLine[], account: EntryLine['account']): number {
  return sum(lines.filter((line) => line.account === account).map((line) => line.debitMinor - line.creditMinor));
}

/** Entries that stand on later days than this one and belong to it, or to one before, with what they add to the accounts of goods; oldest first. */
export function lateStockEntries(entries: readonly StatedEntry[], day: string): LateStockEntry[] {
  return entries
    .flatMap(({ _id: entryId, kind, ref, document, memo, businessDay, occurredDay, lines }) => {
      if (occurredDay === undefined || occurredDay > day) return [];
      const inventoryCostMinor = netOf(lines, 'inventory');
      const transitCostMinor = netOf(lines, 'goodsInTransit');
      if (inventoryCostMinor === 0 && transitCostMinor === 0) return [];
      const named = document === undefined ? {} : { document };
      return [{ entryId, kind, ref, ...named, memo, businessDay, occurredDay, inventoryCostMinor, transitCostMinor }];
    })
    .toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1));
}
