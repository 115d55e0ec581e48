import {
  catalog,
  inventory,
  sales,
  ID_PREFIXES,
  type BatchView,
  type MessageContract,
  type StockView,
} from '@comptoir/contracts';
import { ageMs, now, pause, type Caller } from '@comptoir/kit';
import type { Suspect } from './finding.js';
import { firstIdAt } from './key-walk.js';
import type { Pace } from './pace.js';
import { askFor, type Records } from './records.js';
import { checkPlace, placeOf } from './stock-checks.js';

type Level = Records['levels'][number];
type Movement = Records['movements'][number];
type CachedFigure = Pick<Level, 'available' | 'version'>;
type PlaceRecords = Pick<Records, 'batches' | 'levels' | 'movements'>;

/** More places are left to the next pass: then something is wrong everywhere, and one by one would take too long. */
const MOST_PLACES = 200;
const ATTEMPTS = 20;
/** A movement becomes visible at the latest this long after its id was made; a transaction lives up to a minute. */
const LATEST_COMMIT_MS = 65_000;
/** The same, where nothing is known to hang. */
const USUAL_COMMIT_MS = 3_000;
/** Looking at one place is four questions. */
const ROWS_OF_A_PLACE = 20;
const MOVEMENT = `${ID_PREFIXES.movement}_`;

/** Records that lock something while a saga runs, by the prefix of their ids. */
const LOCKS = [
  { prefix: 'hld_', contract: inventory.auditRecords, kind: 'holds' },
  { prefix: 'ord_', contract: sales.auditRecords, kind: 'orders' },
  { prefix: 'sal_', contract: sales.auditRecords, kind: 'sales' },
  { prefix: 'cor_', contract: sales.auditRecords, kind: 'corrections' },
] as const;

/** What looking again has shown: the places that stood still long enough, and what does not add up there. */
export interface Rechecked {
  readonly settled: ReadonlySet<string>;
  /** Places that changed too often to be read at one moment. */
  readonly moving: ReadonlySet<string>;
  readonly suspects: readonly Suspect[];
}

/** What remains of a batch, in units and cost; of one that is sold out, nothing. */
function remainingOf(batch: BatchView | undefined): Pick<BatchView, 'remainingQty' | 'remainingCostMinor'> {
  return { remainingQty: batch?.remainingQty ?? 0, remainingCostMinor: batch?.remainingCostMinor ?? 0 };
}

/**
 * Reads the stock of single places again, each at one moment: the level, its batches, the movements since the pass, and
 * the level once more. Where its version is the same before and after, nothing moved there in between, so that also the
 * stock of a product that is sold every second is compared without what is on its way.
 */
export class Recheck {
  private readonly younger = new Map<string, Movement>();
  private readFrom: string;
  private passMovements: Map<string, Movement[]> | undefined;

  constructor(
    private readonly caller: Caller,
    private readonly pace: Pace,
    private readonly records: Records,
  ) {
    const since = Date.parse(records.startedAt ?? now()) - LATEST_COMMIT_MS;
    this.readFrom = firstIdAt(MOVEMENT, since);
  }

  /** Looks at these places again, `<storeId>/<productId>` each. */
  async run(places: readonly string[], onPlace: () => void): Promise<Rechecked> {
    const [settled, moving, suspects] = [new Set<string>(), new Set<string>(), [] as Suspect[]];
    for (const place of places.slice(0, MOST_PLACES)) {
      const found = await this.settle(place);
      if (found) settled.add(place);
      else moving.add(place);
      suspects.push(...(found ?? []));
      onPlace();
    }
    return { settled, moving, suspects };
  }

  /** Of the caches that were behind their level, those that still are: the others have caught up since. */
  async stillBehind(suspects: readonly Suspect[]): Promise<Suspect[]> {
    const behind: Suspect[] = [];
    for (const one of suspects.slice(0, MOST_PLACES)) {
      const [before, level] = [one.left as CachedFigure | undefined, one.right as CachedFigure];
      const isBehind = !before || before.version < level.version;
      const latest = isBehind && one.place ? await this.cachedAt(one.place) : undefined;
      const caughtUp =
        latest &&
        (latest.version > level.version || (latest.version === level.version && latest.available === level.available));
      if (!caughtUp) behind.push(one);
    }
    return [...behind, ...suspects.slice(MOST_PLACES)];
  }

  private cachedAt(place: string): Promise<CachedFigure | undefined> {
    return this.rowOf<CachedFigure & { id: string }>(catalog.auditRecords, 'cachedStock', place);
  }

  /** Of the locks that no saga stood behind, those that are as they were read: a saga that has ended since took its lock along. */
  async stillLocked(suspects: readonly Suspect[]): Promise<Suspect[]> {
    const locked: Suspect[] = [];
    for (const one of suspects) {
      const [id = ''] = one.ids;
      const source = LOCKS.find(({ prefix }) => id.startsWith(prefix));
      const read = source && this.records[source.kind].find((row) => row.id === id);
      const row = source && (await this.rowOf<{ id: string; state: string }>(source.contract, source.kind, id));
      if (!read || row?.state === read.state) locked.push(one);
    }
    return locked;
  }

  private async settle(place: string): Promise<Suspect[] | undefined> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const found = await this.pace.run(
        () => this.readOnce(place),
        () => ROWS_OF_A_PLACE,
      );
      if (found) return checkPlace(found);
      await pause(20 * attempt);
    }
    return undefined;
  }

  /** The records of a place at one moment; undefined when it changed while they were read. */
  private async readOnce(place: string): Promise<PlaceRecords | undefined> {
    await this.readMovements(); // most of them, so that little is left to read while the place must stand still
    const before = await this.levelOf(place);
    const stock = await this.stockOf(place);
    await this.readMovements();
    const after = await this.levelOf(place);
    if (before?.version !== after?.version) return undefined;
    const live = new Map(stock.batches.map((batch) => [batch.batchId, batch]));
    const known = this.records.batches.filter((batch) => placeOf(batch) === place);
    const ids = new Set(known.map((batch) => batch.id));
    const batches = [
      ...known.map(({ read: _read, ...batch }) => ({ ...batch, ...remainingOf(live.get(batch.id)) })),
      ...[...live.values()]
        .filter((one) => !ids.has(one.batchId))
        .map(({ batchId, ...one }) => ({ ...one, id: batchId })),
    ];
    const movements = new Map((this.movementsOf(place) ?? []).map((one) => [one.id, one]));
    for (const one of this.younger.values()) if (placeOf(one) === place) movements.set(one.id, one);
    return { batches, levels: after ? [after] : [], movements: [...movements.values()] };
  }

  private movementsOf(place: string): Movement[] | undefined {
    this.passMovements ??= Map.groupBy(this.records.movements, placeOf);
    return this.passMovements.get(place);
  }

  private levelOf(place: string): Promise<Level | undefined> {
    return this.rowOf<Level>(inventory.auditRecords, 'levels', place);
  }

  /** One record by its id. */
  private async rowOf<T extends { id: string }>(
    contract: MessageContract,
    kind: string,
    id: string,
  ): Promise<T | undefined> {
    const range = { kind, after: id.slice(0, -1), upTo: id, limit: 100 };
    const { items } = await askFor<{ items: T[] }>(this.caller, contract, range);
    return items.find((one) => one.id === id);
  }

  private async stockOf(place: string): Promise<StockView> {
    const [storeId = '', productId = ''] = place.split('/');
    const asked = { storeId, productIds: [productId] };
    const { items } = await askFor<{ items: StockView[] }>(this.caller, inventory.readStock, asked);
    return items[0]!;
  }

  /** Reads the movements that may have become visible since they were last read. */
  private async readMovements(): Promise<void> {
    const startedAt = now();
    for (let after: string | undefined = this.readFrom; after !== undefined;) {
      const range = {
        kind: 'movements',
        after,
        upTo: firstIdAt(MOVEMENT, Date.parse(startedAt) + LATEST_COMMIT_MS),
        limit: 1000,
      };
      const page: { items: Movement[]; next?: string } = await askFor(this.caller, inventory.auditRecords, range);
      for (const one of page.items) this.younger.set(one.id, one);
      after = page.next;
    }
    this.readFrom = firstIdAt(MOVEMENT, Date.parse(startedAt) - Math.max(USUAL_COMMIT_MS, ageMs(startedAt)));
  }
}
