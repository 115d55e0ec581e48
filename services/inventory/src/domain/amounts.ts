import { inventoryErrors, MAX_DOCUMENT_MINOR, sum, times, withinDocumentLimit } from '@comptoir/contracts';

/** Cost of units at their exact unit costs, in minor units; refuses amount.too-large past the limit of one document. */
export function costOf(units: readonly { readonly quantity: number; readonly unitCostMinor: number }[]): number {
  const tooLarge = () =>
    inventoryErrors.amountTooLarge(
      'These costs add up to more than one document may amount to. Please check quantities and unit costs.',
      { maxMinor: MAX_DOCUMENT_MINOR },
    );
  return withinDocumentLimit(tooLarge, () => sum(units.map((one) => times(one.unitCostMinor, one.quantity))));
}
