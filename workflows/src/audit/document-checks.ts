import { by, Check, sumBy, total, type Finding } from './finding.js';
import { isYoung, type Records } from './records.js';

/**
 * 8. A cancelled sale nets to zero in stock, ledger and tax, has its credit notes, and its guarantee is void; returned ≤ sold,
 * and voided = returned. Whichever store takes goods back: its STI, entry, credit note, money and goods are all of that store.
 */
export function checkCorrections(records: Records): Finding {
  const check = new Check(8, 'A cancelled sale nets to zero, has its credit note, and its guarantee is void');
  const stisOf = Map.groupBy(records.stis, (sti) => sti.saleId);
  const notes = by(
    records.invoices.filter((one) => one.type === 'CREDIT_NOTE'),
    (one) => one.correctionId ?? '',
  );
  const guaranteeOf = by(records.guarantees, (one) => one.saleId);
  const storesOf = storesOfCorrections(records);
  for (const one of records.corrections) {
    if (one.state === 'abandoned') continue;
    if (one.state !== 'final') {
      check.skip();
      continue;
    }
    const note = notes.get(one.id);
    check.equal(
      `correction ${one.id}: its credit note`,
      note && { id: note.id, gross: note.grossMinor },
      { id: one.creditNoteId, gross: one.grossMinor },
      [one.id, one.saleId],
    );
    const sti = stisOf.get(one.saleId)?.find((row) => row.correctionId === one.id);
    check.equal(
      `correction ${one.id}: its reversing STI`,
      sti && [sti.grossMinor, sti.costMinor],
      [-one.grossMinor || 0, -one.costMinor || 0],
      [one.id, one.saleId],
    );
    check.equal(
      `correction ${one.id}: the stores of its documents, money and goods`,
      [...(storesOf.get(one.id) ?? [])].toSorted(),
      [one.storeId],
      [one.id, one.saleId],
    );
  }
  checkReturned(check, records);
  for (const sale of records.sales.filter((row) => row.state === 'cancelled')) {
    const rows = stisOf.get(sale.id) ?? [];
    const net = [
      total(rows, (row) => row.netMinor),
      total(rows, (row) => row.taxMinor),
      total(rows, (row) => row.costMinor),
    ];
    check.equal(`cancelled sale ${sale.id}: net, tax and cost`, net, [0, 0, 0], [sale.id]);
    const units = total(
      rows.flatMap((row) => row.lines),
      (line) => line.quantity,
    );
    check.equal(`cancelled sale ${sale.id}: units`, units, 0, [sale.id]);
    const guarantee = guaranteeOf.get(sale.id);
    if (guarantee)
      check.equal(`cancelled sale ${sale.id}: its guarantee`, guarantee.state, 'void', [sale.id, guarantee.id]);
  }
  return check.end();
}

/** The stores that have a part in each correction, by its id. */
function storesOfCorrections({ stis, entries, invoices, payments, batches }: Records): Map<string, Set<string>> {
  const named = [
    ...stis.map((one) => ({ ref: one.correctionId, storeId: one.storeId })),
    ...entries.filter((one) => one.kind === 'correction' || one.kind === 'writeOff'),
    ...invoices.map((one) => ({ ref: one.correctionId, storeId: one.storeId })),
    ...payments.map((one) => ({ ref: one.correctionId, storeId: one.storeId })),
    ...batches.filter((one) => one.origin === 'return').map((one) => ({ ref: one.originId, storeId: one.storeId })),
  ];
  const stores = new Map<string, Set<string>>();
  for (const { ref, storeId } of named)
    if (ref !== undefined) stores.set(ref, (stores.get(ref) ?? new Set()).add(storeId));
  return stores;
}

/** Of each line no more came back than was sold, and its guarantee is void for as many as came back. */
function checkReturned(check: Check, { sales, corrections, guarantees }: Records): void {
  const counting = Map.groupBy(
    corrections.filter((one) => one.state !== 'abandoned'),
    (one) => one.saleId,
  );
  const voided = new Map(
    guarantees.flatMap((one) => one.lines.map((line) => [`${one.saleId}/${line.saleLineId}`, line.voidedQty] as const)),
  );
  for (const sale of sales) {
    const of = counting.get(sale.id) ?? [];
    const back = sumBy(
      of.flatMap((one) => one.lines),
      (line) => line.saleLineId,
      (line) => line.quantity,
    );
    const underWay = of.some((one) => one.state !== 'final') || sale.state === 'posting';
    for (const line of sale.lines) {
      const [returned, ids] = [back.get(line.saleLineId) ?? 0, [sale.id, line.saleLineId]];
      const message = `sale ${sale.id}, line ${line.saleLineId}`;
      check.holds(
        `${message}: no more came back than was sold`,
        returned <= line.quantity,
        returned,
        line.quantity,
        ids,
      );
      const voidQty = voided.get(`${sale.id}/${line.saleLineId}`);
      if (voidQty !== undefined)
        check.equalUnless(
          underWay,
          `${message}: units void in its guarantee against units returned`,
          voidQty,
          returned,
          ids,
        );
    }
    const lines = new Set(sale.lines.map((line) => line.saleLineId));
    for (const [saleLineId, quantity] of back)
      check.holds(`sale ${sale.id}: what came back was sold`, lines.has(saleLineId), quantity, 0, [
        sale.id,
        saleLineId,
      ]);
  }
}

/** 9. Number series have no gap and no repeat, and their dates are in order. */
export function checkSeries({ invoices, series, startedAt }: Records): Finding {
  const check = new Check(9, 'Number series have no gap and no repeat');
  const bySeries = Map.groupBy(invoices, (one) => one.series);
  for (const one of series) {
    // the counters were read first: every document up to them must be there; one beyond may have been issued since
    const rows = bySeries.get(one.id) ?? [];
    const issued = rows.filter((row) => row.counter <= one.last).toSorted((a, b) => a.counter - b.counter);
    const beyond = rows.filter((row) => row.counter > one.last && !isYoung(startedAt, row.issuedAt)).length;
    check.equal(`series ${one.id}: documents beyond its counter`, beyond, 0, [one.id]);
    check.equal(`series ${one.id}: documents against its counter`, issued.length, one.last, [one.id]);
    const hole = issued.findIndex((row, index) => row.counter !== index + 1);
    check.holds(
      `series ${one.id} runs without gap or repeat`,
      hole < 0,
      hole < 0 ? undefined : issued[hole]?.number,
      hole + 1,
      [one.id],
    );
    const back = issued.findIndex((row, index) => index > 0 && row.issuedAt < (issued[index - 1]?.issuedAt ?? ''));
    check.holds(
      `series ${one.id} has its dates in order`,
      back < 0,
      issued[back]?.issuedAt,
      issued[back - 1]?.issuedAt,
      [one.id],
    );
  }
  const known = new Set(series.map((one) => one.id));
  for (const name of bySeries.keys())
    check.holds(`series ${name} has a counter`, known.has(name), name, 'a counter', [name]);
  const repeated = [...bySeries].flatMap(([name, rows]) =>
    new Set(rows.map((row) => row.counter)).size === rows.length ? [] : [name],
  );
  for (const name of repeated)
    check.holds(`series ${name} has no number twice`, false, name, 'each number once', [name]);
  return check.end();
}

/** What an order, sale, correction or hold under way must have: a saga that runs. */
export function locksOf({
  orders,
  sales,
  corrections,
  holds,
}: Records): { what: string; sagaId: string | undefined; ids: string[] }[] {
  return [
    ...holds
      .filter((one) => one.state === 'open')
      .map((one) => ({ what: `open hold ${one.id}`, sagaId: one.sagaId, ids: [one.id] })),
    ...orders
      .filter((one) => one.state === 'checkingOut' || one.state === 'pendingApproval')
      .map((one) => ({ what: `order ${one.id} (${one.state})`, sagaId: one.sagaId, ids: [one.id] })),
    ...sales
      .filter((one) => one.state === 'posting')
      .map((one) => ({ what: `sale ${one.id} (posting)`, sagaId: one.sagaId, ids: [one.id] })),
    ...corrections
      .filter((one) => one.state === 'begun' || one.state === 'posted')
      .map((one) => ({ what: `correction ${one.id} (${one.state})`, sagaId: one.sagaId, ids: [one.id, one.saleId] })),
  ];
}
