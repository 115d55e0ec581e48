import { ApplicationFailure } from '@temporalio/common';
import type { CheckoutInput, CorrectionInput, OrderCancellationInput } from '@comptoir/contracts';
import type { Activities } from '../src/activities.js';

/** What goes wrong at a step. */
export interface Fault {
  /** refuse: the service refuses, always or the first `times` times. silent: it takes effect, but no reply ever comes. deaf: no effect and no reply. flaky: no reply the first `times` times. */
  readonly kind: 'refuse' | 'silent' | 'deaf' | 'flaky';
  readonly times?: number;
}

/** A shop in memory that really holds and releases, so that tests look at what is left, not at what was called. */
export class FakeServices {
  order: { state: string; revision: number; saleId?: string; sagaId?: string; reason?: string } = {
    state: 'draft',
    revision: 1,
    sagaId: undefined,
  };
  available = 10;
  readonly holds = new Map<string, 'open' | 'released' | 'settled'>();
  readonly sales = new Map<string, 'posting' | 'final' | 'correcting' | 'cancelled'>();
  readonly invoices = new Set<string>();
  readonly guarantees = new Map<string, 'active' | 'void'>();
  readonly corrections = new Map<string, 'begun' | 'posted' | 'final' | 'abandoned'>();
  readonly creditNotes = new Set<string>();
  returned = 0;
  /** Past days that are still open, oldest first. */
  openDays: string[] = [];
  /** Drafts that nobody has changed for long. */
  idleDrafts = 0;
  /** Batches that expire and were not told of, and alerts of batches that are gone. */
  expiringBatches = 0;
  goneBatches = 0;
  readonly faults = new Map<string, Fault>();
  approvalNeeded = false;
  /** Reasons that only the pivot finds, one more each time that it is tried. */
  reasonsAtPost: readonly { code: 'credit.over-limit'; message: string }[] = [];
  asked = 0;
  private stopped = false;
  /** Called when a step begins; tests cancel from here. */
  onStep: (step: string) => Promise<void> = async () => undefined;
  private readonly calls = new Map<string, number>();

  constructor(readonly units = 3) {}

  /** Runs a step under its fault. */
  async step<T>(name: string, effect: () => T): Promise<T> {
    await this.onStep(name);
    const count = (this.calls.get(name) ?? 0) + 1;
    this.calls.set(name, count);
    const fault = this.faults.get(name);
    if (fault?.kind === 'refuse' && count <= (fault.times ?? Number.POSITIVE_INFINITY))
      throw refused(`${name}.refused`);
    if (fault?.kind === 'deaf') throw new Error(`${name}: no answer`);
    if (fault?.kind === 'flaky' && count <= (fault.times ?? 2)) throw new Error(`${name}: no answer, attempt ${count}`);
    const result = effect();
    if (fault?.kind === 'silent' && count <= (fault.times ?? Number.POSITIVE_INFINITY))
      throw new Error(`${name}: the answer was lost`);
    return result;
  }

  /** Nothing is left of a checkout: no stock taken, no sale, no document, the order back in Draft. */
  leftNothing(): object {
    return {
      order: this.order.state,
      available: this.available,
      openHolds: [...this.holds.values()].filter((state) => state === 'open').length,
      sales: this.sales.size,
      invoices: this.invoices.size,
      guarantees: this.guarantees.size,
    };
  }

  /** Everything of a checkout is there, once. */
  soldAll(): object {
    return {
      order: this.order.state,
      available: this.available,
      holds: [...this.holds.values()],
      sales: [...this.sales.values()],
      invoices: this.invoices.size,
      guarantees: [...this.guarantees.values()],
    };
  }

  /** What became of a correction. */
  corrected(): object {
    return {
      sale: [...this.sales.values()],
      corrections: [...this.corrections.values()],
      guarantees: [...this.guarantees.values()],
      returned: this.returned,
      creditNotes: this.creditNotes.size,
    };
  }

  /** A shop that has sold already. */
  sell(saleId: string, guaranteeId: string): void {
    this.sales.set(saleId, 'final');
    this.guarantees.set(guaranteeId, 'active');
    this.order = { state: 'invoiced', revision: 1, saleId };
  }

  beginCheckout(input: CheckoutInput) {
    if (this.order.state === 'draft' && this.order.revision === input.revision)
      this.order = { ...this.order, state: 'checkingOut', sagaId: 'saga' };
    else if (this.order.revision !== input.revision) throw refused('order.changed');
    const approvalReasons = this.approvalNeeded ? [{ code: 'price.below-min' as const, message: 'below' }] : [];
    return {
      ids: input.ids,
      lines: [],
      approvalReasons,
      warranted: true,
      storeId: input.storeId,
      customerId: input.customerId,
      currency: 'EUR' as const,
      netMinor: 1,
      taxMinor: 0,
      grossMinor: 1,
    };
  }

  stopCheckout() {
    if (this.order.saleId) return { posted: { warranted: true } };
    this.stopped = true;
    return {};
  }

  returnToDraft(input: CheckoutInput, code: string) {
    if (this.order.saleId) return { revision: this.order.revision, state: 'fulfilled' as const };
    if (this.order.revision === input.revision)
      this.order = { state: 'draft', revision: input.revision + 1, reason: code };
    return { revision: this.order.revision, state: 'draft' as const };
  }

  hold(holdId: string) {
    const state = this.holds.get(holdId);
    if (state === 'released') throw refused('hold.voided');
    if (!state) {
      if (this.available < this.units) throw refused('stock.insufficient');
      this.available -= this.units;
      this.holds.set(holdId, 'open');
    }
    return { costMinor: 1 };
  }

  release(holdId: string) {
    if (this.holds.get(holdId) === 'open') this.available += this.units;
    if (this.holds.get(holdId) === 'settled') throw refused('hold.not-open');
    this.holds.set(holdId, 'released');
    return { released: true };
  }

  post(input: CheckoutInput, approved: boolean) {
    if (this.order.revision !== input.revision || this.stopped) throw refused('order.changed');
    if (this.reasonsAtPost.length > 0 && !(approved && this.asked >= this.reasonsAtPost.length))
      throw refused('approval.missing', { reasons: this.reasonsAtPost.slice(0, this.asked + 1) });
    this.sales.set(input.ids.saleId, 'posting');
    this.order = { ...this.order, state: 'fulfilled', saleId: input.ids.saleId };
  }
}

const SOMETIME = '2026-03-01T23:00:00.000Z';

function refused(code: string, details: object = {}): ApplicationFailure {
  return ApplicationFailure.create({
    message: code,
    type: code,
    nonRetryable: true,
    details: [{ code, kind: 'conflict', message: code, details }],
  });
}

/** The activities, done by whichever fake shop the input names. */
export function fakeActivities(
  fakeServicesOf: (
    input: CheckoutInput | CorrectionInput | OrderCancellationInput | { orderId?: string; saleId?: string },
  ) => FakeServices,
): Partial<Activities> {
  const at =
    <I extends object, T>(name: string, effect: (shop: FakeServices, input: I) => T) =>
    (input: I): Promise<T> => {
      const shop = fakeServicesOf(input as never);
      return shop.step(name, () => effect(shop, input));
    };
  return {
    ...checkoutFakes(fakeServicesOf, at),
    nextDueDay: at('nextDueDay', (shop) => shop.openDays[0]),
    countClaims: at('countClaims', () => ({ after: SOMETIME, upTo: SOMETIME, opened: 0, closed: 0 })),
    closeDay: at('closeDay', (shop) => {
      shop.openDays.shift();
      return {} as never;
    }),
    expireDrafts: at('expireDrafts', (shop) => {
      const expired = Math.min(shop.idleDrafts, 100);
      shop.idleDrafts -= expired;
      return { expired, more: expired === 100 };
    }),
    expiringUpTo: at('expiringUpTo', () => [
      { storeId: 'sto_first', upTo: '2026-03-15' },
      { storeId: 'sto_second', upTo: '2026-03-16' },
    ]),
    warnExpiring: at('warnExpiring', (shop) => {
      const raised = Math.min(shop.expiringBatches, 200);
      shop.expiringBatches -= raised;
      const ended = shop.goneBatches;
      shop.goneBatches = 0;
      return { raised, ended, more: shop.expiringBatches > 0 };
    }),
    beginCorrection: at('begin', (shop, { saleId, ids }: CorrectionInput) => {
      if (shop.corrections.get(ids.correctionId) === 'abandoned') throw refused('correction.abandoned');
      if (shop.sales.get(saleId) !== 'final' && !shop.corrections.has(ids.correctionId)) throw refused('sale.state');
      shop.sales.set(saleId, 'correcting');
      shop.corrections.set(ids.correctionId, 'begun');
      return [{ saleLineId: 'lin', quantity: 1 }];
    }),
    abandonCorrection: at('abandon', (shop, { saleId, ids }: CorrectionInput) => {
      if (shop.corrections.get(ids.correctionId) === 'begun') shop.sales.set(saleId, 'final');
      shop.corrections.set(ids.correctionId, 'abandoned');
      return { abandoned: true };
    }),
    voidGuarantees: (input: CorrectionInput) =>
      fakeServicesOf(input).step('void', () => {
        for (const key of fakeServicesOf(input).guarantees.keys()) fakeServicesOf(input).guarantees.set(key, 'void');
        return { voided: [] };
      }),
    reinstateGuarantees: at('reinstate', (shop) => {
      for (const key of shop.guarantees.keys()) shop.guarantees.set(key, 'active');
      return { reinstated: true };
    }),
    postReversal: at('reverse', (shop, { ids }: CorrectionInput) => {
      shop.corrections.set(ids.correctionId, 'posted');
      return { stiId: 'sti' };
    }),
    returnStock: at('return', (shop) => {
      shop.returned = shop.units;
      return { batchIds: [] };
    }),
    issueCreditNote: at('creditNote', (shop, { ids }: CorrectionInput) => {
      shop.creditNotes.add(ids.creditNoteId);
      return { invoiceId: ids.creditNoteId, number: 'A-1' };
    }),
    finalizeCorrection: (input: CorrectionInput) =>
      fakeServicesOf(input).step('finalizeCorrection', () => {
        fakeServicesOf(input).corrections.set(input.ids.correctionId, 'final');
        fakeServicesOf(input).sales.set(input.saleId, 'cancelled');
        return { correctionId: input.ids.correctionId, state: 'cancelled' as const };
      }),
    readOrder: async (input) =>
      ({
        ...fakeServicesOf(input).order,
        state: fakeServicesOf(input).order.state,
        saleId: fakeServicesOf(input).order.saleId,
        sagaId: fakeServicesOf(input).order.sagaId,
      }) as never,
    recordOutcome: async (input) => ({ sagaId: input.orderId }),
    readSaleState: async (input) => ({ state: fakeServicesOf(input).sales.get(input.saleId), revision: 1 }) as never,
    cancelOrder: async (input) => {
      fakeServicesOf(input).order.state = 'cancelled';
      return {} as never;
    },
  };
}

function checkoutFakes(
  fakeServicesOf: (input: any) => FakeServices,
  at: <I extends object, T>(name: string, effect: (shop: FakeServices, input: I) => T) => (input: I) => Promise<T>,
): Partial<Activities> {
  return {
    beginCheckout: at('lock', (shop, input: CheckoutInput) => shop.beginCheckout(input)),
    stopCheckout: at('stop', (shop) => shop.stopCheckout()),
    returnToDraft: (input, reason) =>
      fakeServicesOf(input).step('returnToDraft', () => fakeServicesOf(input).returnToDraft(input, reason.code)),
    holdStock: at('hold', (shop, input: CheckoutInput) => shop.hold(input.ids.holdId)),
    releaseHold: at('release', (shop, input: CheckoutInput) => shop.release(input.ids.holdId)),
    requestApproval: at('requestApproval', (shop) => {
      shop.asked += 1;
      shop.order.state = 'pendingApproval';
      return { state: 'pendingApproval' as const };
    }),
    postSale: (input, _lines, verdict) =>
      fakeServicesOf(input).step('post', () => fakeServicesOf(input).post(input, verdict?.approved === true)),
    settleHold: at('settle', (shop, input: CheckoutInput) => {
      shop.holds.set(input.ids.holdId, 'settled');
      return { settled: true as const };
    }),
    issueInvoice: at('invoice', (shop, { ids }: CheckoutInput) => {
      shop.invoices.add(ids.invoiceId);
      return { invoiceId: ids.invoiceId, number: 'F-1' };
    }),
    issueGuarantee: at('guarantee', (shop, { ids }: CheckoutInput) => {
      shop.guarantees.set(ids.guaranteeId, 'active');
      return { guaranteeId: ids.guaranteeId };
    }),
    finalizeSale: at('finalize', (shop, { ids }: CheckoutInput) => {
      shop.sales.set(ids.saleId, 'final');
      shop.order.state = 'invoiced';
      return { saleId: ids.saleId, state: 'final' as const };
    }),
  };
}
