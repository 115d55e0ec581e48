import { setTimeout as pause } from 'node:timers/promises';
import { eventually, openStoreFixture, stockUp, type StoreFixture } from '@comptoir/deploy/testing';
import type { FaultSystem } from '../fault-system.js';
import { Random } from '../random.js';
import { AnswerLog } from './answer-log.js';
import { checkAnswers } from './check-answers.js';
import { SalesTraffic } from './sales-traffic.js';

const PRODUCT_COUNT = 6;
/** Two small batches first, so that sales cross batches; the third one is never used up. */
const BATCHES: readonly [quantity: number, unitCostMinor: number][] = [
  [3, 500],
  [7, 550],
  [200_000, 600],
];
/** The longest time that the last answers may take after the faults, seconds. */
const MAX_DRAIN_SECONDS = 60;

/** Load generator: clients that sell, cancel and return at random, in a store of their own. */
export class LoadClients {
  private readonly answers = new AnswerLog();
  private readonly traffic: SalesTraffic;
  private operations = 0;
  private isOpen = true;
  private running: Promise<void>[] = [];

  private constructor(
    private readonly system: FaultSystem,
    private readonly store: StoreFixture,
    productIds: readonly string[],
    private readonly seed: number,
  ) {
    this.traffic = new SalesTraffic(system, store, productIds, this.answers);
  }

  /** Creates a store with stocked products and starts `count` clients; the seed determines what they do. */
  static async start(system: FaultSystem, seed: number, count = 10): Promise<LoadClients> {
    const store = await openStoreFixture(system.testSystem);
    const productIds: string[] = [];
    for (let index = 0; index < PRODUCT_COUNT; index += 1)
      productIds.push(await stockUp(store, BATCHES, { warrantyMonths: index % 2 === 0 ? 12 : 0 }));
    const clients = new LoadClients(system, store, productIds, seed);
    clients.running = Array.from({ length: count }, (_unused, number) => clients.runClient(number));
    return clients;
  }

  /** Waits until the clients have finished `count` more operations. */
  async waitForOperations(count: number, withinMs = 120_000): Promise<void> {
    const before = this.operations;
    await eventually(() => {
      const finished = this.operations - before;
      if (finished < count)
        throw new Error(`the load clients finished only ${finished} of ${count} operations in ${withinMs / 1000} s`);
    }, withinMs);
  }

  /** Starts no new operation and waits for the running ones; records a problem if they take too long (ANSWERED). */
  async stop(): Promise<void> {
    this.isOpen = false;
    const startedAt = performance.now();
    await Promise.all(this.running);
    const seconds = (performance.now() - startedAt) / 1000;
    if (seconds > MAX_DRAIN_SECONDS)
      this.answers.problems.push(
        `ANSWERED: a client waited ${seconds.toFixed(0)} s for its last answer after the faults were over`,
      );
  }

  /** The 99th percentile of the durations of checkouts answered in a period, milliseconds; 0 without checkouts. */
  p99Ms(from: number, to: number): number {
    const durations = this.traffic.checkouts
      .filter(({ receivedAt }) => receivedAt >= from && receivedAt <= to)
      .map(({ durationMs }) => durationMs)
      .sort((a, b) => a - b);
    const index = Math.min(durations.length - 1, Math.floor(durations.length * 0.99));
    return Math.round(durations[index] ?? 0);
  }

  /** Compares every answer with what is stored. Returns the problems, with those recorded while the clients ran. */
  async check(): Promise<string[]> {
    return [...this.answers.problems, ...(await checkAnswers(this.system, this.store.storeId, this.answers))];
  }

  /** What the clients did, as one line of text. */
  summary(): string {
    const { sales, refusedOrders, correctionCount } = this.answers;
    return `${this.operations} operations of ${this.running.length} load clients: ${sales.size} sold, ${correctionCount} cancelled or returned, ${refusedOrders.size} refused`;
  }

  private async runClient(number: number): Promise<void> {
    const random = new Random(this.seed * 1_000 + number);
    for (let index = 0; this.isOpen; index += 1) {
      const name = `${this.seed}-${number}-${index}-${this.store.storeId.slice(-8)}`;
      await this.traffic
        .runOperation(random, name)
        .catch((error: Error) => this.answers.problems.push(`ANSWERED: ${error.message}`));
      this.operations += 1;
      await pause(100 + random.below(300)); // the time between two customers
    }
  }
}
