import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import {
  catalog, inventory, invoicing, sales, StoreError, warranty,
  type Actor, type AuditReport, type CheckoutInput, type CloseDayInput, type CorrectionInput, type AuditInput,
  type InputOf, type MessageContract, type Quote, type RefusalBody, type ReplyOf, type SaleView, type Verdict,
} from '@comptoir/contracts';
import type { Caller } from '@comptoir/kit';
import { runAudit, type SagaWatch } from './audit/run-audit.js';
import { creditNoteOf, guaranteeOf, invoiceOf, returnedStockOf } from './documents.js';

/** What beginCheckout answers. */
export type BegunCheckout = ReplyOf<typeof sales.beginCheckout>;

/** What holdStock answers. */
export type HeldStock = ReplyOf<typeof inventory.holdStock>;

/** The steps sagas are made of; every command's id is `<workflowId>/<command>`. */
export type Activities = ReturnType<typeof makeActivities>;

async function refusalsEnd<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof StoreError && error.kind !== 'unavailable') {
      throw ApplicationFailure.create({ message: error.message, type: error.code, nonRetryable: true, details: [error.toBody()] });
    }
    throw error;
  }
}

/** Makes the activities from the rooms' contracts, handed the one way they have to call a room. */
export function makeActivities(caller: Caller, watch: SagaWatch) {
  const send = <M extends MessageContract>(contract: M, input: InputOf<M>, actor: Actor): Promise<ReplyOf<M>> => {
    const { workflowId } = Context.current().info.workflowExecution!;
    const identity = contract.kind === 'command' ? { commandId: `${workflowId}/${contract.subject}`, sagaId: workflowId } : {};
    return refusalsEnd(() => caller.call(contract, input, { actor, ...identity, timeoutMs: 4_000 }));
  };
  return {
    ...checkoutSteps(send),
    ...correctionSteps(send),
    ...orderSteps(send),
    closeDay: async (input: CloseDayInput) => {
      const store = await send(catalog.readStore, { storeId: input.storeId }, input.actor);
      return send(sales.closeDay, { store, businessDay: input.businessDay }, input.actor);
    },
    runAudit: (input: AuditInput): Promise<AuditReport> =>
      runAudit(input, { caller, watch, heartbeat: (detail) => Context.current().heartbeat(detail) }),
    recordAudit: (input: AuditInput, report: AuditReport) => send(sales.recordAudit, { report }, input.actor),
  };
}

type Send = <M extends MessageContract>(contract: M, input: InputOf<M>, actor: Actor) => Promise<ReplyOf<M>>;

/** A posted sale never changes, so its documents may share one read of it; kept while they are being issued. */
function readOnce(read: (input: CheckoutInput) => Promise<SaleView>): (input: CheckoutInput) => Promise<SaleView> {
  const reading = new Map<string, Promise<SaleView>>();
  return (input) => {
    const { saleId } = input.ids;
    const known = reading.get(saleId);
    if (known) return known;
    const fresh = read(input).finally(() => setTimeout(() => reading.delete(saleId), 1_000).unref());
    reading.set(saleId, fresh);
    return fresh;
  };
}

function checkoutSteps(send: Send) {
  const posted = readOnce((input) => send(sales.readSale, { saleId: input.ids.saleId }, input.actor));
  const at = ({ orderId, revision }: CheckoutInput) => ({ orderId, revision });
  return {
    /** Freezes the order's lines at the catalog; names and prices only, nothing about the customer. */
    quoteOrder: async (input: CheckoutInput): Promise<Quote> => {
      const order = await send(sales.readOrder, { orderId: input.orderId }, input.actor);
      if (order.lines.length === 0) return { store: await send(catalog.readStore, { storeId: order.storeId }, input.actor), lines: [] };
      const lines = order.lines.map(({ lineId, productId }) => ({ lineId, productId }));
      return send(catalog.quoteProducts, { storeId: order.storeId, lines }, input.actor);
    },
    beginCheckout: (input: CheckoutInput, quote: Quote): Promise<BegunCheckout> =>
      send(sales.beginCheckout, { ...at(input), quote, payment: input.payment }, input.actor),
    returnToDraft: (input: CheckoutInput, reason: RefusalBody) =>
      send(sales.returnToDraft, { ...at(input), code: reason.code, message: reason.message.slice(0, 1000) }, input.actor),
    holdStock: (input: CheckoutInput, lines: BegunCheckout['lines']): Promise<HeldStock> =>
      send(inventory.holdStock, { holdId: input.ids.holdId, storeId: input.storeId, lines }, input.actor),
    releaseHold: (input: CheckoutInput) =>
      send(inventory.releaseHold, { holdId: input.ids.holdId, storeId: input.storeId }, input.actor),
    requestApproval: (input: CheckoutInput, costMinor: number, deadline: string) =>
      send(sales.requestApproval, { ...at(input), costMinor, deadline }, input.actor),
    postSale: (input: CheckoutInput, held: HeldStock, verdict?: Verdict) =>
      send(sales.postSale, { ...at(input), storeId: input.storeId, saleId: input.ids.saleId, holdId: input.ids.holdId, allocations: held.lines, verdict }, input.actor),
    settleHold: (input: CheckoutInput) =>
      send(inventory.settleHold, { holdId: input.ids.holdId, saleId: input.ids.saleId }, input.actor),
    /** Reads the posted sale and issues its document; buyer and seller never pass through the workflow's history. */
    issueInvoice: async (input: CheckoutInput) => {
      const sale = await posted(input);
      return send(invoicing.issueInvoice, invoiceOf(sale, input.ids.invoiceId), input.actor);
    },
    issueGuarantee: async (input: CheckoutInput) => {
      const sale = await posted(input);
      return send(warranty.issueGuarantee, guaranteeOf(sale, input.ids), input.actor);
    },
    finalizeSale: (input: CheckoutInput, invoiceNumber: string, guaranteeId?: string) =>
      send(sales.finalizeSale, { saleId: input.ids.saleId, invoiceId: input.ids.invoiceId, invoiceNumber, guaranteeId }, input.actor),
  };
}

function correctionSteps(send: Send) {
  const named = ({ saleId, ids }: CorrectionInput) => ({ saleId, correctionId: ids.correctionId });
  const posted = async (input: CorrectionInput) => {
    const sale = await send(sales.readSale, { saleId: input.saleId }, input.actor);
    const found = sale.corrections.find((one) => one.correctionId === input.ids.correctionId);
    if (!found) throw new Error(`correction ${input.ids.correctionId} of ${input.saleId} is not to be read yet`);
    return found;
  };
  return {
    beginCorrection: async (input: CorrectionInput) => {
      const { revision, kind, reason, refundTo } = input;
      const lines = input.lines ? [...input.lines] : undefined;
      const begun = await send(sales.beginCorrection, { ...named(input), revision, kind, reason, refundTo, lines }, input.actor);
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
      send(sales.finalizeCorrection, { ...named(input), creditNoteId: input.ids.creditNoteId, creditNoteNumber }, input.actor),
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
    cancelOrder: ({ orderId, revision, reason, actor }: { orderId: string; revision: number; reason: string; actor: Actor }) =>
      send(sales.cancelOrder, { orderId, revision, reason }, actor),
  };
}
