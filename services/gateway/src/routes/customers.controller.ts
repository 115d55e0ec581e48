import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { customerView, id, pageOf, sales } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
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
  summary: 'One customer.',
  action: 'readCustomers',
  params,
  reply: customerView,
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
    if (call.body.creditLimit) assertMay(call.person, 'giveCredit');
    return this.services.ask(call, sales.createCustomer, { customerId: mint('customer'), ...call.body });
  }

  @Serves(changeCustomer)
  changeCustomer(@Checked() call: Call<typeof changeCustomer>) {
    if (call.body.changes.creditLimit !== undefined) assertMay(call.person, 'giveCredit');
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

  @Serves(balance)
  balance(@Checked() call: Call<typeof balance>) {
    return this.services.ask(call, sales.customerBalance, call.params);
  }
}
