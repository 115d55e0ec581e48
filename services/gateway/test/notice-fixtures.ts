import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inventoryEvents } from '@comptoir/contracts';
import { connectMongo, connectNats, ensureStream, eventSubject, mint, now } from '@comptoir/kit';
import { testConfig } from '@comptoir/kit/testing';
import type { Notice } from '../src/notices/notice-consumer.js';

/** A request as a receiver got it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server that answers as told, and keeps what it got; `answer` gets the number of the request, from 1. */
export async function startReceiver(
  answer: (count: number) => { status: number; headers?: Record<string, string>; body?: string } | 'nothing',
) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      received.push({ path: request.url!, headers: request.headers, body });
      const told = answer(received.length);
      if (told === 'nothing') return;
      response.writeHead(told.status, told.headers).end(told.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A database of the gateway and the broker, for one test file. */
export async function openServers() {
  const config = testConfig();
  const installation = config.COMPTOIR_INSTALLATION;
  const nats = await connectNats(config.COMPTOIR_NATS_URL, 'notices-test');
  const connection = await connectMongo(config.COMPTOIR_MONGO_URL, `${installation}_gateway`);
  const stream = await ensureStream(nats, installation);
  return {
    installation,
    nats,
    connection,
    /** Publishes an event of stock as inventory would; answers its id. */
    publish: async (data: Notice['data'], type: string = inventoryEvents.stockLow.type, eventId = mint('event')) => {
      const envelope = { id: eventId, type, occurredAt: now(), data };
      await stream.js.publish(eventSubject(installation, type), JSON.stringify(envelope));
      return eventId;
    },
    publishRaw: (text: string) => stream.js.publish(eventSubject(installation, inventoryEvents.stockLow.type), text),
    close: async () => {
      await stream.jsm.streams.delete(stream.name);
      await nats.close();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** Data of an event of a level. */
export function levelData(facts: Partial<Notice['data']> = {}): Notice['data'] {
  return {
    alertId: mint('alert'),
    storeId: mint('store'),
    productId: mint('product'),
    available: 2,
    threshold: 5,
    version: 3,
    ...facts,
  };
}
