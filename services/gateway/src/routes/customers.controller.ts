import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { customerCard, customerChange, customerView, id, pageOf, sales } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { customerHistoryTable } from '../csv/customer-history-table.js';
import { customerTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { assertMay } from '../people/permissions.js';
import { ServiceClient } from '../service-client.js';

const tag = 'customers';
const params = z.strictObject({ customerId: id('customer') });
const createCustomer = route({
  method: 'POST',
  path: '/customers',
  tag,
  summary: sales.createCustomer.summary,
  action: 'openCustomers',
  status: 201,
  body: sales.createCustomer.input.omit({ customerId: true }),
  reply: customerView,
});
const changeCustomer = route({
  method: 'PATCH',
  path: '/customers/{customerId}',
  tag,
  summary: sales.changeCustomer.summary,
  action: 'changeCustomers',
  params,
  body: sales.changeCustomer.input.omit({ customerId: true }),
  reply: customerView,
});
const listCustomers = route({
  method: 'GET',
  path: '/customers',
  tag,
  summary: sales.listCustomers.summary,
  action: 'readCustomers',
  query: sales.listCustomers.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(customerView),
  csv: customerTable,
});
const readCustomer = route({
  method: 'GET',
  path: '/customers/{customerId}',
  tag,
  summary: sales.readCustomer.summary,
  action: 'readCustomers',
  params,
  reply: customerCard,
});
const customerHistory = route({
  method: 'GET',
  path: '/customers/{customerId}/history',
  tag,
  summary: sales.customerHistory.summary,
  action: 'readCustomerHistory',
  params,
  query: z.strictObject(pageQuery),
  reply: pageOf(customerChange),
  csv: customerHistoryTable,
});
const mergeCustomers = route({
  method: 'POST',
  path: '/customers/{customerId}/merges',
  tag,
  summary: sales.mergeCustomers.summary,
  action: 'mergeCustomers',
  params,
  body: sales.mergeCustomers.input.omit({ customerId: true }),
  reply: customerCard,
});
const eraseCustomer = route({
  method: 'POST',
  path: '/customers/{customerId}/erasure',
  tag,
  summary: sales.eraseCustomer.summary,
  action: 'eraseCustomers',
  params,
  body: sales.eraseCustomer.input.omit({ customerId: true }),
  reply: sales.eraseCustomer.reply,
});
const balance = route({
  method: 'GET',
  path: '/customers/{customerId}/balance',
  tag,
  summary: sales.customerBalance.summary,
  action: 'readBalances',
  params,
  reply: sales.customerBalance.reply,
});

/** Customer accounts. */
@Controller()
export class CustomersController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(createCustomer)
  createCustomer(@Checked() call: Call<typeof createCustomer>) {
    const { creditLimit, paymentTermsDays, group } = call.body;
    if (group !== undefined) assertMay(call.person, 'changeCustomers'); // it decides prices
    if (creditLimit !== undefined || paymentTermsDays !== undefined) assertMay(call.person, 'giveCredit');
    return this.services.ask(call, sales.createCustomer, { customerId: mint('customer'), ...call.body });
  }

  @Serves(changeCustomer)
  changeCustomer(@Checked() call: Call<typeof changeCustomer>) {
    const { creditLimit, paymentTermsDays } = call.body.changes;
    if (creditLimit !== undefined || paymentTermsDays !== undefined) assertMay(call.person, 'giveCredit');
    return this.services.ask(call, sales.changeCustomer, { ...call.params, ...call.body });
  }

  @Serves(listCustomers)
  listCustomers(@Checked() call: Call<typeof listCustomers>) {
    return this.services.ask(call, sales.listCustomers, call.query);
  }

  @Serves(readCustomer)
  readCustomer(@Checked() call: Call<typeof readCustomer>) {
    return this.services.ask(call, sales.readCustomer, call.params);
  }

  @Serves(customerHistory)
  customerHistory(@Checked() call: Call<typeof customerHistory>) {
    return this.services.ask(call, sales.customerHistory, { ...call.params, ...call.query });
  }

  @Serves(mergeCustomers)
  mergeCustomers(@Checked() call: Call<typeof mergeCustomers>) {
    return this.services.ask(call, sales.mergeCustomers, { ...call.params, ...call.body });
  }

  @Serves(eraseCustomer)
  eraseCustomer(@Checked() call: Call<typeof eraseCustomer>) {
    return this.services.ask(call, sales.eraseCustomer, { ...call.params, ...call.body });
  }

  @Serves(balance)
  balance(@Checked() call: Call<typeof balance>) {
    return this.services.ask(call, sales.customerBalance, call.params);
  }
}
