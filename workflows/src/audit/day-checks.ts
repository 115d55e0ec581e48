import { canonicalJson, type SealedMargin } from '@comptoir/contracts';
import { dayFigures, normalized, type DayOfRecords } from './day-figures.js';
import { by, Check, total, type Finding } from './finding.js';
import { GENESIS, sealOf } from './hash-chain.js';
import type { Records } from './records.js';

type Snapshot = Records['snapshots'][number];
type Parts = Records['sealedParts'];

/** 10. Daily snapshots equal what is recomputed, and their hash chain holds. */
export function checkSnapshots(records: Records): Finding {
  const check = new Check(10, 'Closed days equal what is recomputed, and their hash chain holds');
  const dayOf = recordsByDay(records);
  const seals = by(records.seals, (seal) => seal.id);
  const parts = Map.groupBy(records.sealedParts, placeOf);
  const deliveries = Map.groupBy(records.deliveryDays, placeOf);
  for (const [storeId, days] of Map.groupBy(records.snapshots, (one) => one.storeId)) {
    let previous: Snapshot | undefined;
    for (const [index, snapshot] of days.toSorted((a, b) => a.sequence - b.sequence).entries()) {
      const ids = [storeId, snapshot.businessDay];
      const day = `day ${snapshot.businessDay}`;
      const { id: _id, hash, ...sealed } = snapshot;
      check.equal(
        `${day}: figures against the records`,
        canonicalJson(normalized(snapshot.figures)),
        canonicalJson(dayFigures(dayOf(snapshot))),
        ids,
      );
      check.equal(`${day}: seal`, hash, sealOf(sealed), ids);
      check.equal(`${day}: link to the day closed before`, snapshot.previousHash, previous?.hash ?? GENESIS, ids);
      check.equal(`${day}: place in the chain`, snapshot.sequence, index + 1, ids);
      checkCarried(check, snapshot, previous, seals.get(placeOf(snapshot)), ids);
      checkParts(check, snapshot, parts.get(placeOf(snapshot)) ?? [], ids);
      checkBundles(check, snapshot, parts.get(placeOf(snapshot)) ?? [], dayOf(snapshot).stis);
      const sold = soldOf(dayOf(snapshot).stis);
      check.equal(`${day}: deliveries against the sales`, sealedOf(deliveries.get(placeOf(snapshot)) ?? []), sold, ids);
      previous = snapshot;
    }
  }
  return check.end();
}

function placeOf({ storeId, businessDay }: { storeId: string; businessDay: string }): string {
  return `${storeId}/${businessDay}`;
}

/** The records of each closed day, grouped once. */
function recordsByDay(records: Records): (snapshot: Snapshot) => DayOfRecords {
  const stis = Map.groupBy(records.stis, placeOf);
  const entries = Map.groupBy(records.entries, placeOf);
  const payments = Map.groupBy(records.payments, placeOf);
  const zReports = Map.groupBy(records.zReports, placeOf);
  const invoices = Map.groupBy(records.invoices, (one) => one.correctionId ?? one.saleId);
  const guaranteed = new Set(records.guarantees.map((one) => one.saleId));
  const warrantyIsSilent = records.silent?.includes('warranty') ?? false;
  return (snapshot) => {
    const place = placeOf(snapshot);
    const ofDay = stis.get(place) ?? [];
    const sold = ofDay.filter((sti) => sti.kind === 'sale');
    return {
      stis: ofDay,
      entries: entries.get(place) ?? [],
      payments: payments.get(place) ?? [],
      zReports: zReports.get(place) ?? [],
      invoices: ofDay.flatMap((sti) => invoices.get(sti.correctionId ?? sti.saleId) ?? []),
      guarantees: warrantyIsSilent
        ? snapshot.figures.guarantees
        : sold.filter((sti) => guaranteed.has(sti.saleId)).length,
    };
  };
}

/** What is carried from day to day: the ends against the sealed sums of accounts, totals, the span of the claims. */
function checkCarried(
  check: Check,
  snapshot: Snapshot,
  previous: Snapshot | undefined,
  seal: Records['seals'][number] | undefined,
  ids: readonly string[],
): void {
  const day = `day ${snapshot.businessDay}`;
  const balance = (account: string): number =>
    total(
      (seal?.sums ?? []).filter((one) => one.account === account),
      (one) => one.debitMinor - one.creditMinor,
    );
  const ends = {
    stockMinor: balance('inventory'),
    receivableMinor: balance('receivable'),
    creditMinor: 0 - balance('customerCredit'),
  };
  check.equal(`${day}: what the store has at its end`, canonicalJson(snapshot.ends), canonicalJson(ends), ids);
  const { figures, perpetual, claims } = snapshot;
  const carried = Object.fromEntries(
    Object.keys(perpetual).map((name) => {
      const key = name as keyof typeof perpetual;
      return [
        key,
        (previous?.perpetual[key] ?? 0) + (key === 'soldGrossMinor' ? figures.sold.grossMinor : figures[key]),
      ];
    }),
  );
  check.equal(`${day}: perpetual totals`, canonicalJson(perpetual), canonicalJson(carried), ids);
  if (previous) check.equal(`${day}: claims since the day before`, claims.after, previous.claims.upTo, ids);
}

/** What was sealed beside the figures: its hash, and margins that add up to the day by whatever they count for. */
function checkParts(
  check: Check,
  { businessDay, figures, sealed }: Snapshot,
  parts: Parts,
  ids: readonly string[],
): void {
  const sorted = parts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const hash = sealOf({ parts: sorted.map(({ what, rows }) => ({ what, rows })) });
  check.equal(`day ${businessDay}: seal of its documents and margins`, sealed.hash, hash, ids);
  for (const [what, of] of Map.groupBy(parts, (part) => part.what)) {
    if (what === 'documents' || what === 'part') continue;
    const rows = of.flatMap((part) => part.rows as SealedMargin[]);
    const sums = {
      netMinor: total(rows, (row) => row.revenueMinor),
      taxMinor: total(rows, (row) => row.taxMinor),
      costMinor: total(rows, (row) => row.costMinor),
    };
    const { netMinor, taxMinor, costMinor } = figures;
    check.equal(
      `day ${businessDay}: margins by ${what}`,
      canonicalJson(sums),
      canonicalJson({ netMinor, taxMinor, costMinor }),
      ids,
    );
  }
}

/** What was sealed of the parts of bundles is what the sales of the day took of each, less what came back. */
function checkBundles(
  check: Check,
  { storeId, businessDay }: Snapshot,
  parts: Parts,
  stis: readonly Records['stis'][number][],
): void {
  const rows = parts.filter(({ what }) => what === 'part').flatMap((part) => part.rows as SealedMargin[]);
  const sealed = rows.map(({ key, quantity, revenueMinor, taxMinor, costMinor }) =>
    [key, quantity, revenueMinor, taxMinor, costMinor].join(' '),
  );
  const taken = stis.flatMap((sti) => sti.lines.flatMap((line) => line.batches.filter((one) => one.part)));
  const sold = [...Map.groupBy(taken, (one) => one.part!.productId)].map(([productId, same]) =>
    [
      productId,
      total(same, (one) => one.quantity),
      total(same, (one) => one.netMinor),
      total(same, (one) => one.taxMinor),
      total(same, (one) => one.costMinor),
    ].join(' '),
  );
  check.equal(`day ${businessDay}: parts of bundles against the sales`, sealed.toSorted(), sold.toSorted(), [
    storeId,
    businessDay,
  ]);
}

/** What STIs took from each delivery, less what came back, by product, as texts. */
function soldOf(stis: Records['stis']): string[] {
  const sums = new Map<string, [quantity: number, revenue: number, tax: number, cost: number]>();
  for (const { productId, batches } of stis.flatMap((sti) => sti.lines)) {
    for (const { deliveryId, quantity, netMinor, taxMinor, costMinor, part } of batches) {
      const key = `${deliveryId} ${part?.productId ?? productId}`;
      const [units, revenue, tax, cost] = sums.get(key) ?? [0, 0, 0, 0];
      sums.set(key, [units + quantity, revenue + netMinor, tax + taxMinor, cost + costMinor]);
    }
  }
  return [...sums].map(([key, figures]) => `${key} ${figures.join(' ')}`).toSorted();
}

/** What was sealed of deliveries, as texts. */
function sealedOf(days: Records['deliveryDays']): string[] {
  return days
    .flatMap(({ deliveryId, products }) =>
      products.map(
        ({ productId, quantity, revenueMinor, taxMinor, costMinor }) =>
          `${deliveryId} ${productId} ${quantity} ${revenueMinor} ${taxMinor} ${costMinor}`,
      ),
    )
    .toSorted();
}
