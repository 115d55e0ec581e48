import type {
  CorrectionView,
  InputOf,
  inventory,
  invoicing,
  PrintedPart,
  SaleView,
  warranty,
} from '@comptoir/contracts';

/** The invoice of a posted sale: the values frozen in the sale, nothing read again. */
export function invoiceOf(sale: SaleView, invoiceId: string): InputOf<typeof invoicing.issueInvoice> {
  const { saleId, orderId, currency, pricesIncludeTax, netMinor, taxMinor, grossMinor, businessDay } = sale;
  return {
    invoiceId,
    type: sale.documentType,
    saleId,
    orderId,
    currency,
    pricesIncludeTax,
    ...(sale.discount ? { discountReason: sale.discount.reason } : {}),
    netMinor,
    taxMinor,
    grossMinor,
    businessDay,
    ...(sale.dueDay === undefined ? {} : { dueDay: sale.dueDay }),
    payments: sale.payments,
    seller: sellerOf(sale.store),
    buyer: sale.customer,
    lines: sale.lines.map((line) => ({
      saleLineId: line.saleLineId,
      productId: line.productId,
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      unit: line.unit,
      quantityDecimals: line.quantityDecimals,
      unitPriceMinor: line.unitPriceMinor,
      discountMinor: line.discountMinor,
      documentDiscountMinor: line.documentDiscountMinor,
      ...(line.discount ? { discountReason: line.discount.reason } : {}),
      taxRateBps: line.taxRateBps,
      netMinor: line.netMinor,
      taxMinor: line.taxMinor,
      grossMinor: line.grossMinor,
      ...(line.parts ? { parts: line.parts.map(printed) } : {}),
    })),
  };
}

const sellerOf = ({ storeId, code, name, address, legal }: SaleView['store']) => ({
  storeId,
  storeCode: code,
  storeName: name,
  address,
  legal,
});

const printed = ({ name, quantity, unit, quantityDecimals }: PrintedPart): PrintedPart => ({
  name,
  quantity,
  unit,
  quantityDecimals,
});

/** The guarantee of a posted sale: the lines with warranty terms, from the day of sale. */
export function guaranteeOf(
  sale: SaleView,
  ids: { guaranteeId: string; invoiceId: string },
): InputOf<typeof warranty.issueGuarantee> {
  return {
    guaranteeId: ids.guaranteeId,
    invoiceId: ids.invoiceId,
    saleId: sale.saleId,
    storeId: sale.storeId,
    customerId: sale.customer.customerId,
    startsOn: sale.businessDay,
    timeZone: sale.store.timeZone,
    lines: sale.lines
      .filter((line) => line.warrantyMonths > 0)
      .map(({ saleLineId, productId, sku, name, quantity, unit, quantityDecimals, warrantyMonths }) => ({
        saleLineId,
        productId,
        sku,
        name,
        quantity,
        unit,
        quantityDecimals,
        warrantyMonths,
      })),
  };
}

/** The returned stock of a posted correction: each unit goes back at the cost of the batch it was sold from, into the store that takes it in. */
export function returnedStockOf(correction: CorrectionView): InputOf<typeof inventory.returnStock> {
  const { correctionId, saleId, storeId, takenBackIn, currency, businessDay } = correction;
  return {
    correctionId,
    saleId,
    ...(takenBackIn ? { storeId: takenBackIn.storeId, soldIn: storeId } : { storeId }),
    currency,
    ...(businessDay === undefined ? {} : { businessDay }),
    lines: correction.lines.flatMap((line) =>
      line.allocations.map(({ deliveryId: _deliveryId, productId = line.productId, ...taken }) => ({
        productId,
        disposition: line.disposition,
        ...taken,
      })),
    ),
  };
}

/** The credit note of a posted correction. */
export function creditNoteOf(correction: CorrectionView, invoiceId: string): InputOf<typeof invoicing.issueCreditNote> {
  if (!correction.businessDay) throw new Error(`correction ${correction.correctionId} has not been posted`);
  return {
    invoiceId,
    saleId: correction.saleId,
    correctionId: correction.correctionId,
    ...(correction.takenBackIn ? { seller: sellerOf(correction.takenBackIn) } : {}),
    businessDay: correction.businessDay,
    lines: correction.lines.map(({ saleLineId, quantity, netMinor, taxMinor, grossMinor }) => ({
      saleLineId,
      quantity,
      netMinor,
      taxMinor,
      grossMinor,
    })),
  };
}
