import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  correctionView,
  disposition,
  documentNumber,
  id,
  listKey,
  pageOf,
  quantity,
  refundTo,
  SAGAS,
  sagaId,
  sales,
  salesErrors,
  saleView,
  text,
  type CorrectionInput,
  type CorrectionResult,
  type Currency,
  type ReturnLimits,
  type SaleView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { CONFIG, type GatewayConfig } from '../config.js';
import { endedResult, throwRefusal } from '../ended-sagas.js';
import { keptText } from '../kept-text.js';
import { saleTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { amountText, pageQuery } from '../http/shapes.js';
import { may } from '../people/permissions.js';
import type { Person } from '../people/person.js';
import { ServiceClient } from '../service-client.js';
import { Sagas } from '../sagas.js';

const tag = 'sales';
const params = z.strictObject({ saleId: id('sale') });
const done = z.object({ status: z.literal('done'), correction: correctionView, sale: saleView });
const readSale = route({
  method: 'GET',
  path: '/sales/{saleId}',
  tag,
  summary: sales.readSale.summary,
  action: 'readSales',
  params,
  reply: saleView,
});
const listSales = route({
  method: 'GET',
  path: '/sales',
  tag,
  summary:
    'Sales, newest first, by the number of their document, customer, product, person, state, day and amount; person, state and amount need from and to, or a number.',
  action: 'readSales',
  query: sales.listSales.input.omit({ limit: true, cursor: true }).extend({
    minGrossMinor: amountText.optional(),
    maxGrossMinor: amountText.optional(),
    ...pageQuery,
  }),
  reply: pageOf(saleView),
  csv: saleTable,
});
/** The open session of the till that pays out; cash needs one. */
const tillSessionId = id('tillSession').optional();
const cancelSale = route({
  method: 'POST',
  path: '/sales/{saleId}/cancel',
  tag,
  summary: 'Cancels a sale in full: everything not yet returned is returned.',
  action: 'cancelSales',
  saga: true,
  params,
  body: z.strictObject({ revision: z.int().min(1), reason: text(500), refundTo, tillSessionId }),
  reply: done,
});
const returnItems = route({
  method: 'POST',
  path: '/sales/{saleId}/returns',
  tag,
  summary:
    'Returns items of a sale, to stock or as a write-off; at another store of the company too, which the number of the receipt opens the sale to.',
  action: 'returnGoods',
  saga: true,
  params,
  body: z.strictObject({
    revision: z.int().min(1),
    reason: text(500),
    refundTo,
    tillSessionId,
    /** The store that takes the goods in; absent: the one that sold. */
    storeId: id('store').optional(),
    /** The number of the receipt; needed where the person does not work in the store that sold. */
    number: documentNumber.optional(),
    lines: z
      .array(z.strictObject({ saleLineId: id('line'), quantity, disposition: disposition.default('restock') }))
      .min(1)
      .max(1000),
  }),
  /** Without the sale where it was opened by its number: it is of another store. */
  reply: done.extend({ sale: saleView.optional() }),
});

/** What a cancellation or a return asks for. */
type Asked = Pick<CorrectionInput, 'kind' | 'revision' | 'refundTo' | 'tillSessionId' | 'lines'> & {
  readonly reason: string;
  readonly storeId?: string | undefined;
  readonly number?: string | undefined;
};

/** Sales, cancellations and returns. */
@Controller()
export class SalesController {
  constructor(
    private readonly services: ServiceClient,
    private readonly sagas: Sagas,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Serves(readSale)
  readSale(@Checked() call: Call<typeof readSale>) {
    return this.own(call, call.params.saleId);
  }

  @Serves(listSales)
  listSales(@Checked() call: Call<typeof listSales>) {
    const keyOf = ({ businessDay, saleId }: SaleView) => listKey(call.query, businessDay, saleId);
    return this.services.list<SaleView>(call, sales.listSales, call.query, keyOf);
  }

  @Serves(cancelSale)
  cancelSale(@Checked() call: Call<typeof cancelSale>, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.correct(call, call.params.saleId, { kind: 'cancellation', ...call.body }, reply);
  }

  @Serves(returnItems)
  returnItems(@Checked() call: Call<typeof returnItems>, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.correct(call, call.params.saleId, { kind: 'return', ...call.body }, reply);
  }

  private async correct(
    call: Call<RouteDefinition>,
    saleId: string,
    { storeId: takesBack, number, ...asked }: Asked,
    reply: FastifyReply,
  ) {
    const sale = await this.saleOf(call, saleId, number);
    const { storeId, orderId, customer, currency, guaranteeId } = sale;
    const takenBackIn = takesBack === storeId ? undefined : takesBack;
    const workflowId = sagaId.correction(saleId, asked.revision, call.attempt);
    const ended = await endedResult<CorrectionResult>(this.services, call, workflowId);
    if (ended) return this.correctedAnswer(call, ended, number);
    const { reason, ...request } = asked;
    const reasonId = await keptText(this.services, call, reason);
    const handle = await this.sagas.start({
      type: SAGAS.correction,
      workflowId,
      fingerprint: call.fingerprint,
      attributes: { store: takenBackIn ?? storeId, sale: saleId, order: orderId, customer: customer.customerId },
      input: {
        saleId,
        storeId,
        ...(takenBackIn === undefined ? {} : { takenBackIn }),
        ...request,
        reasonId,
        limits: this.limits(call.person, takenBackIn ?? storeId, currency),
        giveUpAfterSeconds: this.config.COMPTOIR_GIVE_UP_SECONDS,
        warranted: guaranteeId !== undefined,
        fingerprint: call.fingerprint,
        ids: { correctionId: mint('correction'), creditNoteId: mint('invoice') },
        actor: call.actor,
      },
    });
    const waited = await this.sagas
      .outcome<CorrectionResult>(handle)
      .catch((error: unknown) => throwRefusal(this.services, call, workflowId, error));
    if (!waited.ended) {
      const watch =
        number === undefined
          ? `/api/v1/sales/${saleId}`
          : `/api/v1/returns/sale?${new URLSearchParams({ number, storeId: takesBack ?? storeId }).toString()}`;
      void reply.status(202).header('location', watch);
      return { status: 'underWay', stage: waited.stage, watch };
    }
    return this.correctedAnswer(call, waited.result, number);
  }

  private async correctedAnswer(
    call: Call<RouteDefinition>,
    { correctionId, saleId }: CorrectionResult,
    number: string | undefined,
  ) {
    const sale = await this.saleOf(call, saleId, number);
    const correction = sale.corrections.find((one) => one.correctionId === correctionId);
    return { status: 'done', correction, ...(number === undefined ? { sale } : {}) };
  }

  /** A sale of a store of the person's, or the one that a receipt has the number of. */
  private async saleOf(call: Call<RouteDefinition>, saleId: string, number: string | undefined): Promise<SaleView> {
    if (number === undefined) return this.own(call, saleId);
    const sale = await this.services.saleOfReceipt(call, number);
    if (sale.saleId === saleId) return sale;
    throw salesErrors.saleUnknown('This number is not that of the sale.', { saleId, number });
  }

  /** What a person may take back in a store; undefined for anything. A currency without a configured amount allows nothing. */
  private limits(person: Person, storeId: string, currency: Currency): ReturnLimits | undefined {
    const beyond = may(person, 'returnBeyondLimits', storeId);
    const cashForOtherMeans = may(person, 'refundInCashWhatWasNot', storeId);
    if (beyond && cashForOtherMeans) return undefined;
    if (beyond) return { cashForOtherMeans };
    const { COMPTOIR_RETURN_LIMITS: amounts, COMPTOIR_RETURN_DAYS: maxDays } = this.config;
    return { maxGrossMinor: amounts[currency] ?? 0, maxDays, cashForOtherMeans };
  }

  /** A sale of a store of the person's. */
  private own(call: Call<RouteDefinition>, saleId: string): Promise<SaleView> {
    return this.services.ask(call, sales.readSale, { saleId });
  }
}
