import type { Connection, Model } from 'mongoose';
import { kernelErrors } from '@comptoir/contracts';
import { COMMAND_DAYS, isDuplicateKey, modelOf, nowDate, storeSchema } from '@comptoir/kit';

const schema = storeSchema({ _id: String, request: String, fingerprint: String, usedAt: Date });
schema.index({ usedAt: 1 }, { expireAfterSeconds: COMMAND_DAYS * 86_400 });

/** One use of an Idempotency-Key. */
export interface RequestKey {
  /** The person who sent it: keys of different persons are different keys. */
  readonly userId: string;
  readonly key: string;
  /** Method and path, with the ids of the record concerned. */
  readonly request: string;
  /** Hash of path and body. */
  readonly fingerprint: string;
}

/** The Idempotency-Keys that were used, with the request of each: one key is one act. */
export class RequestKeys {
  private readonly keys: Model<any>;

  constructor(connection: Connection) {
    this.keys = modelOf(connection, 'requestKeys', schema);
  }

  /** Keeps the key with its request; throws `command.reused` when it was used for another request before. */
  async claim({ userId, key, request, fingerprint }: RequestKey): Promise<void> {
    const known = await this.stored(`${userId}/${key}`, { request, fingerprint, usedAt: nowDate() });
    if (known === null || (known.request === request && known.fingerprint === fingerprint)) return;
    throw kernelErrors.commandReused(
      known.request === request
        ? 'This Idempotency-Key was used before for the same address with another content. A retry sends the same content; a new request needs a new key.'
        : `This Idempotency-Key was used before for ${known.request}. A new request needs a new key; only a retry has the key of the request it repeats.`,
      { usedFor: known.request },
    );
  }

  /** Stores the use of a key; answers what was stored before, null for a new key. */
  private async stored(id: string, use: object): Promise<{ request: string; fingerprint: string } | null> {
    try {
      // not waiting for the disk: a key lost in a crash is only not compared, its command is still known to its service
      await this.keys.collection.insertOne({ _id: id as never, ...use }, { writeConcern: { w: 1, j: false } });
      return null;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.keys.findById(id).lean<{ request: string; fingerprint: string }>();
    }
  }
}
