import { inventoryErrors, MAX_DOCUMENT_MINOR, sum, withinDocumentLimit } from '@comptoir/contracts';

/** Costs added up, in minor units; refuses amount.too-large past the limit of one document. */
export function costOf(units: readonly { readonly costMinor: number }[]): number {
  const tooLarge = () =>
    inventoryErrors.amountTooLarge(
      'These costs add up to more than one document may amount to. Please check the costs of the lines.',
      { maxMinor: MAX_DOCUMENT_MINOR },
    );
  return withinDocumentLimit(tooLarge, () => sum(units.map((one) => one.costMinor)));
}
