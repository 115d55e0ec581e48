import { expect } from '@jest/globals';
import {
  invoicing,
  DomainError,
  taxOfLines,
  totalsOf,
  totalsOfReturn,
  type InputOf,
  type InvoicingAuditRecords,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';

/** What a document asks for. */
export type Issue = InputOf<typeof invoicing.issueInvoice>;
/** What a credit note asks for. */
export type Credit = InputOf<typeof invoicing.issueCreditNote>;

let stores = 0;

/** A store with a series of its own. */
export const aSeller = (): Issue['seller'] => {
  stores += 1;
  return {
    storeId: mint('store'),
    storeCode: `S${stores}`,
    storeName: `Store ${stores}`,
    address: '1 rue Didouche',
    legal: { companyName: 'SARL X', taxId: '000716' },
  };
};

/** A right line of a document that has no other at its rate. */
export const aLine = (quantity = 1, unitPriceMinor = 1000, taxRateBps = 1900): Issue['lines'][number] => {
  const priced = { quantity, quantityDecimals: 0, unitPriceMinor, discountMinor: 0, taxRateBps };
  const terms = { unit: 'piece' as const, documentDiscountMinor: 0 };
  const { discountNetMinor: _discount, ...totals } = taxOfLines([priced], false)[0]!;
  return {
    saleLineId: mint('line'),
    productId: mint('product'),
    sku: 'KET-1',
    name: 'Kettle',
    ...terms,
    ...priced,
    ...totals,
  };
};

/** A right command. */
export function aSale(seller: Issue['seller'], lines: Issue['lines'] = [aLine()], changes: Partial<Issue> = {}): Issue {
  return {
    invoiceId: mint('invoice'),
    type: 'FACTURE',
    saleId: mint('sale'),
    orderId: mint('order'),
    seller,
    currency: 'DZD',
    pricesIncludeTax: false,
    businessDay: '2026-03-04',
    buyer: { customerId: mint('customer'), kind: 'company', name: 'EURL Y', address: 'Oran', taxId: '123' },
    lines,
    ...totalsOf(lines),
    ...changes,
  };
}

/** A correction of one line. */
export function aCorrection(sale: Issue, quantity = 1, changes: Partial<Credit> = {}): Credit {
  const line = sale.lines[0]!;
  const totals =
    quantity > line.quantity ? { netMinor: 1, taxMinor: 1, grossMinor: 2 } : totalsOfReturn(line, 0, quantity);
  return {
    invoiceId: mint('invoice'),
    saleId: sale.saleId,
    correctionId: mint('correction'),
    businessDay: '2026-03-05',
    lines: [{ saleLineId: line.saleLineId, quantity, ...totals }],
    ...changes,
  };
}

const COLLECTIONS = ['invoices', 'series', 'credits', 'commands'] as const;

/** Every document of the service, to compare two moments. */
export async function rowsOf(service: TestService): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const name of COLLECTIONS)
    rows[name] = await service.connection.collection(name).find({}).sort({ _id: 1 }).toArray();
  return rows;
}

/** The call is refused with this code, and nothing was written. */
export async function refuses(
  service: TestService,
  call: () => Promise<unknown>,
  code: string,
  details: object = {},
): Promise<void> {
  const before = await rowsOf(service);
  const outcome = await call().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(DomainError);
  expect(outcome).toMatchObject({ code, details });
  expect(await rowsOf(service)).toEqual(before);
}

/** Every audit record of a kind, read in small pages. */
export async function recordsOf<K extends keyof InvoicingAuditRecords>(
  service: TestService,
  kind: K,
  limit = 7,
): Promise<InvoicingAuditRecords[K][]> {
  const all: InvoicingAuditRecords[K][] = [];
  for (let after: string | undefined; ;) {
    const page = await service.call(invoicing.auditRecords, { kind, after, limit });
    all.push(...(page.items as unknown as InvoicingAuditRecords[K][]));
    if (!page.next) return all;
    after = page.next;
  }
}

/** Every series runs from 1 to its counter without gap or repeat, its dates in order. */
export async function expectTrue(service: TestService): Promise<void> {
  const [invoices, series] = [await recordsOf(service, 'invoices'), await recordsOf(service, 'series')];
  const bySeries = Map.groupBy(invoices, (one) => one.series);
  expect([...bySeries.keys()].sort()).toEqual(series.map((one) => one.id).sort());
  for (const { id, last } of series) {
    const drawn = bySeries.get(id)!.toSorted((a, b) => a.counter - b.counter);
    expect(drawn.map((one) => one.number)).toEqual(
      Array.from({ length: last }, (_, index) => `${id}-${String(index + 1).padStart(6, '0')}`),
    );
    expect(drawn.map((one) => one.issuedAt)).toEqual(drawn.map((one) => one.issuedAt).toSorted());
  }
}
