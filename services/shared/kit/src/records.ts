import type { Connection, Model } from 'mongoose';
import type { EventEnvelope } from '@comptoir/contracts/kernel';
import { modelOf, plain, storeSchema } from './mongo.js';

/**
 * A command that took effect: inbox and outbox in one document. A command with the same id gets the stored reply. Its
 * events are published from here, and again after the stream was lost.
 */
export interface CommandRecord {
  /** The command id. */
  readonly _id: string;
  readonly subject: string;
  readonly fingerprint?: string;
  readonly reply?: unknown;
  /** Absent where the command raised no event. */
  readonly events?: readonly EventEnvelope[];
  /** When it was decided; the document may become visible up to a minute later, when its transaction commits. */
  readonly decidedAt: Date;
}

/** The high-water mark of the outbox: up to where the events of the service are known to be on which stream. */
export interface OutboxCheckpoint {
  readonly _id: string;
  /** When that stream was created. */
  readonly streamCreated: string;
  /** Events of commands decided before this moment are on the stream. */
  readonly publishedUpTo: Date;
}

/** An event that could not be handled, kept for people to look at. */
export interface ParkedMessage {
  readonly _id: string;
  readonly subject: string;
  readonly raw: string;
  /** Why it was parked, or why its last retry failed. */
  readonly error: string;
  readonly parkedAt: Date;
  readonly retriedAt?: Date;
  /** Set when an operator has taken it off the list: it is not counted any more and kept as a trace. */
  readonly dropped?: {
    readonly by: string;
    readonly role: string;
    readonly reason: string;
    readonly at: string;
  };
}

/** The database sessions in which a process ran transactions, as hex. */
export interface SessionRecord {
  readonly _id: string;
  readonly sessions: readonly string[];
  readonly recordedAt: Date;
}

const DAY_SECONDS = 86_400;
/** Command records live 60 days: longer than any retry, replay or lost stream. */
export const COMMAND_DAYS = 60;
const commandsSchema = storeSchema({
  _id: String,
  subject: String,
  fingerprint: String,
  reply: plain,
  events: plain,
  decidedAt: Date,
});
commandsSchema.index({ decidedAt: 1 }, { expireAfterSeconds: COMMAND_DAYS * DAY_SECONDS });
const parkedSchema = storeSchema({
  _id: String,
  subject: String,
  raw: String,
  error: String,
  parkedAt: Date,
  retriedAt: Date,
  dropped: plain,
});
/** A process records its sessions again at least once per day of use. */
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
