import { connect, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { ServerNats, type NatsOptions } from '@nestjs/microservices';
import { withFaults, type RequestCallback } from './faults.js';

/** Opens the NATS connection of a process; it reconnects for ever. */
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
    noAsyncTraces: true, // two errors with their stacks for each request; `makeCaller` names the subject of a failure
  });
}

/** Subject of a request in an installation. */
export function requestSubject(installation: string, subject: string): string {
  return `${installation}.${subject}`;
}

/** Subject of an event in an installation; no request has such a subject. */
export function eventSubject(installation: string, type: string): string {
  return `${installation}.events.${type}`;
}

/** Name of the installation's stream of events. */
export function streamName(installation: string): string {
  return `${installation}-events`;
}

/** Decodes a request as Nest encodes it; anything else becomes a message that the dispatcher refuses with a clear error. */
export class TolerantDeserializer {
  /** Decodes the raw message; never throws. */
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

/** Marks bytes that are not JSON. */
export const NOT_JSON: unique symbol = Symbol('not JSON');

/** Nest's NATS transport on the connection of the process, with the installation as prefix of every subject. */
export class InstallationNatsServer extends ServerNats {
  private readonly active: Subscription[] = [];

  constructor(
    private readonly sharedConnection: NatsConnection,
    private readonly installation: string,
    private readonly queueGroup: string,
  ) {
    // Nest's type of the options asks for a value of every setting; only these two are used here.
    super({
      queue: queueGroup,
      deserializer: new TolerantDeserializer(),
    } as unknown as Required<NatsOptions>['options']);
  }

  override async createNatsClient(): Promise<NatsConnection> {
    return this.sharedConnection;
  }

  override bindEvents(client: NatsConnection): void {
    const queue = `${this.installation}.${this.queueGroup}`;
    for (const channel of this.messageHandlers.keys()) {
      const respond = this.getMessageHandler(channel).bind(this) as RequestCallback;
      const callback = withFaults(channel, respond);
      this.active.push(
        client.subscribe(requestSubject(this.installation, channel), {
          queue,
          callback: (error, message) => void callback(error, message),
        }),
      );
    }
  }

  /** Stops receiving requests; those received already are still answered. The connection belongs to the process and stays open. */
  override async close(): Promise<void> {
    const open = this.active.filter((subscription) => !subscription.isClosed());
    // A drain fails only when the connection is gone, and then there is nothing left to drain.
    await Promise.all(open.map((subscription) => subscription.drain().catch(() => undefined)));
  }
}
