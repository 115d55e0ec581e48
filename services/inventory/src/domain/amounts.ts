import { inventoryErrors, sum, times, withinSafeIntegers } from '@comptoir/contracts';

/** Cost of units at their exact unit costs, in minor units; refuses amount.too-large past the safe integers. */
export function costOf(units: readonly { readonly quantity: number; readonly unitCostMinor: number }[]): number {
  const tooLarge = () =>
    inventoryErrors.amountTooLarge(
      'These costs add up to more than the books can hold. Please check quantities and unit costs.',
    );
  return withinSafeIntegers(tooLarge, () => sum(units.map((one) => times(one.unitCostMinor, one.quantity))));
}
