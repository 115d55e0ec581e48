import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  id,
  listKey,
  paidSale,
  pageOf,
  payment,
  paymentView,
  sales,
  text,
  type PaymentView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { paymentTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

const tag = 'payments';
const params = z.strictObject({ paymentId: id('payment') });
const tillSessionId = id('tillSession').optional();
const takePayment = route({
  method: 'POST',
  path: '/payments',
  tag,
  summary: sales.takePayment.summary,
  action: 'takePayments',
  status: 201,
  body: payment.extend({
    customerId: id('customer'),
    storeId: id('store'),
    /** The sales it pays; absent: the oldest that are open. */
    allocations: z.array(paidSale).min(1).max(200).optional(),
    tillSessionId,
  }),
  reply: paymentView,
});
const payOutCredit = route({
  method: 'POST',
  path: '/customers/{customerId}/credit-payouts',
  tag,
  summary: sales.payOutCredit.summary,
  action: 'payOutCredit',
  status: 201,
  params: z.strictObject({ customerId: id('customer') }),
  body: payment.omit({ tenderedMinor: true }).extend({ storeId: id('store'), reason: text(300), tillSessionId }),
  reply: paymentView,
});
const reversePayment = route({
  method: 'POST',
  path: '/payments/{paymentId}/reversal',
  tag,
  summary: sales.reversePayment.summary,
  action: 'reversePayments',
  status: 201,
  params,
  body: z.strictObject({
    reason: text(300),
    /** How it was really paid, where it was paid at all. */
    replacement: payment.omit({ amountMinor: true }).optional(),
    tillSessionId,
  }),
  reply: sales.reversePayment.reply,
});
const readPayment = route({
  method: 'GET',
  path: '/payments/{paymentId}',
  tag,
  summary: 'One payment.',
  action: 'readPayments',
  params,
  reply: paymentView,
});
const listPayments = route({
  method: 'GET',
  path: '/payments',
  tag,
  summary: sales.listPayments.summary,
  action: 'readPayments',
  query: sales.listPayments.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(paymentView),
  csv: paymentTable,
});
const openItems = route({
  method: 'GET',
  path: '/customers/{customerId}/open-items',
  tag,
  summary: sales.openItems.summary,
  action: 'readBalances',
  params: z.strictObject({ customerId: id('customer') }),
  reply: sales.openItems.reply,
});

/** Payments after the sale, credit, reversals. */
@Controller()
export class PaymentsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(takePayment)
  async takePayment(@Checked() call: Call<typeof takePayment>) {
    const { customerId, storeId, allocations, tillSessionId: session, ...given } = call.body;
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    return this.services.ask(call, sales.takePayment, {
      paymentId: mint('payment'),
      customerId,
      store,
      payment: given,
      allocations,
      tillSessionId: session,
    });
  }

  @Serves(payOutCredit)
  async payOutCredit(@Checked() call: Call<typeof payOutCredit>) {
    const { storeId, reason, tillSessionId: session, ...given } = call.body;
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    return this.services.ask(call, sales.payOutCredit, {
      paymentId: mint('payment'),
      ...call.params,
      store,
      payment: given,
      reason,
      tillSessionId: session,
    });
  }

  @Serves(reversePayment)
  async reversePayment(@Checked() call: Call<typeof reversePayment>) {
    const { storeId } = await this.services.ask(call, sales.readPayment, call.params);
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    const ids = { reversalId: mint('payment'), replacementId: mint('payment') };
    return this.services.ask(call, sales.reversePayment, { ...ids, ...call.params, ...call.body, store });
  }

  @Serves(readPayment)
  readPayment(@Checked() call: Call<typeof readPayment>) {
    return this.services.ask(call, sales.readPayment, call.params);
  }

  @Serves(listPayments)
  listPayments(@Checked() call: Call<typeof listPayments>) {
    const keyOf = ({ businessDay, paymentId }: PaymentView) => listKey(call.query, businessDay, paymentId);
    return this.services.list<PaymentView>(call, sales.listPayments, call.query, keyOf);
  }

  @Serves(openItems)
  openItems(@Checked() call: Call<typeof openItems>) {
    return this.services.ask(call, sales.openItems, call.params);
  }
}
