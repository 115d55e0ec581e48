import { inventoryErrors } from '@comptoir/contracts';

/**
 * Refuses stock.above-limit where the goods that leave and enter the stock cost more together than the person may post,
 * minor units; any amount without a limit. The gateway knows who has which limit and sends it with the command. The cost is
 * not in the refusal: who has a limit may not see costs.
 */
export function requireWithinLimit(costMinor: number, limitMinor: number | undefined): void {
  if (limitMinor === undefined || costMinor <= limitMinor) return;
  throw inventoryErrors.aboveStockLimit(
    'These goods are worth more than you may post: somebody with the right for it must.',
    { limitMinor },
  );
}
