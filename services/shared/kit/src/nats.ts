import { connect, type NatsConnection } from '@nats-io/transport-node';
import { ServerNats, type NatsOptions } from '@nestjs/microservices';
import { withFaults } from './faults.js';

/** Opens the one NATS connection of a process; it reconnects for ever and never buffers for a dead server in silence. */
export async function connectNats(url: string, name: string): Promise<NatsConnection> {
  return connect({
    servers: url,
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 200,
    reconnectJitter: 100,
    timeout: 5_000,
    waitOnFirstConnect: true,
    pingInterval: 5_000,
    maxPingOut: 3,
  });
}

/** Subject of a request in an installation. */
export function requestSubject(installation: string, subject: string): string {
  return `${installation}.${subject}`;
}

/** Subject of an event in an installation; never one that a request could have. */
export function eventSubject(installation: string, type: string): string {
  return `${installation}.events.${type}`;
}

/** Name of the installation's stream of events. */
export function streamName(installation: string): string {
  return `${installation}-events`;
}

/** A request's bytes as Nest packs them; anything else becomes a message the door refuses with a sentence. */
export class TolerantDeserializer {
  /** Takes the raw message apart without ever throwing. */
  deserialize(
    message: { data: Uint8Array },
    options?: { channel?: string },
  ): { id: string; pattern: string | undefined; data: unknown } {
    const pattern = options?.channel;
    try {
      const parsed = JSON.parse(new TextDecoder().decode(message.data)) as Record<string, unknown> | null;
      if (parsed && typeof parsed === 'object' && typeof parsed.id === 'string' && 'data' in parsed) {
        return { id: parsed.id, pattern, data: parsed.data };
      }
      return { id: 'raw', pattern, data: parsed };
    } catch {
      return { id: 'raw', pattern, data: NOT_JSON };
    }
  }
}

/** Stands for bytes that are not JSON. */
export const NOT_JSON: unique symbol = Symbol('not JSON');

/** Nest's NATS server on the process's own connection, with the installation's prefix before every subject. */
export class InstallationNatsServer extends ServerNats {
  constructor(
    private readonly sharedConnection: NatsConnection,
    private readonly installation: string,
    private readonly queueGroup: string,
  ) {
    super({ queue: queueGroup, deserializer: new TolerantDeserializer() } as unknown as NonNullable<
      NatsOptions['options']
    >);
  }

  override async createNatsClient(): Promise<NatsConnection> {
    return this.sharedConnection;
  }

  override bindEvents(client: NatsConnection): void {
    const queue = `${this.installation}.${this.queueGroup}`;
    for (const channel of this.messageHandlers.keys()) {
      const callback = this.getMessageHandler(channel).bind(this) as (
        error: Error | null,
        message: never,
      ) => Promise<void>;
      (this as unknown as { subscriptions: unknown[] }).subscriptions.push(
        client.subscribe(requestSubject(this.installation, channel), {
          queue,
          callback: withFaults(channel, callback as never) as never,
        }),
      );
    }
  }

  /** Takes no new request; those already here are still answered. The connection belongs to the process and stays. */
  override async close(): Promise<void> {
    const held = (this as unknown as { subscriptions: { drain(): Promise<void>; isClosed(): boolean }[] })
      .subscriptions;
    await Promise.all(held.filter((sub) => !sub.isClosed()).map((sub) => sub.drain().catch(() => undefined)));
  }
}
