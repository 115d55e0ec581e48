import { jetstream, type PubAck } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { SERVICES, type EventEnvelope } from '@comptoir/contracts';
import { eventually } from '@comptoir/deploy/testing';
import { eventSubject, type CommandRecord } from '@comptoir/kit';
import type { FaultSystem } from '../fault-system.js';

/** How many of a service's last commands with events are read. */
const RECENT_COMMANDS = 60;

/** Publishes one text as an event of a type; resolves with its place in the stream when that has stored it. */
export type PublishEvent = (type: string, text: string) => Promise<PubAck>;

/** Removes a message from the stream. */
export type RemoveEvent = (at: PubAck) => Promise<void>;

/** The last events of a service, oldest first. */
export async function recentEvents(system: FaultSystem, service: string): Promise<EventEnvelope[]> {
  const commands = await system
    .db(service)
    .collection<CommandRecord & { _id: string }>('commands')
    .find({ events: { $exists: true } })
    .sort({ decidedAt: -1 })
    .limit(RECENT_COMMANDS)
    .toArray();
  return commands.reverse().flatMap((command) => command.events ?? []);
}

/** Publishes the last events of every service once more, in the given order; returns their number. */
export async function republishEvents(
  system: FaultSystem,
  reorder: (events: readonly EventEnvelope[]) => readonly EventEnvelope[],
): Promise<number> {
  let count = 0;
  await withEventPublisher(system, async (publish) => {
    for (const service of SERVICES) {
      const events = reorder(await recentEvents(system, service));
      // no Nats-Msg-Id: the stream must not drop the copies, the consumers must
      for (const event of events) await publish(event.type, JSON.stringify(event));
      count += events.length;
    }
  });
  return count;
}

/** Connects to the event stream, runs `work` with functions that publish and remove, and closes the connection. */
export async function withEventPublisher(
  system: FaultSystem,
  work: (publish: PublishEvent, remove: RemoveEvent) => Promise<void>,
): Promise<void> {
  const servers = system.testSystem.shop.natsUrl;
  const nats = await connect({ servers, maxReconnectAttempts: -1, waitOnFirstConnect: true });
  try {
    const stream = jetstream(nats, { timeout: 5_000 });
    // a concurrent fault may have stopped NATS: then it is tried again
    await work(
      (type, text) => eventually(() => stream.publish(eventSubject('comptoir', type), text), 60_000),
      async (at) => {
        await eventually(
          async () => (await stream.jetstreamManager()).streams.deleteMessage(at.stream, at.seq, false),
          60_000,
        );
      },
    );
  } finally {
    await nats.close();
  }
}
