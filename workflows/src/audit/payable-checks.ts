import { by, Check, sumBy, total, type Finding } from './finding.js';
import { isYoung, type Records } from './records.js';

type Bill = Records['supplierBills'][number];
type Entry = Records['entries'][number];
type Line = Bill['lines'][number];

/** Accounts that a paper posts to besides what is owed and its tax: together they have what it bills before tax. */
const OF_GOODS = ['goodsReceivedNotInvoiced', 'inventory', 'purchasePriceDifference'];

function netDebit(entries: readonly Entry[], ...accounts: readonly string[]): number {
  return total(
    entries.flatMap((entry) => entry.lines).filter((line) => accounts.includes(line.account)),
    (line) => line.debitMinor - line.creditMinor,
  );
}

function signOf({ kind }: Bill): 1 | -1 {
  return kind === 'bill' ? 1 : -1;
}

/**
 * 17. Each paper of a supplier is in the ledger as it says, once, and taken back once where it was; how far deliveries are
 * billed is what papers say; each payment to a supplier is in the ledger; a paper is settled when nothing of it is open.
 */
export function checkPayables(records: Records): Finding {
  const check = new Check(
    17,
    'Each bill and payment of a supplier is in the ledger; deliveries are billed as papers say',
  );
  const late = records.onItsWay?.ledger ?? false;
  checkPapers(check, records, late);
  checkBillings(check, records);
  checkSupplierPayments(check, records);
  checkSettled(check, records, late);
  return check.end();
}

function checkPapers(check: Check, { supplierBills, entries, startedAt }: Records, late: boolean): void {
  const posted = Map.groupBy(
    entries.filter((entry) => entry.kind === 'supplierBill'),
    (entry) => entry.ref,
  );
  for (const bill of supplierBills) {
    const own = posted.get(bill.id) ?? [];
    const young = late || isYoung(startedAt, bill.reversed?.at ?? bill.recordedAt);
    const ids = [bill.id, bill.storeId];
    const sign = bill.reversed ? 0 : signOf(bill);
    check.equalUnless(
      young,
      `paper ${bill.number} of a supplier: what is owed, its tax and its goods in the books against it`,
      [0 - netDebit(own, 'payables'), netDebit(own, 'inputTax'), netDebit(own, ...OF_GOODS)],
      [sign * bill.grossMinor, sign * bill.taxMinor, sign * bill.netMinor],
      ids,
    );
    const first = own.toSorted((a, b) => a.sequence - b.sequence).slice(0, 1);
    check.equalUnless(
      young && first.length === 0,
      `paper ${bill.number} of a supplier: its difference in the books against it`,
      [netDebit(first, 'inventory'), netDebit(first, 'purchasePriceDifference')],
      [bill.toStockMinor, bill.toCostMinor],
      ids,
    );
  }
  const known = new Set(supplierBills.map((bill) => bill.id));
  for (const entry of entries.filter((one) => one.kind === 'supplierBill' && !isYoung(startedAt, one.postedAt)))
    check.holds(`entry ${entry.id} has its paper`, known.has(entry.ref), entry.ref, 'a paper', [entry.id, entry.ref]);
}

/** Units of a line that had come, and were on no paper before. */
function unitsOf({ quantity = 0, received }: Line): number {
  return received ? Math.min(quantity, received.quantity - received.billedBefore) : 0;
}

/** How far each batch of a delivery is billed, and what papers made the delivery cost more: all of them together. */
function checkBillings(check: Check, { supplierBills, deliveryBillings, startedAt }: Records): void {
  const young = new Set(
    supplierBills
      .filter((bill) => isYoung(startedAt, bill.reversed?.at ?? bill.recordedAt))
      .flatMap((bill) => bill.lines.map((line) => line.deliveryId)),
  );
  const lines = supplierBills.filter((bill) => !bill.reversed).flatMap((bill) => bill.lines);
  const ofGoods = lines.filter((line) => line.kind === 'goods');
  const keyOf = (line: Line): string => line.batchId ?? '';
  const [units, cleared] = [sumBy(ofGoods, keyOf, unitsOf), sumBy(ofGoods, keyOf, (line) => line.clearedMinor)];
  const ofDelivery = Map.groupBy(lines, (line) => line.deliveryId ?? '');
  for (const { id, lines: billed, extraClearedMinor } of deliveryBillings) {
    if (young.has(id)) {
      check.skip();
      continue;
    }
    for (const { batchId, billed: count, clearedMinor } of billed)
      check.equal(
        `batch ${batchId}: billed and cleared against the papers`,
        [count, clearedMinor],
        [units.get(batchId) ?? 0, cleared.get(batchId) ?? 0],
        [batchId, id],
      );
    const own = ofDelivery.get(id) ?? [];
    check.equal(
      `delivery ${id}: extra costs and differences against the papers`,
      [extraClearedMinor, total(billed, (one) => one.differenceMinor)],
      [
        total(
          own.filter((line) => line.kind === 'extra'),
          (line) => line.clearedMinor,
        ),
        total(
          own.filter((line) => line.kind !== 'returned'),
          (line) => line.differenceMinor,
        ),
      ],
      [id],
    );
  }
}

function checkSupplierPayments(check: Check, { supplierPayments, entries, startedAt }: Records): void {
  const entryOf = by(
    entries.filter((entry) => entry.kind === 'supplierPayment'),
    (entry) => entry.ref,
  );
  for (const payment of supplierPayments) {
    const entry = entryOf.get(payment.id);
    const sign = payment.kind === 'payment' ? 1 : -1;
    check.equal(
      `payment ${payment.number} to a supplier against its entry`,
      [netDebit(entry ? [entry] : [], 'payables'), netDebit(entry ? [entry] : [], 'bankTransfer', 'cash')],
      [sign * total(payment.allocations, (one) => one.amountMinor), 0 - sign * payment.amountMinor],
      [payment.id],
    );
  }
  const known = new Set(supplierPayments.map((one) => one.id));
  for (const entry of entries.filter((one) => one.kind === 'supplierPayment' && !isYoung(startedAt, one.postedAt)))
    check.holds(`entry ${entry.id} has its payment`, known.has(entry.ref), entry.ref, 'a payment', [entry.id]);
}

/** A paper is settled when nothing of it is open, and each paper is known to those who pay. */
function checkSettled(check: Check, { payables, supplierBills, entries, startedAt }: Records, late: boolean): void {
  const open = new Map<string, number>();
  const young = new Set<string>();
  for (const entry of entries)
    for (const { account, billId, debitMinor, creditMinor } of entry.lines) {
      if (account !== 'payables' || billId === undefined) continue;
      open.set(billId, (open.get(billId) ?? 0) + creditMinor - debitMinor);
      if (isYoung(startedAt, entry.postedAt)) young.add(billId);
    }
  for (const { id, number, settledDay } of payables)
    check.equalUnless(
      young.has(id),
      `paper ${number} of a supplier is settled when nothing of it is open`,
      settledDay !== undefined,
      (open.get(id) ?? 0) === 0,
      [id],
    );
  const known = new Set(payables.map((one) => one.id));
  for (const bill of supplierBills)
    check.equalUnless(
      late || isYoung(startedAt, bill.recordedAt),
      `paper ${bill.number} of a supplier is known to those who pay`,
      known.has(bill.id),
      true,
      [bill.id],
    );
}
