import { isBundle } from './bundles.js';
import { catalogErrors } from './catalog.js';
import { isCountable, MAX_WHOLE_UNITS } from './kernel/units.js';

/** Refuses `quantity.too-large` for a line of more than a million whole units of a product: a scanning error. */
export function requireCountable(
  line: { readonly lineId?: string | undefined; readonly productId: string; readonly quantity: number },
  { name, quantityDecimals }: { readonly name: string; readonly quantityDecimals: number },
): void {
  const { lineId, productId, quantity } = line;
  if (isCountable(quantity, quantityDecimals)) return;
  throw catalogErrors.quantityTooLarge(
    `${name}: a line is of at most ${MAX_WHOLE_UNITS} units. Please check what was scanned.`,
    {
      ...(lineId === undefined ? {} : { lineId }),
      productId,
      quantity,
      maxQuantity: MAX_WHOLE_UNITS * 10 ** quantityDecimals,
    },
  );
}

/** Refuses `product.is-bundle` for a line of goods that come, go or are counted by themselves, and `quantity.too-large`. */
export function requireStocked(
  line: Parameters<typeof requireCountable>[0],
  product: Parameters<typeof requireCountable>[1] & { readonly parts?: readonly unknown[] | undefined },
): void {
  if (product.parts) throw isBundle({ productId: line.productId, name: product.name });
  requireCountable(line, product);
}
