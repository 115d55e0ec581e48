import { ID_PREFIXES, PAYMENT_ACCOUNTS, SALES_ACCOUNTS } from '@comptoir/contracts';
import { leadsOf } from './customer-groups.js';
import { by, Check, sumBy, total, type Finding } from './finding.js';
import { isYoung, type Records } from './records.js';
import { checkTransfers } from './transfer-checks.js';

type Entry = Records['entries'][number];

/** Net debit of accounts in an entry. */
function netDebit(entry: Entry | undefined, ...accounts: readonly string[]): number {
  return total(
    (entry?.lines ?? []).filter((line) => accounts.includes(line.account)),
    (line) => line.debitMinor - line.creditMinor,
  );
}

/** 4. For each sale: allocated = sold; cost in STI = Σ allocation costs = the ledger's cost of goods; money received = the ledger's; one STI and one entry each. */
export function checkCosts({ sales, stis, entries, holds, corrections, startedAt }: Records): Finding {
  const check = new Check(
    4,
    'For each sale: one STI and one entry; allocated = sold; cost and money of the STI = Σ batch costs = ledger',
  );
  const stiOf = by(
    stis.filter((sti) => sti.kind === 'sale'),
    (sti) => sti.saleId,
  );
  const entryOf = by(
    entries.filter((entry) => entry.kind === 'sale'),
    (entry) => entry.ref,
  );
  const holdOf = by(holds, (hold) => hold.id);
  for (const sale of sales) {
    const ids = [sale.id, sale.orderId];
    for (const line of sale.lines) {
      check.equal(
        `sale ${sale.id}, ${line.productId}: units sold against units allocated`,
        line.parts ? unitsOfParts(line.parts, line.quantity) : line.quantity,
        line.parts ? unitsTaken(line.allocations) : total(line.allocations, (one) => one.quantity),
        ids,
      );
      check.equal(
        `sale ${sale.id}, ${line.productId}: cost of the line against its batches`,
        line.costMinor,
        total(line.allocations, (one) => one.costMinor),
        ids,
      );
    }
    const fromBatches = total(
      sale.lines.flatMap((line) => line.allocations),
      (one) => one.costMinor,
    );
    check.equal(`sale ${sale.id}: cost in STI against Σ batch costs`, stiOf.get(sale.id)?.costMinor, fromBatches, ids);
    check.equal(
      `sale ${sale.id}: cost in STI against the ledger`,
      stiOf.get(sale.id)?.costMinor,
      netDebit(entryOf.get(sale.id), 'costOfGoodsSold'),
      ids,
    );
    check.equal(
      `sale ${sale.id}: batches sold against batches that left the stock`,
      unitsOf(sale.lines),
      unitsOf(holdOf.get(sale.holdId)?.lines ?? []),
      [...ids, sale.holdId],
    );
  }
  const corrected = by(
    entries.filter((entry) => entry.kind === 'correction'),
    (entry) => entry.ref,
  );
  for (const sti of stis) {
    checkMoney(check, sti, sti.correctionId ? corrected.get(sti.correctionId) : entryOf.get(sti.saleId));
    checkByBatch(check, sti);
  }
  checkOrphans(check, { sales, stis, entries, corrections }, startedAt);
  return check.end();
}

/** Units that bundles take of each part, as texts. */
function unitsOfParts(parts: readonly { productId: string; quantity: number }[], bundles: number): string[] {
  return parts.map((part) => `${part.productId}×${part.quantity * bundles}`).sort();
}

/** Units that a line of bundles took of each product, as texts. */
function unitsTaken(allocations: readonly { productId?: string | undefined; quantity: number }[]): string[] {
  const units = sumBy(
    allocations,
    (one) => one.productId ?? '',
    (one) => one.quantity,
  );
  return [...units].map(([productId, quantity]) => `${productId}×${quantity}`).sort();
}

/** What lines took, product by product and batch by batch, as texts; the parts of a line of bundles say what they are. */
function unitsOf(
  lines: readonly {
    productId: string;
    allocations: readonly { batchId: string; quantity: number; costMinor: number; productId?: string | undefined }[];
  }[],
): string[] {
  return lines
    .flatMap((line) =>
      line.allocations.map(
        (one) => `${one.productId ?? line.productId} ${one.batchId}×${one.quantity}@${one.costMinor}`,
      ),
    )
    .sort();
}

/** The lines of an STI by batch: what came from each adds up to the line. */
function checkByBatch(check: Check, sti: Records['stis'][number]): void {
  for (const { saleLineId, productId, netMinor, taxMinor, costMinor, batches } of sti.lines) {
    check.equal(
      `STI ${sti.id}, ${productId}: net, tax and cost of a line against its batches`,
      [netMinor, taxMinor, costMinor],
      [
        total(batches, (one) => one.netMinor),
        total(batches, (one) => one.taxMinor),
        total(batches, (one) => one.costMinor),
      ],
      [sti.id, sti.saleId, saleLineId],
    );
  }
}

/**
 * What an STI says was received or paid back, by each means, is on the accounts of money of its entry, rounding of cash aside.
 * Credit that a return leaves with the customer is no money. An entry that does not balance is a break of 6 already.
 */
function checkMoney(check: Check, sti: Records['stis'][number], entry: Entry | undefined): void {
  if (entry && total(entry.lines, (line) => line.debitMinor - line.creditMinor) !== 0) return;
  const roundingMinor = netDebit(entry, 'rounding');
  const means = Object.entries(PAYMENT_ACCOUNTS).filter(([method]) => sti.kind === 'sale' || method !== 'credit');
  const booked = means.map(([method, account]) => [
    method,
    netDebit(entry, account) + (method === 'cash' ? roundingMinor : 0),
  ]);
  const told = means.map(([method]) => [
    method,
    total(
      sti.received.filter((one) => one.method === method),
      (one) => one.amountMinor,
    ),
  ]);
  const ids = [sti.id, sti.saleId];
  check.equal(`money of STI ${sti.id} by means of payment against its entry`, told, booked, ids);
  check.equal(
    `money of STI ${sti.id}: its sum`,
    sti.receivedMinor,
    total(sti.received, (one) => one.amountMinor),
    ids,
  );
}

/** Each STI and entry has its sale or correction, and each of these has one of them; what was posted after the sales were read is left out. */
function checkOrphans(
  check: Check,
  { sales, stis, entries, corrections }: Pick<Records, 'sales' | 'stis' | 'entries' | 'corrections'>,
  startedAt: string | undefined,
): void {
  const known = new Set([...sales, ...corrections].map((one) => one.id));
  const posted = entries.filter((one) => one.kind === 'sale' || one.kind === 'correction');
  const young = new Set(posted.filter((one) => isYoung(startedAt, one.postedAt)).map((one) => one.ref));
  const sources = [
    ...stis.map((one) => ({ what: 'STI', id: one.id, of: one.correctionId ?? one.saleId })),
    ...posted.map((one) => ({ what: 'entry', id: one.id, of: one.ref })),
  ].filter((one) => !young.has(one.of));
  for (const { what, id, of } of sources)
    check.holds(`${what} ${id} has its sale or correction`, known.has(of), of, 'a sale or a correction', [id, of]);
  for (const [key, same] of Map.groupBy(sources, (one) => `${one.what} of ${one.of}`))
    check.equal(
      `${key}: one and no more`,
      same.length,
      1,
      same.map((one) => one.id),
    );
}

/** 5. Each final sale has exactly one invoice and the guarantee its terms call for. */
export function checkDocuments(records: Records): Finding {
  const { sales, invoices, startedAt } = records;
  const check = new Check(5, 'Each finished sale has one invoice, and the guarantee its terms call for');
  const invoicesOf = Map.groupBy(
    invoices.filter((one) => one.type !== 'CREDIT_NOTE'),
    (one) => one.saleId,
  );
  const guaranteesOf = records.silent?.includes('warranty')
    ? undefined
    : Map.groupBy(records.guarantees, (one) => one.saleId);
  for (const sale of sales) {
    if (sale.state === 'posting') {
      check.skip();
      continue;
    }
    const issued = invoicesOf.get(sale.id) ?? [];
    check.equal(
      `sale ${sale.id}: invoices`,
      issued.map((one) => one.id),
      [sale.invoiceId],
      [sale.id],
    );
    for (const invoice of issued) checkInvoice(check, sale, invoice);
    if (guaranteesOf) checkGuarantees(check, sale, guaranteesOf.get(sale.id) ?? []);
    else check.skip();
  }
  const known = new Set(sales.map((sale) => sale.id));
  for (const invoice of invoices.filter((one) => known.has(one.saleId) || !isYoung(startedAt, one.issuedAt)))
    check.holds(`document ${invoice.number} belongs to a sale`, known.has(invoice.saleId), invoice.saleId, 'a sale', [
      invoice.id,
      invoice.saleId,
    ]);
  return check.end();
}

/** A sale with warranted lines has one guarantee, over these lines. */
function checkGuarantees(
  check: Check,
  sale: Records['sales'][number],
  covering: readonly Records['guarantees'][number][],
): void {
  const terms = sale.lines.filter((line) => line.warrantyMonths > 0);
  check.equal(`sale ${sale.id}: guarantees against its warranty terms`, covering.length, terms.length > 0 ? 1 : 0, [
    sale.id,
  ]);
  const covered = covering.flatMap((one) => one.lines.map((line) => `${line.saleLineId}×${line.quantity}`)).sort();
  check.equal(
    `sale ${sale.id}: warranted lines`,
    covered,
    terms.map((line) => `${line.saleLineId}×${line.quantity}`).sort(),
    [sale.id],
  );
}

/** A document prints what was sold: totals, buyer, lines, and the tax of each rate. */
function checkInvoice(check: Check, sale: Records['sales'][number], invoice: Records['invoices'][number]): void {
  const ids = [sale.id, invoice.id];
  const totals = ({ netMinor, taxMinor, grossMinor }: typeof sale | typeof invoice) => [netMinor, taxMinor, grossMinor];
  check.equal(`document of sale ${sale.id}: net, tax and gross`, totals(invoice), totals(sale), ids);
  check.equal(`document of sale ${sale.id}: buyer`, invoice.buyer, sale.buyer, ids);
  const lines = (of: readonly (typeof invoice.lines)[number][]) =>
    of
      .map(
        (one) =>
          `${one.saleLineId}: ${one.quantity} × ${one.unitPriceMinor} − ${one.discountMinor} = ${one.netMinor} + ${one.taxMinor} at ${one.taxRateBps}`,
      )
      .sort();
  check.equal(`document of sale ${sale.id}: lines`, lines(invoice.lines), lines(sale.lines), ids);
  const sold = sumBy(
    sale.lines,
    (line) => String(line.taxRateBps),
    (line) => line.taxMinor,
  );
  const printed = sumBy(
    invoice.taxByRate,
    (one) => String(one.taxRateBps),
    (one) => one.taxMinor,
  );
  const rates = [...new Set([...sold.keys(), ...printed.keys()])].sort();
  const taxes = (of: Map<string, number>) => rates.map((rate) => of.get(rate) ?? 0);
  check.equal(`document of sale ${sale.id}: tax by rate`, taxes(printed), taxes(sold), ids);
}

/** An account belongs to one customer. */
function checkGroups(check: Check, balances: Records['balances'], leadOf: ReadonlyMap<string, string>): void {
  for (const { customerId, accounts } of balances)
    for (const account of accounts)
      if (leadOf.get(account) !== customerId)
        check.equal(`account ${account}: the one that leads it`, leadOf.get(account), customerId, [account]);
}

/** 6. Every journal entry balances; a customer's balance = Σ entries of the accounts that were merged into it, and its own. */
export function checkLedger({ entries, balances, stis, startedAt }: Records): Finding {
  const check = new Check(6, 'Every journal entry balances; each customer’s balance = Σ entries of all its accounts');
  const leadOf = leadsOf(balances);
  checkGroups(check, balances, leadOf);
  for (const entry of entries) {
    check.equal(
      `entry ${entry.id}: debit against credit`,
      total(entry.lines, (line) => line.debitMinor),
      total(entry.lines, (line) => line.creditMinor),
      [entry.id, entry.ref],
    );
  }
  const receivable = entries.flatMap((entry) =>
    entry.lines
      .filter((line) => line.account === 'receivable' || line.account === 'customerCredit')
      .map((line) => ({
        ...line,
        leadId: leadOf.get(line.customerId ?? '') ?? line.customerId,
        currency: entry.currency,
        postedAt: entry.postedAt,
      })),
  );
  /** Customers with an entry that may have come after their balance was read. */
  const moving = new Set(receivable.flatMap((line) => (isYoung(startedAt, line.postedAt) ? [line.leadId] : [])));
  const owed = sumBy(
    receivable,
    (line) => `${line.leadId}/${line.currency}`,
    (line) => line.debitMinor - line.creditMinor,
  );
  const answered = new Set(balances.map((one) => one.id));
  for (const { leadId = '', currency } of receivable) {
    const key = `${leadId}/${currency}`;
    if (answered.has(key)) continue;
    answered.add(key);
    check.equalUnless(moving.has(leadId), `balance of ${leadId} in ${currency}`, 0, owed.get(key) ?? 0, [leadId]);
  }
  for (const balance of balances) {
    check.equalUnless(
      moving.has(balance.customerId),
      `balance of ${balance.customerId} in ${balance.currency}`,
      balance.balanceMinor,
      owed.get(`${balance.customerId}/${balance.currency}`) ?? 0,
      [balance.customerId],
    );
  }
  const entryOf = by(
    entries.filter((one) => one.kind === 'sale' || one.kind === 'correction'),
    (one) => one.ref,
  );
  for (const sti of stis) {
    const entry = entryOf.get(sti.correctionId ?? sti.saleId);
    check.equal(
      `revenue and tax of STI ${sti.id} against its entry`,
      [sti.netMinor, sti.taxMinor],
      [-netDebit(entry, ...SALES_ACCOUNTS) || 0, -netDebit(entry, 'outputTax') || 0],
      [sti.id, sti.saleId],
    );
  }
  check.show(
    total(entries, (one) => total(one.lines, (line) => line.debitMinor)),
    total(entries, (one) => total(one.lines, (line) => line.creditMinor)),
  );
  return check.end();
}

/** What movements of suppliers' papers add to the value of the stock, minor units. */
const OF_SUPPLIERS: readonly [kind: string, valueOf: (one: Records['movements'][number]) => number][] = [
  ['revalued', (one) => one.costMinor],
  ['returnedToSupplier', (one) => 0 - one.costMinor],
];

/** 7. Ledger inventory account = Σ cost of what remains, is held and is in transit, whole and document by document. */
export function checkStockValue(records: Records): Finding {
  const { batches, holds, entries, corrections } = records;
  const check = new Check(
    7,
    'Inventory account = value of the stock at batch cost, with what is held; goods in transit = value on the road',
  );
  const valueOf = (hold: Records['holds'][number]): number =>
    total(
      hold.lines.flatMap((line) => line.allocations),
      (one) => one.costMinor,
    );
  const late = records.onItsWay?.ledger ?? false;
  /** Holds and deliveries that moved goods after the pass began: their entries may be younger than the ledger that was read. */
  const young = new Set(
    records.movements.flatMap((one) => (isYoung(records.startedAt, one.occurredAt) ? [one.ref] : [])),
  );
  const inBooks = sumBy(
    entries,
    (entry) => `${entry.kind}/${entry.ref}`,
    (entry) => netDebit(entry, 'inventory'),
  );
  /** Batches that a correction of a delivery has added: they are in its entry, not in that of the delivery. */
  const added = new Set(records.movements.flatMap((one) => (one.kind === 'correctedIn' ? [one.batchId] : [])));
  const batchValue = (origin: string): Map<string, number> =>
    sumBy(
      batches.filter((one) => one.origin === origin && !added.has(one.id)),
      (one) => one.originId,
      (one) => one.costMinor,
    );
  /** Cost of goods that were taken back with their delivery: its entry and the mirror come to nothing, as its batches do. */
  const takenBack = sumBy(
    records.movements.filter((one) => one.kind === 'takenBack'),
    (one) => one.ref,
    (one) => one.costMinor,
  );
  for (const [ref, cost] of batchValue('delivery')) {
    const booked = inBooks.get(`delivery/${ref}`);
    const message = `delivery ${ref}: in the books against its batches`;
    const isAwaited = booked === undefined || takenBack.has(ref);
    const value = cost - (takenBack.get(ref) ?? 0);
    check.equalUnless((late || young.has(ref)) && isAwaited, message, booked ?? 0, value, [ref]);
  }
  checkCorrections(check, records, inBooks, { late, young });
  for (const [kind, valueOfMovement] of OF_SUPPLIERS) {
    const entryKind = kind === 'revalued' ? 'supplierBill' : 'supplierReturn';
    const moved = sumBy(
      records.movements.filter((one) => one.kind === kind && !isOfCorrection(one)),
      (one) => one.ref,
      valueOfMovement,
    );
    for (const [ref, value] of moved) {
      const booked = inBooks.get(`${entryKind}/${ref}`) ?? 0;
      check.equalUnless(
        late || young.has(ref),
        `${entryKind} ${ref}: in the books against its batches`,
        booked,
        value,
        [ref],
      );
    }
  }
  for (const hold of holds.filter((one) => one.state === 'settled'))
    check.equalUnless(
      young.has(hold.id),
      `sale ${hold.saleId}: out of the books against out of stock`,
      -(inBooks.get(`sale/${hold.saleId}`) ?? 0),
      valueOf(hold),
      [hold.saleId ?? '', hold.id],
    );
  const returned = batchValue('return');
  for (const one of corrections) {
    if (one.state === 'final')
      check.equal(
        `correction ${one.id}: back in the books against back in stock`,
        inBooks.get(`correction/${one.id}`) ?? 0,
        returned.get(one.id) ?? 0,
        [one.id, one.saleId],
      );
    else if (one.state !== 'abandoned') check.skip();
  }
  checkTransfers(check, records);
  checkLosses(check, records, inBooks, { late, young });
  const open = holds.filter((hold) => hold.state === 'open');
  checkTotalValue(check, records, {
    stock: total(batches, (batch) => batch.remainingCostMinor) + total(open, valueOf),
    leaving: leavingValue(records, open, inBooks),
    coming: comingValue(corrections, inBooks, returned),
    late,
  });
  return check.end();
}

/** Whether a movement is of a correction of a delivery. */
function isOfCorrection({ ref }: Pick<Records['movements'][number], 'ref'>): boolean {
  return ref.startsWith(`${ID_PREFIXES.deliveryCorrection}_`);
}

/** Corrections of deliveries, one by one: what the entry adds to the inventory account is what the movements add to the batches. */
function checkCorrections(
  check: Check,
  { movements, entries, startedAt }: Records,
  inBooks: ReadonlyMap<string, number>,
  { late, young }: { readonly late: boolean; readonly young: ReadonlySet<string> },
): void {
  const moved = sumBy(
    movements.filter(isOfCorrection),
    (one) => one.ref,
    (one) => (one.kind === 'revalued' ? one.costMinor : Math.sign(one.remainingDelta) * one.costMinor),
  );
  const posted = entries.filter((one) => one.kind === 'deliveryCorrection');
  const postedLate = new Set(posted.flatMap((one) => (isYoung(startedAt, one.postedAt) ? [one.ref] : [])));
  for (const ref of new Set([...moved.keys(), ...posted.map((one) => one.ref)])) {
    const booked = inBooks.get(`deliveryCorrection/${ref}`);
    const isAwaited = booked === undefined ? late || young.has(ref) : !moved.has(ref) && postedLate.has(ref);
    const message = `correction of a delivery ${ref}: in the books against its movements`;
    check.equalUnless(isAwaited, message, booked ?? 0, moved.get(ref) ?? 0, [ref]);
  }
}

/**
 * Write-offs and stock counts, document by document: what an entry takes out of the books or brings into them is the cost of
 * the units that left the stock or were found. What came back and was written off is in the books with its correction's.
 */
function checkLosses(
  check: Check,
  { movements, entries, corrections, startedAt }: Records,
  inBooks: ReadonlyMap<string, number>,
  { late, young }: { readonly late: boolean; readonly young: ReadonlySet<string> },
): void {
  const ofReturns = new Set(corrections.map((one) => one.id));
  const returned = new Set(movements.flatMap((one) => (one.kind === 'returned' ? [one.ref] : [])));
  const isOwn = (ref: string): boolean => !ofReturns.has(ref) && !returned.has(ref);
  const moved = sumBy(
    movements.filter((one) => (one.kind === 'writtenOff' || one.kind === 'found') && isOwn(one.ref)),
    (one) => one.ref,
    (one) => Math.sign(one.remainingDelta) * one.costMinor,
  );
  const posted = entries.filter((one) => one.kind === 'stockCount' || (one.kind === 'writeOff' && isOwn(one.ref)));
  const postedLate = new Set(posted.flatMap((one) => (isYoung(startedAt, one.postedAt) ? [one.ref] : [])));
  for (const ref of new Set([...moved.keys(), ...posted.map((one) => one.ref)])) {
    const booked = inBooks.get(`writeOff/${ref}`) ?? inBooks.get(`stockCount/${ref}`);
    const isAwaited = booked === undefined ? late || young.has(ref) : !moved.has(ref) && postedLate.has(ref);
    const message = `loss or find ${ref}: in the books against its movements`;
    check.equalUnless(isAwaited, message, booked ?? 0, moved.get(ref) ?? 0, [ref]);
  }
}

/** Value that has left the books but not the holds: sales that are posted and whose hold is not settled yet. */
function leavingValue({ sales }: Records, open: Records['holds'], inBooks: ReadonlyMap<string, number>): number {
  const held = new Set(open.map((hold) => hold.id));
  return total(
    sales.filter((sale) => held.has(sale.holdId)),
    (sale) => -(inBooks.get(`sale/${sale.id}`) ?? 0),
  );
}

/** Value that is back in the books and not in the stock yet: corrections that are posted and whose goods have not come. */
function comingValue(
  corrections: Records['corrections'],
  inBooks: ReadonlyMap<string, number>,
  returned: ReadonlyMap<string, number>,
): number {
  return total(
    corrections.filter((one) => one.state === 'posted' && !returned.has(one.id)),
    (one) => inBooks.get(`correction/${one.id}`) ?? 0,
  );
}

interface Value {
  readonly stock: number;
  readonly leaving: number;
  readonly coming: number;
  readonly late: boolean;
}

/** The whole equation. It is left out while goods move: then records of one moment are not read at one moment, and each document is checked alone. */
function checkTotalValue(
  check: Check,
  { entries, movements, startedAt }: Records,
  { stock, leaving, coming, late }: Value,
): void {
  const books = total(entries, (entry) => netDebit(entry, 'inventory'));
  const value = stock - leaving + coming;
  check.show(books, value);
  const moves =
    movements.some((one) => isYoung(startedAt, one.occurredAt)) ||
    entries.some((one) => isYoung(startedAt, one.postedAt));
  check.equalUnless(moves || late, 'the inventory account against the value of all stock', books, value, []);
}
