import type { Connection, Model } from 'mongoose';
import type { EventEnvelope } from '@comptoir/contracts';
import { modelOf, plain, storeSchema } from './mongo.js';

/**
 * An act that took effect: inbox and outbox in one row. Its id tells a repeated act, which gets the stored reply; its
 * events are published from here, and again after a lost stream.
 */
export interface ActRow {
  readonly _id: string;
  readonly subject: string;
  readonly fingerprint?: string;
  readonly reply?: unknown;
  /** Absent where nothing is to be told. */
  readonly events?: readonly EventEnvelope[];
  /** When it was decided; it may be seen in the database up to a minute later. */
  readonly doneAt: Date;
}

/** How far the room's events are known to be on which stream. */
export interface CourierRow {
  readonly _id: string;
  /** When that stream was made. */
  readonly streamCreated: string;
  /** Events of acts done before this moment are on it. */
  readonly sentTo: Date;
}

/** A message that could not be handled, kept where people see it. */
export interface ParkedRow {
  readonly _id: string;
  readonly subject: string;
  readonly raw: string;
  readonly error: string;
  readonly parkedAt: Date;
}

/** The sessions under which a process ran transactions, as hex. */
export interface SessionsRow {
  readonly _id: string;
  readonly sessions: readonly string[];
  readonly notedAt: Date;
}

const DAY_SECONDS = 86_400;
/** Acts live 60 days: longer than any retry, replay or lost stream. */
const actsSchema = storeSchema({
  _id: String,
  subject: String,
  fingerprint: String,
  reply: plain,
  events: plain,
  doneAt: Date,
});
actsSchema.index({ doneAt: 1 }, { expireAfterSeconds: 60 * DAY_SECONDS });
const parkedSchema = storeSchema({ _id: String, subject: String, raw: String, error: String, parkedAt: Date });
/** A process notes its sessions anew at least once a day of use. */
const sessionsSchema = storeSchema({ _id: String, sessions: [String], notedAt: Date });
sessionsSchema.index({ notedAt: 1 }, { expireAfterSeconds: 2 * DAY_SECONDS });
const courierSchema = storeSchema({ _id: String, streamCreated: String, sentTo: Date });

/** The kit's own collections in a service's database. */
export interface KitModels {
  readonly acts: Model<any>;
  readonly parked: Model<any>;
  readonly courier: Model<any>;
  readonly sessions: Model<any>;
}

/** Registers the kit's collections on a connection. */
export function kitModels(connection: Connection): KitModels {
  return {
    acts: modelOf(connection, 'acts', actsSchema),
    parked: modelOf(connection, 'parked', parkedSchema),
    courier: modelOf(connection, 'courier', courierSchema),
    sessions: modelOf(connection, 'sessions', sessionsSchema),
  };
}
