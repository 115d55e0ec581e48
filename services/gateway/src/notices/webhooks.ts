import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { DomainError, id, instant } from '@comptoir/contracts';
import {
  isDuplicateKey,
  mint,
  modelOf,
  now,
  nowDate,
  plain,
  storeSchema,
  type Connection,
  type Log,
  type Model,
} from '@comptoir/kit';
import { NOTICE_TYPES, type Notice } from './notice-consumer.js';
import { isTaken, postWebhook, type Attempt } from './post-webhook.js';
import { gapAfter, RETRY_GAPS_MS } from './retry-gaps.js';
import { WorkLoop } from './work-loop.js';

const webhookSchema = storeSchema({
  _id: String,
  commandId: String,
  url: String,
  secret: String,
  types: [String],
  storeIds: { type: [String], default: null },
  active: Boolean,
  createdAt: String,
  createdBy: String,
  changedAt: String,
  changedBy: String,
});
webhookSchema.index({ commandId: 1 }, { unique: true });

const DELIVERY_DAYS = 30;
/** `_id` is `<webhookId>/<eventId>`: a message of an event is kept once; `key` is `<webhookId>/<deliveryId>`, the order of the log. */
const deliverySchema = storeSchema({
  _id: String,
  deliveryId: String,
  key: String,
  webhookId: String,
  eventId: String,
  type: String,
  body: String,
  state: String,
  attempts: plain,
  dueAt: Date,
  createdAt: Date,
});
deliverySchema.index({ key: 1 });
deliverySchema.index({ dueAt: 1 }, { sparse: true });
deliverySchema.index({ createdAt: 1 }, { expireAfterSeconds: DELIVERY_DAYS * 86_400 });

/** What is sent to an address, and what of it is told. */
export const webhookView = z.object({
  webhookId: id('webhook'),
  url: z.string(),
  types: z.array(z.enum(NOTICE_TYPES)),
  /** The stores whose events are sent; null for all. */
  storeIds: z.array(id('store')).nullable(),
  active: z.boolean(),
  createdAt: instant,
  createdBy: z.string(),
  changedAt: instant,
  changedBy: z.string(),
});
export type WebhookView = z.infer<typeof webhookView>;

/** One message of the log with its attempts, oldest first. */
export const webhookDelivery = z.object({
  deliveryId: id('webhookDelivery'),
  eventId: z.string(),
  type: z.string(),
  state: z.enum(['pending', 'delivered', 'givenUp']),
  attempts: z.array(z.object({ at: instant, status: z.int().optional(), fault: z.string().optional() })),
  /** When it is tried again. */
  dueAt: instant.optional(),
  createdAt: instant,
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

interface WebhookRecord extends Omit<WebhookView, 'webhookId'> {
  readonly _id: string;
  readonly commandId: string;
  readonly secret: string;
}
interface DeliveryRecord extends Omit<WebhookDelivery, 'dueAt' | 'createdAt'> {
  readonly _id: string;
  readonly webhookId: string;
  readonly body: string;
  readonly dueAt?: Date;
  readonly createdAt: Date;
}

const PAST_ALL = '~';
/** A sender that dies keeps a message for so long. */
const LEASE_MS = 60_000;
const SECRET_BYTES = 24;

/** How messages are sent; tests have other gaps. */
export interface WebhookTerms {
  /** Whether http, and addresses of this machine and of private networks, are sent to. */
  readonly allowPrivate: boolean;
  readonly gapsMs?: readonly number[];
  readonly withinMs?: number;
  readonly idleMs?: number;
}

function unknown(webhookId: string): DomainError {
  return new DomainError('webhook.unknown', 'notFound', 'There is no webhook with this number.', { webhookId });
}

function viewOf({ _id, secret: _secret, commandId: _command, ...fields }: WebhookRecord): WebhookView {
  return { webhookId: _id, ...fields };
}

function deliveryViewOf({
  deliveryId,
  eventId,
  type,
  state,
  attempts,
  dueAt,
  createdAt,
}: DeliveryRecord): WebhookDelivery {
  return {
    deliveryId,
    eventId,
    type,
    state,
    attempts,
    ...(dueAt ? { dueAt: dueAt.toISOString() } : {}),
    createdAt: createdAt.toISOString(),
  };
}

/** Addresses of other programs that are told of stock, and the durable log of what was sent to them. */
export class Webhooks {
  private readonly webhooks: Model<any>;
  private readonly deliveries: Model<any>;
  private readonly loop: WorkLoop;

  constructor(
    connection: Connection,
    log: Log,
    private readonly terms: WebhookTerms,
  ) {
    this.webhooks = modelOf(connection, 'webhooks', webhookSchema);
    this.deliveries = modelOf(connection, 'webhookDeliveries', deliverySchema);
    this.loop = new WorkLoop(() => this.sendNext(), log, terms.idleMs);
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /**
   * Registers an address, once a command id. Its secret is answered here and nowhere else. Refuses `webhook.not-https` where
   * private addresses are not allowed.
   */
  async register(
    { url, types, storeIds }: Pick<WebhookView, 'url' | 'types' | 'storeIds'>,
    { commandId, by }: { readonly commandId: string; readonly by: string },
  ): Promise<WebhookView & { readonly secret: string }> {
    if (!this.terms.allowPrivate && !url.startsWith('https:')) {
      throw new DomainError('webhook.not-https', 'rejected', 'Messages are sent to https addresses only.', { url });
    }
    const at = now();
    const record: WebhookRecord = {
      _id: mint('webhook'),
      commandId,
      url,
      secret: `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
      types,
      storeIds,
      active: true,
      createdAt: at,
      createdBy: by,
      changedAt: at,
      changedBy: by,
    };
    try {
      await this.webhooks.create(record);
      return { ...viewOf(record), secret: record.secret };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const known = (await this.webhooks.findOne({ commandId }).lean<WebhookRecord>())!;
      return { ...viewOf(known), secret: known.secret };
    }
  }

  /** Every address, also those that are switched off: there are few. */
  async list(): Promise<WebhookView[]> {
    return (await this.webhooks.find({}).sort({ _id: 1 }).lean<WebhookRecord[]>()).map(viewOf);
  }

  /** Switches an address off or on; what waits for one that is off is given up when it is due. Refuses webhook.unknown. */
  async setActive(webhookId: string, active: boolean, by: string): Promise<WebhookView> {
    const $set = { active, changedAt: now(), changedBy: by };
    const changed = await this.webhooks
      .findOneAndUpdate({ _id: webhookId }, { $set }, { returnDocument: 'after' })
      .lean<WebhookRecord | null>();
    if (!changed) throw unknown(webhookId);
    return viewOf(changed);
  }

  /** The log of an address, newest first; the cursor is the last delivery. Refuses webhook.unknown. */
  async log(
    webhookId: string,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<{ items: WebhookDelivery[]; nextCursor?: string }> {
    if (!(await this.webhooks.exists({ _id: webhookId }))) throw unknown(webhookId);
    const rows = await this.deliveries
      .find({ key: { $gt: `${webhookId}/`, $lt: `${webhookId}/${cursor ?? PAST_ALL}` } })
      .sort({ key: -1 })
      .limit(limit + 1)
      .lean<DeliveryRecord[]>();
    const items = rows.slice(0, limit).map(deliveryViewOf);
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last ? { nextCursor: last.deliveryId } : {}) };
  }

  /** Keeps a message of the event for each address that wants it; one that is kept already stays as it is. */
  async keep({ eventId, type, occurredAt, data }: Notice): Promise<void> {
    const all = await this.webhooks.find({ active: true }).lean<WebhookRecord[]>();
    const wanted = all.filter(
      ({ types, storeIds }) => types.includes(type) && (storeIds === null || storeIds.includes(data.storeId)),
    );
    for (const { _id: webhookId } of wanted) {
      const deliveryId = mint('webhookDelivery');
      const message: DeliveryRecord & { readonly key: string } = {
        _id: `${webhookId}/${eventId}`,
        deliveryId,
        key: `${webhookId}/${deliveryId}`,
        webhookId,
        eventId,
        type,
        body: JSON.stringify({ type, timestamp: occurredAt, data }),
        state: 'pending',
        attempts: [],
        dueAt: nowDate(),
        createdAt: nowDate(),
      };
      await this.deliveries.create(message).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
    }
    if (wanted.length > 0) this.loop.wake();
  }

  /** Sends the message that is due longest; false where none is. Replicas claim each before it is sent. */
  private async sendNext(): Promise<boolean> {
    const at = nowDate();
    const claimed = await this.deliveries
      .findOneAndUpdate(
        { dueAt: { $lte: at } },
        { $set: { dueAt: new Date(at.getTime() + LEASE_MS) } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<DeliveryRecord | null>();
    if (!claimed) return false;
    const webhook = await this.webhooks.findById(claimed.webhookId).lean<WebhookRecord | null>();
    const { _id, attempts, eventId: messageId, body } = claimed;
    const attempt: Attempt = webhook?.active
      ? await postWebhook({ url: webhook.url, secret: webhook.secret, messageId, body }, at, this.terms)
      : { at: at.toISOString(), fault: 'the webhook is switched off' };
    const all = [...attempts, attempt];
    const gap = webhook?.active ? gapAfter(all.length, this.terms.gapsMs ?? RETRY_GAPS_MS) : undefined;
    const isOver = isTaken(attempt) || gap === undefined;
    const change = isOver
      ? { $set: { attempts: all, state: isTaken(attempt) ? 'delivered' : 'givenUp' }, $unset: { dueAt: '' } }
      : { $set: { attempts: all, dueAt: new Date(nowDate().getTime() + gap) } };
    await this.deliveries.updateOne({ _id, dueAt: claimed.dueAt }, change);
    return true;
  }
}
