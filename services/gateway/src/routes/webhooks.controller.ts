import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { id, pageOf } from '@comptoir/contracts';
import { webhookDeliveryTable } from '../csv/ordering-tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { NOTICE_TYPES } from '../notices/notice-consumer.js';
import { webhookDelivery, Webhooks, webhookView } from '../notices/webhooks.js';

const tag = 'notices';
const params = z.strictObject({ webhookId: id('webhook') });

const registerWebhook = route({
  method: 'POST',
  path: '/webhooks',
  tag,
  summary:
    'Registers an https address that is told of stock events, signed by the Standard Webhooks scheme; its secret is answered here only.',
  action: 'manageWebhooks',
  status: 201,
  body: z.strictObject({
    url: z.url({ protocol: /^https?$/ }).max(500),
    /** Types of events; all without them. */
    types: z
      .array(z.enum(NOTICE_TYPES))
      .min(1)
      .default([...NOTICE_TYPES]),
    /** Stores whose events are sent; all without them. */
    storeIds: z.array(id('store')).min(1).max(200).nullable().default(null),
  }),
  reply: webhookView.extend({ secret: z.string() }),
});
const listWebhooks = route({
  method: 'GET',
  path: '/webhooks',
  tag,
  summary: 'Addresses that are told of stock events, also those that are switched off.',
  action: 'manageWebhooks',
  reply: z.object({ items: z.array(webhookView) }),
});
const changeWebhook = route({
  method: 'PATCH',
  path: '/webhooks/{webhookId}',
  tag,
  summary: 'Switches an address off or on.',
  action: 'manageWebhooks',
  params,
  body: z.strictObject({ active: z.boolean() }),
  reply: webhookView,
});
const listWebhookDeliveries = route({
  method: 'GET',
  path: '/webhooks/{webhookId}/deliveries',
  tag,
  summary: 'Messages to an address of the last 30 days with every attempt, newest first.',
  action: 'manageWebhooks',
  params,
  query: z.strictObject(pageQuery),
  reply: pageOf(webhookDelivery),
  csv: webhookDeliveryTable,
});

/** Other programs that are told of stock. */
@Controller()
export class WebhooksController {
  constructor(private readonly webhooks: Webhooks) {}

  @Serves(registerWebhook)
  registerWebhook(@Checked() call: Call<typeof registerWebhook>) {
    return this.webhooks.register(call.body, { commandId: call.commandId, by: call.person.userId });
  }

  @Serves(listWebhooks)
  async listWebhooks(@Checked() _call: Call<typeof listWebhooks>) {
    return { items: await this.webhooks.list() };
  }

  @Serves(changeWebhook)
  changeWebhook(@Checked() call: Call<typeof changeWebhook>) {
    return this.webhooks.setActive(call.params.webhookId, call.body.active, call.person.userId);
  }

  @Serves(listWebhookDeliveries)
  listWebhookDeliveries(@Checked() call: Call<typeof listWebhookDeliveries>) {
    return this.webhooks.log(call.params.webhookId, call.query);
  }
}
