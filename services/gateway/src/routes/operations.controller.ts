import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  dropReason,
  parkedEvent,
  parkedEventDetails,
  parkedEventMessages,
  parkedEventErrors,
  pageOf,
  parkedId,
  SERVICES,
  worker,
  DomainError,
} from '@comptoir/contracts';
import { parkedEventTable, sagaTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { ServiceClient } from '../service-client.js';
import { limit } from '../http/shapes.js';

const tag = 'operations';
const service = z.enum(SERVICES, { error: `must be one of ${SERVICES.join(', ')}` });
type Service = z.infer<typeof service>;
const params = z.strictObject({ id: parkedId });
/** An event may be parked in several services; which one is meant is needed only then. */
const named = { service: service.optional() };
const ofService = { service };
/** The last event of a page: its service and its id. */
const parkedCursor = z
  .templateLiteral([z.enum(SERVICES), '/', parkedId], { error: 'must be the nextCursor of the page before' })
  .transform((text) => {
    const [name, after] = text.split('/') as [Service, string];
    return { name, after };
  });

const listParked = route({
  method: 'GET',
  path: '/operations/events/parked',
  tag,
  summary: 'Events that a service could not handle, of one service or of all, in order of service and id.',
  action: 'readOperations',
  query: z.strictObject({ ...named, limit, cursor: parkedCursor.optional() }),
  reply: pageOf(parkedEvent.extend(ofService)),
  csv: parkedEventTable,
});
const readParked = route({
  method: 'GET',
  path: '/operations/events/parked/{id}',
  tag,
  summary: 'One parked event, with its message.',
  action: 'readOperations',
  params,
  query: z.strictObject(named),
  reply: parkedEventDetails.extend(ofService),
});
const retryParked = route({
  method: 'POST',
  path: '/operations/events/parked/{id}/retry',
  tag,
  summary: 'Hands a parked event to its reaction once more; it leaves the list when that succeeds.',
  action: 'settleEvents',
  params,
  body: z.strictObject(named),
  reply: z.object({ id: z.string(), handled: z.literal(true), ...ofService }),
});
const dropParked = route({
  method: 'POST',
  path: '/operations/events/parked/{id}/drop',
  tag,
  summary: 'Takes a parked event off the list for good; who did it and why is kept.',
  action: 'settleEvents',
  params,
  body: z.strictObject({ ...named, reason: dropReason }),
  reply: parkedEvent.extend(ofService),
});

const listSagas = route({
  method: 'GET',
  path: '/operations/sagas',
  tag,
  summary:
    'Sagas that run, are slow (over five seconds in a stage) or stuck (beyond the limit of the stage), and those of the last day that gave up or failed; the worst first, each with its last failure.',
  action: 'readOperations',
  query: worker.listSagas.input,
  reply: worker.listSagas.reply,
  csv: sagaTable,
});

const messages = Object.fromEntries(SERVICES.map((name) => [name, parkedEventMessages(name)])) as Record<
  Service,
  ReturnType<typeof parkedEventMessages>
>;

/** What the people who run the system do about its events. */
@Controller()
export class OperationsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(listSagas)
  listSagas(@Checked() call: Call<typeof listSagas>) {
    const { condition, stage, storeId, orderId } = call.query;
    const filter = { condition, stage, storeId, orderId };
    return this.services.ask(call, worker.listSagas, filter, { timeoutMs: 15_000 });
  }

  @Serves(listParked)
  async listParked(@Checked() call: Call<typeof listParked>) {
    const { service: one, cursor, limit: rows } = call.query;
    const names = one ? [one] : SERVICES;
    const from = cursor ? names.slice(Math.max(names.indexOf(cursor.name), 0)) : names;
    const pages = await Promise.all(
      from.map(async (name) => {
        const after = name === cursor?.name ? cursor.after : undefined;
        const page = await this.services.ask(call, messages[name].list, { after, limit: rows });
        return { items: page.items.map((event) => ({ service: name, ...event })), isWhole: page.next === undefined };
      }),
    );
    const found = pages.flatMap(({ items }) => items);
    const items = found.slice(0, rows);
    const last = items.at(-1);
    const isLast = found.length <= rows && pages.every(({ isWhole }) => isWhole);
    return last && !isLast ? { items, nextCursor: `${last.service}/${last.id}` } : { items };
  }

  @Serves(readParked)
  async readParked(@Checked() call: Call<typeof readParked>) {
    const name = await this.serviceOf(call, call.params.id, call.query.service);
    return { service: name, ...(await this.services.ask(call, messages[name].read, call.params)) };
  }

  @Serves(retryParked)
  async retryParked(@Checked() call: Call<typeof retryParked>) {
    const name = await this.serviceOf(call, call.params.id, call.body.service);
    return { service: name, ...(await this.services.ask(call, messages[name].retry, call.params)) };
  }

  @Serves(dropParked)
  async dropParked(@Checked() call: Call<typeof dropParked>) {
    const { service: meant, reason } = call.body;
    const name = await this.serviceOf(call, call.params.id, meant);
    return { service: name, ...(await this.services.ask(call, messages[name].drop, { ...call.params, reason })) };
  }

  /** The service that the person named, else the only one in which the event is parked. */
  private async serviceOf(call: Call<RouteDefinition>, id: string, meant: Service | undefined): Promise<Service> {
    if (meant) return meant;
    const looked = await Promise.all(SERVICES.map(async (name) => ((await this.isIn(call, name, id)) ? [name] : [])));
    const [first, ...others] = looked.flat();
    if (first && others.length === 0) return first;
    if (!first)
      throw parkedEventErrors.unknown(
        `No event ${id} is parked in any service: it was handled meanwhile, or it never was parked.`,
        { id },
      );
    throw new DomainError(
      'parked-event.in-several-services',
      'conflict',
      `The event ${id} is parked in ${[first, ...others].join(' and ')}: name the service that is meant.`,
      { id, services: [first, ...others] },
    );
  }

  private isIn(call: Call<RouteDefinition>, name: Service, id: string): Promise<boolean> {
    return this.services.ask(call, messages[name].read, { id }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof DomainError && error.code === parkedEventErrors.unknown.code) return false;
        throw error;
      },
    );
  }
}
