import type { ClaimFigures, Drift } from '@comptoir/contracts';

type Counts = Pick<ClaimFigures, 'opened' | 'closed'>;

/** Claims that warranty counts otherwise now than when the day was closed: warranty names no document for them. */
export function claimDrifts(sealed: Counts, counted: Counts): Drift[] {
  return (['opened', 'closed'] as const)
    .filter((name) => sealed[name] !== counted[name])
    .map((name) => ({
      figure: `claims/${name}`,
      sealed: sealed[name],
      recomputed: counted[name],
      documents: [],
      more: 0,
      unexplained: counted[name] - sealed[name],
    }));
}
