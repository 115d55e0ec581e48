import { sum, type Totals } from '@comptoir/contracts';
import type { StiRecord } from './records.js';

/** What STIs add up to, minor units: sales less what came back, with tax by rate in basis points. */
export interface StiFigures extends Totals {
  readonly sales: number;
  readonly corrections: number;
  readonly taxByRate: Record<string, number>;
}

/** Counts and sums of STIs; reversals count below zero. */
export function figuresOfStis(stis: readonly StiRecord[]): StiFigures {
  const total = (of: (sti: StiRecord) => number): number => sum(stis.map(of));
  const rates = Map.groupBy(
    stis.flatMap((sti) => sti.lines),
    (line) => line.taxRateBps,
  );
  return {
    sales: stis.filter((sti) => sti.kind === 'sale').length,
    corrections: stis.filter((sti) => sti.kind === 'reversal').length,
    netMinor: total((sti) => sti.netMinor),
    taxMinor: total((sti) => sti.taxMinor),
    grossMinor: total((sti) => sti.grossMinor),
    taxByRate: Object.fromEntries(
      [...rates]
        .toSorted(([a], [b]) => a - b)
        .map(([rate, lines]) => [String(rate), sum(lines.map((line) => line.taxMinor))]),
    ),
  };
}
