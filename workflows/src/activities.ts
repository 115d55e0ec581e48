import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import {
  catalog,
  inventory,
  invoicing,
  sales,
  DomainError,
  warranty,
  type Actor,
  type AuditReport,
  type CheckoutInput,
  type CloseDayInput,
  type CorrectionInput,
  type AuditInput,
  type InputOf,
  type MessageContract,
  type Quote,
  type ErrorBody,
  type ReplyOf,
  type SaleView,
  type Verdict,
} from '@comptoir/contracts';
import type { Caller } from '@comptoir/kit';
import { creditNoteOf, guaranteeOf, invoiceOf, returnedStockOf } from './documents.js';

/** What beginCheckout answers. */
export type BegunCheckout = ReplyOf<typeof sales.beginCheckout>;

/** What holdStock answers. */
export type HeldStock = ReplyOf<typeof inventory.holdStock>;

/** The steps sagas are made of; every command's id is `<workflowId>/<command>`. */
export type Activities = ReturnType<typeof makeActivities> & AuditActivities;

/** The activity of the audit's own worker. */
export interface AuditActivities {
  runAudit(input: AuditInput): Promise<AuditReport>;
}

async function refusalsAsFailures<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DomainError && error.kind !== 'unavailable') {
      throw ApplicationFailure.create({
        message: error.message,
        type: error.code,
        nonRetryable: true,
        details: [error.toBody()],
      });
    }
    throw error;
  }
}

/** Makes the activities from the contracts; `caller` is their only way to call a service. */
export function makeActivities(caller: Caller) {
  const send = <M extends MessageContract>(contract: M, input: InputOf<M>, actor: Actor): Promise<ReplyOf<M>> => {
    const { workflowId } = Context.current().info.workflowExecution!;
    const identity =
      contract.kind === 'command' ? { commandId: `${workflowId}/${contract.subject}`, sagaId: workflowId } : {};
    return refusalsAsFailures(() => caller.call(contract, input, { actor, ...identity, timeoutMs: 4_000 }));
  };
  return {
    ...checkoutSteps(send),
    ...correctionSteps(send),
    ...orderSteps(send),
    closeDay: async (input: CloseDayInput) => {
      const store = await send(catalog.readStore, { storeId: input.storeId }, input.actor);
      return send(sales.closeDay, { store, businessDay: input.businessDay }, input.actor);
    },
    recordAudit: (input: AuditInput, report: AuditReport) => send(sales.recordAudit, { report }, input.actor),
  };
}

type Send = <M extends MessageContract>(contract: M, input: InputOf<M>, actor: Actor) => Promise<ReplyOf<M>>;

/** Sales that this worker posted a moment ago: their documents are issued next, and a posted sale never changes. */
class PostedSaleCache {
  private readonly known = new Map<string, Promise<SaleView>>();

  constructor(private readonly read: (input: CheckoutInput) => Promise<SaleView>) {}

  /** Keeps a sale, or the promise of reading it, while its documents are issued. */
  keep(saleId: string, sale: Promise<SaleView>): Promise<SaleView> {
    this.known.set(saleId, sale);
    setTimeout(() => this.known.delete(saleId), 5_000).unref();
    sale.catch(() => this.known.delete(saleId)); // who awaits it gets the error; the next one reads again
    return sale;
  }

  /** The sale: known since its post, else read once for all its documents. */
  of(input: CheckoutInput): Promise<SaleView> {
    const { saleId } = input.ids;
    return this.known.get(saleId) ?? this.keep(saleId, this.read(input));
  }
}

function checkoutSteps(send: Send) {
  const posted = new PostedSaleCache((input) => send(sales.readSale, { saleId: input.ids.saleId }, input.actor));
  const at = ({ orderId, revision }: CheckoutInput) => ({ orderId, revision });
  const quoteOf = async ({ storeId, lines, actor }: CheckoutInput): Promise<Quote> =>
    lines.length === 0
      ? { store: await send(catalog.readStore, { storeId }, actor), lines: [] }
      : send(catalog.quoteProducts, { storeId, lines: [...lines] }, actor);
  return {
    /** Gets the quote from the catalog and locks the order with it; the quote is stored in the order, not in the history. */
    beginCheckout: async (input: CheckoutInput): Promise<BegunCheckout> =>
      send(sales.beginCheckout, { ...at(input), quote: await quoteOf(input), payment: input.payment }, input.actor),
    returnToDraft: (input: CheckoutInput, reason: ErrorBody) =>
      send(
        sales.returnToDraft,
        { ...at(input), code: reason.code, message: reason.message.slice(0, 1000) },
        input.actor,
      ),
    holdStock: (input: CheckoutInput, lines: BegunCheckout['lines']): Promise<HeldStock> =>
      send(inventory.holdStock, { holdId: input.ids.holdId, storeId: input.storeId, lines }, input.actor),
    releaseHold: (input: CheckoutInput) =>
      send(inventory.releaseHold, { holdId: input.ids.holdId, storeId: input.storeId }, input.actor),
    requestApproval: (input: CheckoutInput, costMinor: number, deadline: string) =>
      send(sales.requestApproval, { ...at(input), costMinor, deadline }, input.actor),
    /** The pivot. The sale stays in this process: buyer and seller never enter the workflow history. */
    postSale: async (input: CheckoutInput, held: HeldStock, verdict?: Verdict): Promise<void> => {
      const { saleId, holdId } = input.ids;
      const { sale } = await send(
        sales.postSale,
        { ...at(input), storeId: input.storeId, saleId, holdId, allocations: held.lines, verdict },
        input.actor,
      );
      await posted.keep(saleId, Promise.resolve(sale));
    },
    settleHold: (input: CheckoutInput) =>
      send(inventory.settleHold, { holdId: input.ids.holdId, saleId: input.ids.saleId }, input.actor),
    issueInvoice: async (input: CheckoutInput) => {
      const sale = await posted.of(input);
      return send(invoicing.issueInvoice, invoiceOf(sale, input.ids.invoiceId), input.actor);
    },
    issueGuarantee: async (input: CheckoutInput) => {
      const sale = await posted.of(input);
      return send(warranty.issueGuarantee, guaranteeOf(sale, input.ids), input.actor);
    },
    finalizeSale: (input: CheckoutInput, invoiceNumber: string, guaranteeId?: string) =>
      send(
        sales.finalizeSale,
        { saleId: input.ids.saleId, invoiceId: input.ids.invoiceId, invoiceNumber, guaranteeId },
        input.actor,
      ),
  };
}

function correctionSteps(send: Send) {
  const named = ({ saleId, ids }: CorrectionInput) => ({ saleId, correctionId: ids.correctionId });
  const posted = async (input: CorrectionInput) => {
    const sale = await send(sales.readSale, { saleId: input.saleId }, input.actor);
    const found = sale.corrections.find((one) => one.correctionId === input.ids.correctionId);
    if (!found) throw new Error(`correction ${input.ids.correctionId} of ${input.saleId} cannot be read yet`);
    return found;
  };
  return {
    beginCorrection: async (input: CorrectionInput) => {
      const { revision, kind, reason, refundTo } = input;
      const lines = input.lines ? [...input.lines] : undefined;
      const begun = await send(
        sales.beginCorrection,
        { ...named(input), revision, kind, reason, refundTo, lines },
        input.actor,
      );
      return begun.lines.map(({ saleLineId, quantity }) => ({ saleLineId, quantity }));
    },
    abandonCorrection: (input: CorrectionInput) =>
      send(sales.abandonCorrection, { ...named(input), revision: input.revision }, input.actor),
    voidGuarantees: (input: CorrectionInput, lines: { saleLineId: string; quantity: number }[]) =>
      send(warranty.voidGuarantees, { ...named(input), lines }, input.actor),
    reinstateGuarantees: (input: CorrectionInput) => send(warranty.reinstateGuarantees, named(input), input.actor),
    postReversal: async (input: CorrectionInput) => {
      const { stiId } = await send(sales.postReversal, named(input), input.actor);
      return { stiId };
    },
    returnStock: async (input: CorrectionInput) =>
      send(inventory.returnStock, returnedStockOf(await posted(input)), input.actor),
    issueCreditNote: async (input: CorrectionInput) =>
      send(invoicing.issueCreditNote, creditNoteOf(await posted(input), input.ids.creditNoteId), input.actor),
    finalizeCorrection: (input: CorrectionInput, creditNoteNumber: string) =>
      send(
        sales.finalizeCorrection,
        { ...named(input), creditNoteId: input.ids.creditNoteId, creditNoteNumber },
        input.actor,
      ),
  };
}

function orderSteps(send: Send) {
  return {
    readOrder: async ({ orderId, actor }: { orderId: string; actor: Actor }) => {
      const { state, revision, saleId, sagaId } = await send(sales.readOrder, { orderId }, actor);
      return { state, revision, saleId, sagaId };
    },
    readSaleState: async ({ saleId, actor }: { saleId: string; actor: Actor }) => {
      const { state, revision } = await send(sales.readSale, { saleId }, actor);
      return { state, revision };
    },
    cancelOrder: ({
      orderId,
      revision,
      reason,
      actor,
    }: {
      orderId: string;
      revision: number;
      reason: string;
      actor: Actor;
    }) => send(sales.cancelOrder, { orderId, revision, reason }, actor),
  };
}
