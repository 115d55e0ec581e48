import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  amountMinor,
  cashMovement,
  catalog,
  id,
  pageOf,
  sales,
  text,
  tillCode,
  tillView,
  xReport,
  zReport,
  type XReport,
  type ZReport,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { zReportTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { may } from '../people/permissions.js';
import { ServiceClient } from '../service-client.js';

const tag = 'tills';
const storeParams = z.strictObject({ storeId: id('store') });
const sessionParams = z.strictObject({ sessionId: id('tillSession') });
/** A report for whoever counts without knowing what should be there: without the expected cash. */
const openReport = xReport.extend({ expectedMinor: xReport.shape.expectedMinor.optional() });

const addTill = route({
  method: 'POST',
  path: '/stores/{storeId}/tills',
  tag,
  summary: sales.addTill.summary,
  action: 'addTills',
  status: 201,
  params: storeParams,
  body: z.strictObject({ till: tillCode, name: text(60) }),
  reply: tillView,
});
const listTills = route({
  method: 'GET',
  path: '/tills',
  tag,
  summary: sales.listTills.summary,
  action: 'readTills',
  query: z.strictObject({ storeId: id('store').optional() }),
  reply: sales.listTills.reply,
});
const openSession = route({
  method: 'POST',
  path: '/stores/{storeId}/tills/{till}/sessions',
  tag,
  summary: sales.openTillSession.summary,
  action: 'useTills',
  status: 201,
  params: storeParams.extend({ till: tillCode }),
  body: z.strictObject({ floatMinor: amountMinor }),
  reply: openReport,
});
const readSession = route({
  method: 'GET',
  path: '/till-sessions/{sessionId}',
  tag,
  summary: 'X report of an open session, Z report of a closed one.',
  action: 'readTills',
  params: sessionParams,
  reply: z.object({ storeId: id('store'), x: openReport.optional(), z: zReport.optional() }),
});
const moveCash = route({
  method: 'POST',
  path: '/till-sessions/{sessionId}/cash-movements',
  tag,
  summary: sales.moveTillCash.summary,
  action: 'useTills',
  status: 201,
  params: sessionParams,
  body: z.strictObject({
    ...cashMovement.pick({ direction: true, purpose: true, amountMinor: true }).shape,
    reason: text(300),
  }),
  reply: openReport,
});
const closeSession = route({
  method: 'POST',
  path: '/till-sessions/{sessionId}/close',
  tag,
  summary: sales.closeTillSession.summary,
  action: 'useTills',
  status: 201,
  params: sessionParams,
  body: z.strictObject({
    countedMinor: amountMinor,
    /** What stays in the drawer; the rest goes to the safe. */
    keptMinor: amountMinor.default(0),
    note: text(500).optional(),
  }),
  reply: zReport,
});
const listReports = route({
  method: 'GET',
  path: '/till-reports',
  tag,
  summary: sales.listZReports.summary,
  action: 'readTillReports',
  query: sales.listZReports.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(zReport),
  csv: zReportTable,
});

/** Tills and their sessions. */
@Controller()
export class TillsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(addTill)
  async addTill(@Checked() call: Call<typeof addTill>) {
    await this.services.ask(call, catalog.readStore, { storeId: call.params.storeId });
    return this.services.ask(call, sales.addTill, { ...call.params, ...call.body });
  }

  @Serves(listTills)
  async listTills(@Checked() call: Call<typeof listTills>) {
    const lists = await this.services.ofEachStore(call, sales.listTills, call.query);
    return { items: lists.flatMap(({ items }) => items) };
  }

  @Serves(openSession)
  async openSession(@Checked() call: Call<typeof openSession>) {
    const { storeId, till } = call.params;
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    const session = { sessionId: mint('tillSession'), store, till, ...call.body };
    return blind(call, await this.services.ask(call, sales.openTillSession, session));
  }

  @Serves(readSession)
  async readSession(@Checked() call: Call<typeof readSession>) {
    const { storeId, x, z: closed } = await this.services.ask(call, sales.readTillSession, call.params);
    return { storeId, ...(x ? { x: blind(call, x) } : {}), ...(closed ? { z: closed } : {}) };
  }

  @Serves(moveCash)
  async moveCash(@Checked() call: Call<typeof moveCash>) {
    const store = await this.storeOf(call, call.params.sessionId);
    return blind(call, await this.services.ask(call, sales.moveTillCash, { ...call.params, ...call.body, store }));
  }

  @Serves(closeSession)
  async closeSession(@Checked() call: Call<typeof closeSession>) {
    const store = await this.storeOf(call, call.params.sessionId);
    return this.services.ask(call, sales.closeTillSession, { ...call.params, ...call.body, store });
  }

  @Serves(listReports)
  listReports(@Checked() call: Call<typeof listReports>) {
    return this.services.list<ZReport>(call, sales.listZReports, call.query, (report) => report.sessionId);
  }

  private async storeOf(call: Call<RouteDefinition>, sessionId: string) {
    const { storeId } = await this.services.ask(call, sales.readTillSession, { sessionId });
    return this.services.ask(call, catalog.readStore, { storeId });
  }
}

/** The report without what would tell whoever counts the drawer how much should be in it. */
function blind(call: Call<RouteDefinition>, report: XReport): z.infer<typeof openReport> {
  if (may(call.person, 'seeExpectedCash', report.storeId)) return report;
  const { expectedMinor: _expected, figures, ...rest } = report;
  const { cash: _cash, ...received } = figures.received;
  return { ...rest, figures: { ...figures, received } };
}
