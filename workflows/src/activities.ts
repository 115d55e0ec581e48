import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import {
  businessDayOf,
  catalog,
  dayAfter,
  inventory,
  invoicing,
  nextDay,
  sales,
  startOfDay,
  DomainError,
  warranty,
  type Actor,
  type ApprovalReason,
  type AuditReport,
  type CheckoutInput,
  type CheckoutProgress,
  type ClaimFigures,
  type CloseDayInput,
  type CloseDueDaysInput,
  type CorrectionInput,
  type ExpireDraftsInput,
  type AuditInput,
  type InputOf,
  type MessageContract,
  type OrderCancellationInput,
  type Quote,
  type ErrorBody,
  type ReplyOf,
  type SagaRecord,
  type SaleView,
  type SnapshotView,
  type StoreView,
  type VerdictGiven,
  type WarnExpiringInput,
} from '@comptoir/contracts';
import { mint, now, type Caller } from '@comptoir/kit';
import { creditNoteOf, guaranteeOf, invoiceOf, returnedStockOf } from './documents.js';

/** What beginCheckout answers. */
export type BegunCheckout = ReplyOf<typeof sales.beginCheckout>;

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

/** Answers are waited for 4 seconds; a remote attempt after a failed one waits longer, for a step that is just slow. */
const ANSWER_MS = 4_000;
const LONGEST_ANSWER_MS = 25_000;
const HOUR_MS = 3_600_000;

/** Settings of an installation that activities work with. */
export interface ActivitySettings {
  /** After how many hours without a change a Draft expires. */
  readonly draftHours: number;
  /** Of what expires within so many days people are warned. */
  readonly expiryDays: number;
}

/** A store, and the day up to which what expires in it is told. */
export interface ExpiringUpTo {
  readonly storeId: string;
  readonly upTo: string;
}

/** Makes the activities from the contracts; `caller` is their only way to call a service. */
export function makeActivities(caller: Caller, { draftHours, expiryDays }: ActivitySettings) {
  const send = <M extends MessageContract>(
    contract: M,
    input: InputOf<M>,
    { actor, fingerprint }: Request,
    part?: number,
  ): Promise<ReplyOf<M>> => {
    const { workflowExecution, isLocal, attempt } = Context.current().info;
    const { workflowId } = workflowExecution!;
    const commandId = `${workflowId}/${contract.subject}${part === undefined ? '' : `/${part}`}`;
    const identity = contract.kind === 'command' ? { commandId, sagaId: workflowId, fingerprint } : {};
    const timeoutMs = isLocal ? ANSWER_MS : Math.min(ANSWER_MS * attempt, LONGEST_ANSWER_MS);
    return refusalsAsFailures(() => caller.call(contract, input, { actor, ...identity, timeoutMs }));
  };
  return {
    ...checkoutSteps(send),
    ...correctionSteps(send),
    ...orderSteps(send),
    /** The claims since the day closed before, up to the end of the day, or to now where it is closed before its end. */
    countClaims: async ({ storeId, businessDay, actor }: CloseDayInput): Promise<ClaimFigures> => {
      const store = await send(catalog.readStore, { storeId }, { actor });
      const { items } = await send(sales.listSnapshots, { storeId, limit: 1 }, { actor });
      const span = claimSpan(store, items[0], businessDay);
      return { ...span, ...(await send(warranty.countClaims, { storeId, ...span }, { actor })) };
    },
    closeDay: async (input: CloseDayInput, claims: ClaimFigures) => {
      const store = await send(catalog.readStore, { storeId: input.storeId }, input);
      const { businessDay, beforeItsEnd } = input;
      return send(sales.closeDay, { store, businessDay, claims, beforeItsEnd }, input);
    },
    /** The oldest past day of a store that is still open, if there is one. */
    nextDueDay: async ({ storeId, actor }: CloseDueDaysInput): Promise<string | undefined> => {
      const { createdAt, timeZone } = await send(catalog.readStore, { storeId }, { actor });
      const { items } = await send(sales.listSnapshots, { storeId, limit: 1 }, { actor });
      const [last] = items;
      const next = last ? nextDay(last.businessDay) : businessDayOf(createdAt, timeZone);
      return next < businessDayOf(now(), timeZone) ? next : undefined;
    },
    /** Expires some Drafts that were not changed for the set time, counted from `startedAt`. */
    expireDrafts: ({ actor }: ExpireDraftsInput, startedAt: string, part: number) => {
      const changedBefore = new Date(Date.parse(startedAt) - draftHours * HOUR_MS).toISOString();
      return send(sales.expireDrafts, { changedBefore }, { actor }, part);
    },
    /** The stores, each with its own day from which the days before an expiry date are counted. */
    expiringUpTo: async ({ actor }: WarnExpiringInput): Promise<ExpiringUpTo[]> => {
      const { items } = await send(catalog.listStores, {}, { actor });
      const at = now();
      return items.map(({ storeId, timeZone }) => ({
        storeId,
        upTo: dayAfter(businessDayOf(at, timeZone), expiryDays),
      }));
    },
    /** Warns of some batches of a store that expire up to the day; `part` counts the commands of the run. */
    warnExpiring: ({ actor }: WarnExpiringInput, { storeId, upTo }: ExpiringUpTo, part: number) =>
      send(inventory.warnExpiring, { storeId, upTo }, { actor }, part),
    newAuditId: async (): Promise<string> => mint('audit'),
    recordAudit: (input: AuditInput, report: AuditReport) => send(sales.recordAudit, { report }, input),
  };
}

/** A claim of this long ago can be read: its transaction is over. */
const SETTLED_MS = 2_000;

/** Where the claims of a day begin and end; one that is opened after its close counts for the next day. */
function claimSpan(
  { createdAt, timeZone }: Pick<StoreView, 'createdAt' | 'timeZone'>,
  last: Pick<SnapshotView, 'claims'> | undefined,
  businessDay: string,
): Pick<ClaimFigures, 'after' | 'upTo'> {
  const after = last?.claims.upTo ?? createdAt;
  const settled = new Date(Date.parse(now()) - SETTLED_MS).toISOString();
  const end = startOfDay(nextDay(businessDay), timeZone);
  const upTo = settled < end ? settled : end;
  return { after, upTo: upTo < after ? after : upTo };
}

/** Sends a message of the saga; `part` numbers the commands of one kind that a saga sends several of. */
type Send = <M extends MessageContract>(
  contract: M,
  input: InputOf<M>,
  request: Request,
  part?: number,
) => Promise<ReplyOf<M>>;

/** On whose behalf a saga runs, and the hash of the request. */
interface Request {
  readonly actor: Actor;
  readonly fingerprint?: string | undefined;
}

type Story = CheckoutProgress['steps'][number][];

/** A refusal as it is stored. */
function shortened(refusal: ErrorBody): ErrorBody {
  return { ...refusal, message: refusal.message.slice(0, 1000) };
}

/** What this worker got a moment ago and needs in a next step; it stays out of the workflow history. */
class RecentReplies<T> {
  private readonly known = new Map<string, Promise<T>>();

  /** Keeps a reply, or the promise of it, for the steps that follow. */
  keep(key: string, reply: Promise<T>): Promise<T> {
    this.known.set(key, reply);
    setTimeout(() => this.known.delete(key), 5_000).unref();
    reply.catch(() => this.known.delete(key)); // who awaits it gets the error; the next one reads again
    return reply;
  }

  /** The reply kept under the key, else the one that `read` gets, once for all who ask meanwhile. */
  of(key: string, read: () => Promise<T>): Promise<T> {
    return this.known.get(key) ?? this.keep(key, read());
  }
}

/** What requestApproval asks for; the round tells apart the times that one checkout asks. */
export interface ApprovalRequest {
  readonly round: number;
  readonly costMinor: number;
  readonly deadline: string;
  readonly reasons: ApprovalReason[];
}

function checkoutSteps(send: Send) {
  const posted = new RecentReplies<SaleView>();
  const holds = new RecentReplies<ReplyOf<typeof inventory.holdStock>>();
  const at = ({ orderId, revision }: CheckoutInput) => ({ orderId, revision });
  const quoteOf = async ({ storeId, lines, actor }: CheckoutInput): Promise<Quote> =>
    lines.length === 0
      ? { store: await send(catalog.readStore, { storeId }, { actor }), lines: [] }
      : send(catalog.quoteProducts, { storeId, lines: [...lines] }, { actor });
  const hold = (input: CheckoutInput, lines: BegunCheckout['lines']) =>
    send(inventory.holdStock, { holdId: input.ids.holdId, storeId: input.storeId, lines }, input);
  /** The sale: known since its post, else read once for all its documents. */
  const saleOf = ({ ids: { saleId }, actor }: CheckoutInput): Promise<SaleView> =>
    posted.of(saleId, () => send(sales.readSale, { saleId, owed: false }, { actor }));
  return {
    /** Gets the quote from the catalog and locks the order with it; the quote is stored in the order, not in the history. */
    beginCheckout: async (input: CheckoutInput): Promise<BegunCheckout> =>
      send(
        sales.beginCheckout,
        {
          ...at(input),
          quote: await quoteOf(input),
          payments: [...input.payments],
          tillSessionId: input.tillSessionId,
          ids: input.ids,
          maySellTaxFree: input.maySellTaxFree ?? false,
          ...(input.discountLimits ? { discountLimits: input.discountLimits } : {}),
        },
        input,
      ),
    stopCheckout: (input: CheckoutInput) => send(sales.stopCheckout, at(input), input),
    returnToDraft: (input: CheckoutInput, refusal: ErrorBody, steps: Story) =>
      send(sales.returnToDraft, { ...at(input), refusal: shortened(refusal), steps }, input),
    /** Holds the stock. Which batches it comes from stays in this process: a sale may draw from thousands. */
    holdStock: async (input: CheckoutInput, lines: BegunCheckout['lines']): Promise<{ costMinor: number }> => {
      const { costMinor } = await holds.keep(input.ids.holdId, hold(input, lines));
      return { costMinor };
    },
    releaseHold: (input: CheckoutInput) =>
      send(inventory.releaseHold, { holdId: input.ids.holdId, storeId: input.storeId }, input),
    requestApproval: (input: CheckoutInput, { round, ...asked }: ApprovalRequest) =>
      send(sales.requestApproval, { ...at(input), ...asked, maxWaiting: input.maxWaiting }, input, round),
    /**
     * The pivot. Buyer, seller and batches never enter the workflow history: the hold is known since it was granted, else its
     * stored reply comes again, and the sale stays in this process.
     */
    postSale: async (input: CheckoutInput, lines: BegunCheckout['lines'], verdict?: VerdictGiven): Promise<void> => {
      const { saleId, holdId } = input.ids;
      const held = await holds.of(holdId, () => hold(input, lines));
      const { sale } = await send(
        sales.postSale,
        { ...at(input), storeId: input.storeId, saleId, holdId, allocations: held.lines, verdict },
        input,
      );
      await posted.keep(saleId, Promise.resolve(sale));
    },
    settleHold: async (input: CheckoutInput) => {
      const { holdId, saleId } = input.ids;
      const { businessDay } = await saleOf(input); // what leaves the stock does so on the day of the books
      return send(inventory.settleHold, { holdId, saleId, businessDay }, input);
    },
    issueInvoice: async (input: CheckoutInput) =>
      send(invoicing.issueInvoice, invoiceOf(await saleOf(input), input.ids.invoiceId), input),
    issueGuarantee: async (input: CheckoutInput) =>
      send(warranty.issueGuarantee, guaranteeOf(await saleOf(input), input.ids), input),
    finalizeSale: (
      input: CheckoutInput,
      invoice: { invoiceId: string; number: string },
      guaranteeId: string | undefined,
      steps: Story,
    ) =>
      send(
        sales.finalizeSale,
        { saleId: input.ids.saleId, invoiceId: invoice.invoiceId, invoiceNumber: invoice.number, guaranteeId, steps },
        input,
      ),
  };
}

function correctionSteps(send: Send) {
  const named = ({ saleId, ids }: CorrectionInput) => ({ saleId, correctionId: ids.correctionId });
  const posted = async (input: CorrectionInput) => {
    const sale = await send(sales.readSale, { saleId: input.saleId, owed: false }, input);
    const found = sale.corrections.find((one) => one.correctionId === input.ids.correctionId);
    if (!found) throw new Error(`correction ${input.ids.correctionId} of ${input.saleId} cannot be read yet`);
    return found;
  };
  /** The store that takes the goods in, where it is not the one that sold; it does not enter the history. */
  const takenBackIn = async ({ takenBackIn: storeId, actor }: CorrectionInput): Promise<StoreView | undefined> => {
    if (storeId === undefined) return undefined;
    const { scaleLayouts: _layouts, ...store } = await send(catalog.readStore, { storeId }, { actor });
    return store;
  };
  return {
    beginCorrection: async (input: CorrectionInput) => {
      const { revision, kind, reasonId, refundTo, tillSessionId, limits } = input;
      const lines = input.lines ? [...input.lines] : undefined;
      const store = await takenBackIn(input);
      const begun = await send(
        sales.beginCorrection,
        { ...named(input), revision, kind, takenBackIn: store, reasonId, refundTo, tillSessionId, lines, limits },
        input,
      );
      return begun.lines.map(({ saleLineId, quantity }) => ({ saleLineId, quantity }));
    },
    abandonCorrection: (input: CorrectionInput, refusal: ErrorBody, steps: Story) =>
      send(
        sales.abandonCorrection,
        { ...named(input), revision: input.revision, refusal: shortened(refusal), steps },
        input,
      ),
    voidGuarantees: (input: CorrectionInput, lines: { saleLineId: string; quantity: number }[]) =>
      send(warranty.voidGuarantees, { ...named(input), lines }, input),
    reinstateGuarantees: (input: CorrectionInput) => send(warranty.reinstateGuarantees, named(input), input),
    postReversal: async (input: CorrectionInput) => {
      const { stiId } = await send(sales.postReversal, named(input), input);
      return { stiId };
    },
    returnStock: async (input: CorrectionInput) =>
      send(inventory.returnStock, returnedStockOf(await posted(input)), input),
    issueCreditNote: async (input: CorrectionInput) =>
      send(invoicing.issueCreditNote, creditNoteOf(await posted(input), input.ids.creditNoteId), input),
    finalizeCorrection: (input: CorrectionInput, note: { invoiceId: string; number: string }, steps: Story) =>
      send(
        sales.finalizeCorrection,
        { ...named(input), creditNoteId: note.invoiceId, creditNoteNumber: note.number, steps },
        input,
      ),
  };
}

function orderSteps(send: Send) {
  return {
    readOrder: async ({ orderId, actor }: { orderId: string; actor: Actor }) => {
      const { state, revision, saleId, sagaId } = await send(sales.readOrder, { orderId }, { actor });
      return { state, revision, saleId, sagaId };
    },
    readSaleState: async ({ saleId, actor }: { saleId: string; actor: Actor }) => {
      const { state, revision, guaranteeId } = await send(sales.readSale, { saleId, owed: false }, { actor });
      return { state, revision, guaranteeId };
    },
    /** Answers nothing: the order holds the reason, which does not enter the history. */
    cancelOrder: async ({
      orderId,
      revision,
      reasonId,
      actor,
    }: {
      orderId: string;
      revision: number;
      reasonId: string;
      actor: Actor;
    }): Promise<void> => {
      await send(sales.cancelOrder, { orderId, revision, reasonId }, { actor });
    },
    recordOutcome: (input: OrderCancellationInput, outcome: SagaRecord['outcome'], steps: Story) =>
      send(sales.recordOutcome, { outcome, steps }, input),
  };
}
