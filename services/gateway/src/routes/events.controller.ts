import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { id, DomainError, inventoryEvents } from '@comptoir/contracts';
import type { Log } from '@comptoir/kit';
import { Events, type OpenEvents, type StreamedEvent } from '../events.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { may, type Action } from '../people/permissions.js';
import { forPerson } from '../people/projection.js';
import type { Person } from '../people/person.js';

const KEEP_ALIVE_MS = 10_000;
const MAX_BUFFERED_BYTES = 1_000_000;
const LAST_ID = /^\d{1,16}-\d{1,16}$/;

const events = route({
  method: 'GET',
  path: '/events',
  tag: 'events',
  action: 'followEvents',
  stream: true,
  summary:
    'Stock changes and alerts, order and sale changes as server-sent events; goes on after `Last-Event-ID`, none twice and none missing.',
  query: z.strictObject({ storeId: id('store').optional() }),
});

/** What a person must be allowed to do in the store of an event; `followEvents` for the others. */
const NEEDED: Readonly<Record<string, Action>> = {
  [inventoryEvents.stockChanged.type]: 'seeAvailability',
  [inventoryEvents.stockLow.type]: 'readStock',
  [inventoryEvents.stockOut.type]: 'readStock',
  [inventoryEvents.stockRecovered.type]: 'readStock',
  [inventoryEvents.stockExpiring.type]: 'readStock',
};

function maySee(person: Person, storeId: string | undefined, event: StreamedEvent): boolean {
  const at = event.data.storeId as string;
  if (storeId && at !== storeId) return false;
  return may(person, NEEDED[event.type] ?? 'followEvents', at);
}

/** What happens in the shop, as it happens. */
@Controller()
export class EventsController {
  constructor(
    private readonly events: Events,
    @Inject('log') private readonly log: Log,
  ) {}

  @Serves(events)
  async stream(
    @Checked() call: Call<typeof events>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lastId = call.headers['last-event-id'];
    if (lastId !== undefined && !LAST_ID.test(lastId)) {
      throw new DomainError('message.invalid', 'invalid', 'Last-Event-ID must be the id of an event received before.', {
        issues: [{ field: 'Last-Event-ID', fault: 'is not the id of an event' }],
      });
    }
    const gone = new AbortController();
    const end = (): void => gone.abort();
    request.raw.on('close', end);
    const open = await this.open(lastId); // before the answer begins: a listener that reads then misses nothing
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write(': here\n\n');
    raw.on('error', end);
    const alive = setInterval(() => raw.write(': still here\n\n'), KEEP_ALIVE_MS);
    try {
      await open.forEach(gone.signal, (event) => {
        if (!maySee(call.person, call.query.storeId, event)) return;
        const data = JSON.stringify(forPerson(call.person, { ...event.data, occurredAt: event.occurredAt }));
        raw.write(`id: ${event.id}\nevent: ${event.type}\ndata: ${data}\n\n`);
        if (raw.writableLength > MAX_BUFFERED_BYTES) end(); // too slow: it comes again with its Last-Event-ID
      });
    } catch (error) {
      this.log.warn({ err: error }, 'a listener was sent away; it comes again with its Last-Event-ID');
    } finally {
      clearInterval(alive);
      raw.end();
    }
  }

  private async open(lastId: string | undefined): Promise<OpenEvents> {
    try {
      return await this.events.open(lastId);
    } catch (error) {
      this.log.warn({ err: error }, 'a listener was refused: the broker does not answer');
      const sentence = 'Events cannot be read just now; please try again.';
      throw new DomainError('service.unavailable', 'unavailable', sentence);
    }
  }
}
