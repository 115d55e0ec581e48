import type { NatsConnection } from '@nats-io/transport-node';
import { DeliverPolicy, type Consumer, type ConsumerMessages } from '@nats-io/jetstream';
import { ensureStream, eventSubject, type Log } from '@comptoir/kit';
import { inventoryEvents, salesEvents, type DataOf, type EventContract, type EventEnvelope } from '@comptoir/contracts';

/** Events that are passed on to front ends. */
const PUBLIC_EVENTS = [
  inventoryEvents.stockChanged,
  inventoryEvents.stockLow,
  inventoryEvents.stockOut,
  inventoryEvents.stockRecovered,
  inventoryEvents.stockExpiring,
  salesEvents.orderChanged,
  salesEvents.saleChanged,
] as const;

/** An event as a front end gets it; `id` is where a reconnected client continues. */
export interface StreamedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly occurredAt: string;
}

/** Early signals of an order in checkout. An event may be lost, so the outcome of the saga is awaited as well. */
export interface OrderWatch {
  /** Resolves when an event says that the order waits for a manager. */
  readonly asked: Promise<void>;
  /** Resolves with the sale id when an event says that the sale is final, with its documents. */
  readonly sold: Promise<string>;
  end(): void;
}

/** Events that are read from a known place on. */
export interface OpenEvents {
  /** Calls back for each event until the signal is aborted or the gateway shuts down. */
  forEach(signal: AbortSignal, onEvent: (event: StreamedEvent) => void): Promise<void>;
}

type OrderChanged = DataOf<typeof salesEvents.orderChanged>;

/** Subscribes to an event without JetStream: only what is published while connected is received. */
export function subscribeToEvent<E extends EventContract>(
  connection: NatsConnection,
  installation: string,
  contract: E,
  log: Log,
  onEvent: (data: DataOf<E>) => void,
): void {
  connection.subscribe(eventSubject(installation, contract.type), {
    callback: (_error, message) => {
      try {
        onEvent(contract.data.parse(message.json<Partial<EventEnvelope>>().data) as DataOf<E>);
      } catch (error) {
        log.warn({ err: error, event: contract.type }, 'an event that cannot be decoded was skipped');
      }
    },
  });
}

/** Reads the stream of events for front ends, from now or from the last event received. */
export class Events {
  private readonly watched = new Map<string, Set<(change: OrderChanged) => void>>();
  private readonly ending = new AbortController();

  constructor(
    private readonly connection: NatsConnection,
    private readonly installation: string,
    private readonly log: Log,
  ) {
    subscribeToEvent(connection, installation, salesEvents.orderChanged, log, (change) => {
      for (const notify of this.watched.get(change.orderId) ?? []) notify(change);
    });
  }

  /** Ends every stream, at shutdown: front ends connect again elsewhere, with the id of the last event they got. */
  end(): void {
    this.ending.abort();
  }

  /** Watches an order from now until `end`. */
  watchOrder(orderId: string): OrderWatch {
    const [asked, sold] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
    const notify = ({ state, saleId }: OrderChanged): void => {
      if (state === 'pendingApproval') asked.resolve();
      if ((state === 'invoiced' || state === 'paid') && saleId) sold.resolve(saleId);
    };
    const watchers = this.watched.get(orderId) ?? new Set();
    this.watched.set(orderId, watchers.add(notify));
    return {
      asked: asked.promise,
      sold: sold.promise,
      end: () => {
        watchers.delete(notify);
        if (watchers.size === 0) this.watched.delete(orderId);
      },
    };
  }

  /**
   * Begins to read, and resolves when whatever is published from then on will be read. `lastId` is `<stream>-<sequence>` of
   * the last event received: reading continues after it, without repeats and gaps. When that stream was lost, all events of
   * the new one are read. Rejects when the broker does not answer.
   */
  async open(lastId: string | undefined): Promise<OpenEvents> {
    const stream = await ensureStream(this.connection, this.installation);
    const epoch = String(Date.parse(stream.created));
    const consumer = await stream.js.consumers.get(stream.name, {
      filter_subjects: PUBLIC_EVENTS.map((event) => eventSubject(this.installation, event.type)),
      ...startOf(lastId, epoch),
    });
    return { forEach: (signal, onEvent) => this.read(consumer, epoch, signal, onEvent) };
  }

  private async read(
    consumer: Consumer,
    epoch: string,
    signal: AbortSignal,
    onEvent: (event: StreamedEvent) => void,
  ): Promise<void> {
    const messages: ConsumerMessages = await consumer.consume({
      max_messages: 256,
      idle_heartbeat: 5_000,
      expires: 30_000,
    });
    const ended = AbortSignal.any([signal, this.ending.signal]);
    ended.addEventListener('abort', () => messages.stop(), { once: true });
    if (ended.aborted) messages.stop();
    for await (const message of messages) {
      try {
        const { type, data, occurredAt } = message.json<EventEnvelope>();
        onEvent({ id: `${epoch}-${message.seq}`, type, data: data as Record<string, unknown>, occurredAt });
      } catch (error) {
        this.log.warn({ err: error, seq: message.seq }, 'an event that is not JSON was skipped');
      }
    }
  }
}

function startOf(lastId: string | undefined, epoch: string) {
  if (!lastId) return { deliver_policy: DeliverPolicy.New };
  const [from, sequence] = lastId.split('-');
  if (from !== epoch) return { deliver_policy: DeliverPolicy.All };
  return { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: Number(sequence) + 1 };
}
