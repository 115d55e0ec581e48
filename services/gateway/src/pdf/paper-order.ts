import type { ProductView, PurchaseOrderCard, StoreView, SupplierView } from '@comptoir/contracts';
import type { PaperOrder } from './purchase-order-pdf.js';

/** A purchase order as it is printed, with the names of its supplier, store and products. */
export function paperOrderOf(
  order: PurchaseOrderCard,
  beside: {
    readonly supplier: SupplierView;
    readonly store: StoreView;
    readonly products: readonly ProductView[];
  },
): PaperOrder {
  const { supplier, store } = beside;
  const { companyName, legalForm, taxId, tradeRegister } = store.legal;
  const products = new Map(beside.products.map((one) => [one.productId, one]));
  return {
    number: order.number,
    state: order.state,
    supplierName: order.supplierName,
    supplierLines: shownOf([...addressLines(supplier.address), supplier.phone, supplier.email]),
    companyName: shownOf([companyName, legalForm]).join(' '),
    companyLines: shownOf([taxId, tradeRegister]),
    placeLines: shownOf([store.name, ...store.address.split('\n')]),
    day: order.createdDay,
    expectedDay: order.expectedDay,
    note: order.note,
    currency: order.currency,
    totalExpectedCostMinor: order.totalExpectedCostMinor,
    lines: order.lines.map(({ productId, quantity, expectedCostMinor, catalogNumber }) => {
      const { name, sku, unit, quantityDecimals } = products.get(productId)!;
      return { name, sku, unit, quantityDecimals, quantity, expectedCostMinor, catalogNumber };
    }),
  };
}

const shownOf = (texts: readonly (string | undefined)[]): string[] =>
  texts.filter((text): text is string => text !== undefined && text !== '');

const addressLines = ({ street, postcode, city, country }: NonNullable<SupplierView['address']> = {}): string[] =>
  shownOf([street, shownOf([postcode, city]).join(' '), country]);
