import {
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { eventSubject, streamName } from './nats.js';

const SECOND = 1_000_000_000;

/** The event stream of the installation, and when it was created: another moment means that the stream was lost and created again. */
export interface EventStream {
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly name: string;
  readonly created: string;
}

/** Finds or creates the stream. It covers `<installation>.events.>` only, so that it never answers a request. */
export async function ensureStream(connection: NatsConnection, installation: string): Promise<EventStream> {
  const jsm = await jetstreamManager(connection, { timeout: 5_000 });
  const name = streamName(installation);
  const info = await jsm.streams.add({
    name,
    subjects: [eventSubject(installation, '>')],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    max_age: 7 * 86_400 * SECOND,
    duplicate_window: 120 * SECOND,
  });
  return { js: jetstream(connection, { timeout: 5_000 }), jsm, name, created: info.created };
}
