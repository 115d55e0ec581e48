import type { Connection, Model } from 'mongoose';
import type { EventEnvelope } from '@comptoir/contracts';
import { modelOf, plain, storeSchema } from './mongo.js';

/** A command that took effect, with its reply; outlives every retry and replay. */
export interface InboxRow {
  readonly _id: string;
  readonly subject: string;
  readonly fingerprint?: string;
  readonly reply?: unknown;
  readonly doneAt: Date;
}

/** An event on its way out; `sentAt` null until JetStream has it. */
export interface OutboxRow {
  readonly _id: string;
  readonly envelope: EventEnvelope;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
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
/** Inbox rows live 60 days, sent outbox rows 7: longer than any retry, replay or lost stream. */
const inboxSchema = storeSchema({ _id: String, subject: String, fingerprint: String, reply: plain, doneAt: Date });
inboxSchema.index({ doneAt: 1 }, { expireAfterSeconds: 60 * DAY_SECONDS });
const outboxSchema = storeSchema({ _id: String, envelope: plain, createdAt: Date, sentAt: Date });
outboxSchema.index({ sentAt: 1 }, { expireAfterSeconds: 7 * DAY_SECONDS });
const parkedSchema = storeSchema({ _id: String, subject: String, raw: String, error: String, parkedAt: Date });
/** A process notes its sessions anew at least once a day of use. */
const sessionsSchema = storeSchema({ _id: String, sessions: [String], notedAt: Date });
sessionsSchema.index({ notedAt: 1 }, { expireAfterSeconds: 2 * DAY_SECONDS });
const courierSchema = storeSchema({ _id: String, streamCreated: String });

/** The kit's own collections in a service's database. */
export interface KitModels {
  readonly inbox: Model<any>;
  readonly outbox: Model<any>;
  readonly parked: Model<any>;
  readonly courier: Model<any>;
  readonly sessions: Model<any>;
}

/** Registers the kit's collections on a connection. */
export function kitModels(connection: Connection): KitModels {
  return {
    inbox: modelOf(connection, 'inbox', inboxSchema),
    outbox: modelOf(connection, 'outbox', outboxSchema),
    parked: modelOf(connection, 'parked', parkedSchema),
    courier: modelOf(connection, 'courier', courierSchema),
    sessions: modelOf(connection, 'sessions', sessionsSchema),
  };
}
