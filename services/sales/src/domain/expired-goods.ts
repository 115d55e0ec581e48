import type { AllocatedLine, ApprovalReason } from '@comptoir/contracts';

interface NamedLine {
  readonly lineId: string;
  readonly productId: string;
  readonly name: string;
}

/**
 * A reason for each line of which units may no longer be sold on a business day: their last day is before it. A bundle has one
 * for all of its parts.
 */
export function expiredReasons(
  lines: readonly NamedLine[],
  allocations: readonly Pick<AllocatedLine, 'lineId' | 'expiresOn'>[],
  businessDay: string,
): ApprovalReason[] {
  const expired = new Map<string, string>();
  for (const { lineId, expiresOn } of allocations) {
    if (expiresOn === undefined || expiresOn >= businessDay) continue;
    const known = expired.get(lineId);
    if (known === undefined || expiresOn < known) expired.set(lineId, expiresOn);
  }
  return lines.flatMap(({ lineId, productId, name }) => {
    const expiresOn = expired.get(lineId);
    if (expiresOn === undefined) return [];
    return [
      { code: 'stock.expired' as const, lineId, productId, message: `${name} expired: ${expiresOn} was its last day` },
    ];
  });
}
