import { by, Check, sumBy, total, type Finding } from './finding.js';
import type { Records } from './records.js';

type Entry = Records['entries'][number];

/** Net debit of an account in an entry. */
function netDebit(entry: Entry | undefined, account: string): number {
  return total(
    (entry?.lines ?? []).filter((line) => line.account === account),
    (line) => line.debitMinor - line.creditMinor,
  );
}

/** 4. For each sale: allocated = sold; cost in STI = Σ allocation costs = the ledger's cost of goods. */
export function checkCosts({ sales, stis, entries, holds }: Records): Finding {
  const check = new Check(4, 'For each sale: allocated = sold, and cost in STI = Σ batch costs = ledger');
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
        line.quantity,
        total(line.allocations, (one) => one.quantity),
        ids,
      );
    }
    const fromBatches = total(
      sale.lines.flatMap((line) => line.allocations),
      (one) => one.quantity * one.unitCostMinor,
    );
    check.equal(`sale ${sale.id}: cost in STI against Σ batch costs`, stiOf.get(sale.id)?.costMinor, fromBatches, ids);
    check.equal(
      `sale ${sale.id}: cost in STI against the ledger`,
      stiOf.get(sale.id)?.costMinor,
      netDebit(entryOf.get(sale.id), 'costOfGoodsSold'),
      ids,
    );
    const held = holdOf.get(sale.holdId);
    const heldUnits = (held?.lines ?? [])
      .flatMap((line) => line.allocations)
      .map((one) => `${one.batchId}×${one.quantity}@${one.unitCostMinor}`)
      .sort();
    const soldUnits = sale.lines
      .flatMap((line) => line.allocations)
      .map((one) => `${one.batchId}×${one.quantity}@${one.unitCostMinor}`)
      .sort();
    check.equal(`sale ${sale.id}: batches sold against batches that left the storage room`, soldUnits, heldUnits, [
      ...ids,
      sale.holdId,
    ]);
  }
  return check.end();
}

/** 5. Each final sale has exactly one invoice and the guarantee its terms call for. */
export function checkDocuments({ sales, invoices, guarantees }: Records): Finding {
  const check = new Check(5, 'Each finished sale has one invoice, and the guarantee its terms call for');
  const invoicesOf = Map.groupBy(
    invoices.filter((one) => one.type !== 'CREDIT_NOTE'),
    (one) => one.saleId,
  );
  const guaranteesOf = Map.groupBy(guarantees, (one) => one.saleId);
  for (const sale of sales) {
    if (sale.state === 'posting') {
      check.skip();
      continue;
    }
    const issued = invoicesOf.get(sale.id) ?? [];
    const terms = sale.lines.filter((line) => line.warrantyMonths > 0);
    check.equal(
      `sale ${sale.id}: invoices`,
      issued.map((one) => one.id),
      [sale.invoiceId],
      [sale.id],
    );
    check.equal(
      `sale ${sale.id}: total of its invoice`,
      issued.map((one) => one.grossMinor),
      [sale.grossMinor],
      [sale.id],
    );
    const covering = guaranteesOf.get(sale.id) ?? [];
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
  const known = new Set(sales.map((sale) => sale.id));
  for (const invoice of invoices)
    check.holds(`document ${invoice.number} belongs to a sale`, known.has(invoice.saleId), invoice.saleId, 'a sale', [
      invoice.id,
      invoice.saleId,
    ]);
  return check.end();
}

/** 6. Every journal entry balances; a customer's balance = Σ entries. */
export function checkLedger({ entries, balances, stis }: Records): Finding {
  const check = new Check(6, 'Every journal entry balances; each customer’s balance = Σ entries');
  for (const entry of entries) {
    check.equal(
      `entry ${entry.id}: debit against credit`,
      total(entry.lines, (line) => line.debitMinor),
      total(entry.lines, (line) => line.creditMinor),
      [entry.id, entry.ref],
    );
  }
  const receivable = entries.flatMap((entry) =>
    entry.lines.filter((line) => line.account === 'receivable').map((line) => ({ ...line, currency: entry.currency })),
  );
  const owed = sumBy(
    receivable,
    (line) => `${line.customerId}/${line.currency}`,
    (line) => line.debitMinor - line.creditMinor,
  );
  for (const balance of balances) {
    check.equal(
      `balance of ${balance.customerId}`,
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
      [-netDebit(entry, 'revenue') || 0, -netDebit(entry, 'outputTax') || 0],
      [sti.id, sti.saleId],
    );
  }
  check.show(
    total(entries, (one) => total(one.lines, (line) => line.debitMinor)),
    total(entries, (one) => total(one.lines, (line) => line.creditMinor)),
  );
  return check.end();
}

/** 7. Ledger inventory account = Σ (remaining + held + in transit) × unit cost, whole and document by document. */
export function checkStockValue({ batches, holds, entries, corrections }: Records): Finding {
  const check = new Check(7, 'Inventory account = value of the stock at batch cost');
  const cost = by(batches, (batch) => batch.id);
  const unit = (batchId: string): number => cost.get(batchId)?.unitCostMinor ?? 0;
  const inBooks = sumBy(
    entries,
    (entry) => `${entry.kind}/${entry.ref}`,
    (entry) => netDebit(entry, 'inventory'),
  );
  const delivered = sumBy(
    batches.filter((one) => one.origin === 'delivery'),
    (one) => one.originId,
    (one) => one.receivedQty * one.unitCostMinor,
  );
  for (const [ref, value] of delivered)
    check.equal(`delivery ${ref}: in the books against its batches`, inBooks.get(`delivery/${ref}`) ?? 0, value, [ref]);
  let flowing = 0;
  for (const hold of holds) {
    const value = total(
      hold.lines.flatMap((line) => line.allocations),
      (one) => one.quantity * unit(one.batchId),
    );
    if (hold.state === 'settled')
      check.equal(
        `sale ${hold.saleId}: out of the books against out of stock`,
        -(inBooks.get(`sale/${hold.saleId}`) ?? 0),
        value,
        [hold.saleId ?? '', hold.id],
      );
    if (hold.state === 'open') flowing += value;
  }
  const returned = sumBy(
    batches.filter((one) => one.origin === 'return'),
    (one) => one.originId,
    (one) => one.receivedQty * one.unitCostMinor,
  );
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
  checkTotalValue(
    check,
    entries,
    batches,
    flowing,
    holds.some((hold) => hold.state === 'open') || corrections.some((one) => one.state === 'posted'),
  );
  return check.end();
}

function checkTotalValue(
  check: Check,
  entries: readonly Entry[],
  batches: Records['batches'],
  held: number,
  underWay: boolean,
): void {
  const books = total(entries, (entry) => netDebit(entry, 'inventory'));
  const stock = total(batches, (batch) => batch.remainingQty * batch.unitCostMinor) + held;
  check.show(books, stock);
  if (underWay) check.skip();
  else check.equal('the inventory account against the value of all stock', books, stock, []);
}
