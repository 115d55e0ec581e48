import type { Connection, Model } from 'mongoose';
import type { EventEnvelope } from '@comptoir/contracts';
import { modelOf, plain, storeSchema } from './mongo.js';

/**
 * An act that took effect: inbox and outbox in one row. Its id tells a repeated act, which gets the stored reply; its
 * events are published from here, and again after a lost stream.
 */
export interface CommandRecord {
  readonly _id: string;
  readonly subject: string;
  readonly fingerprint?: string;
  readonly reply?: unknown;
  /** Absent where nothing is to be told. */
  readonly events?: readonly EventEnvelope[];
  /** When it was decided; it may be seen in the database up to a minute later. */
  readonly decidedAt: Date;
}

/** How far the room's events are known to be on which stream. */
export interface OutboxCheckpoint {
  readonly _id: string;
  /** When that stream was made. */
  readonly streamCreated: string;
  /** Events of acts done before this moment are on it. */
  readonly publishedUpTo: Date;
}

/** A message that could not be handled, kept where people see it. */
export interface ParkedMessage {
  readonly _id: string;
  readonly subject: string;
  readonly raw: string;
  readonly error: string;
  readonly parkedAt: Date;
}

/** The sessions under which a process ran transactions, as hex. */
export interface SessionRecord {
  readonly _id: string;
  readonly sessions: readonly string[];
  readonly recordedAt: Date;
}

const DAY_SECONDS = 86_400;
/** Acts live 60 days: longer than any retry, replay or lost stream. */
const commandsSchema = storeSchema({
  _id: String,
  subject: String,
  fingerprint: String,
  reply: plain,
  events: plain,
  decidedAt: Date,
});
commandsSchema.index({ decidedAt: 1 }, { expireAfterSeconds: 60 * DAY_SECONDS });
const parkedSchema = storeSchema({ _id: String, subject: String, raw: String, error: String, parkedAt: Date });
/** A process notes its sessions anew at least once a day of use. */
const sessionsSchema = storeSchema({ _id: String, sessions: [String], recordedAt: Date });
sessionsSchema.index({ recordedAt: 1 }, { expireAfterSeconds: 2 * DAY_SECONDS });
const outboxCheckpointSchema = storeSchema({ _id: String, streamCreated: String, publishedUpTo: Date });

/** The kit's own collections in a service's database. */
export interface KitModels {
  readonly commands: Model<any>;
  readonly parked: Model<any>;
  readonly outboxCheckpoints: Model<any>;
  readonly sessions: Model<any>;
}

/** Registers the kit's collections on a connection. */
export function kitModels(connection: Connection): KitModels {
  return {
    commands: modelOf(connection, 'commands', commandsSchema),
    parked: modelOf(connection, 'parked', parkedSchema),
    outboxCheckpoints: modelOf(connection, 'outboxCheckpoints', outboxCheckpointSchema),
    sessions: modelOf(connection, 'sessions', sessionsSchema),
  };
}
