import type { NatsConnection } from '@nats-io/transport-node';
import { catalog } from '@comptoir/contracts';
import type { Caller, Connection, Log, Stoppable } from '@comptoir/kit';
import type { GatewayConfig } from '../config.js';
import type { People } from '../people/people.js';
import { Digests } from './digests.js';
import { mailerOf } from './mailer.js';
import { NoticeConsumer, type Notice } from './notice-consumer.js';
import type { Webhooks } from './webhooks.js';

const ACTOR = { id: 'system', role: 'system' } as const;
const MINUTE_MS = 60_000;

/** Names for what a notice has only ids of, as the catalog has them. */
async function describe(caller: Caller, { data }: Notice) {
  const [product, store] = await Promise.all([
    caller.call(catalog.readProduct, { productId: data.productId }, { actor: ACTOR }),
    caller.call(catalog.readStore, { storeId: data.storeId }, { actor: ACTOR }),
  ]);
  const { name: productName, sku, quantityDecimals } = product;
  return { storeName: store.name, productName, sku, quantityDecimals };
}

/** Notices of stock to other programs and by mail; nothing is received or sent before `start`. */
export function openNotices(
  connection: Connection,
  people: People,
  webhooks: Webhooks,
  config: GatewayConfig,
  log: Log,
): Stoppable & {
  readonly digests: Digests;
  start(nats: NatsConnection, installation: string, caller: Caller): Promise<void>;
} {
  const { COMPTOIR_SMTP_URL: url, COMPTOIR_SMTP_FROM: from, COMPTOIR_DIGEST_MINUTES: minutes } = config;
  let services: Caller | undefined;
  let consumer: NoticeConsumer | undefined;
  const digests = new Digests(
    connection,
    people,
    (notice) => describe(services!, notice),
    url === undefined ? undefined : mailerOf(url, from),
    log,
    { everyMs: minutes * MINUTE_MS },
  );
  return {
    digests,
    async start(nats, installation, caller) {
      services = caller;
      consumer = new NoticeConsumer(nats, installation, log, async (notice) => {
        await webhooks.keep(notice);
        await digests.keep(notice);
      });
      await consumer.start();
      webhooks.start();
      digests.start();
    },
    async stop() {
      await consumer?.stop();
      await Promise.all([webhooks.stop(), digests.stop()]);
    },
  };
}
