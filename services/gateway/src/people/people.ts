import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '@comptoir/contracts';
import {
  isDuplicateKey,
  mint,
  modelOf,
  now,
  readInPieces,
  storeSchema,
  type Connection,
  type Log,
  type Model,
} from '@comptoir/kit';
import type { Person, SeedUser } from './person.js';

const userSchema = storeSchema({
  _id: String,
  email: String,
  name: String,
  role: String,
  storeIds: { type: [String], default: null },
  passwordHash: String,
  createdAt: String,
});
userSchema.index({ email: 1 }, { unique: true });

interface UserRecord extends Omit<Person, 'userId'> {
  readonly _id: string;
  readonly email: string;
  readonly passwordHash: string;
}

/** argon2id with 19 MiB and two passes (OWASP Password Storage Cheat Sheet). */
const ARGON = { algorithm: 2 as const, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The people who may sign in. */
export class People {
  private readonly users: Model<any>;
  private decoy: Promise<string> | undefined;

  constructor(connection: Connection) {
    this.users = modelOf(connection, 'users', userSchema);
  }

  /** Adds those of `seeds` whose address is not known yet; nobody is changed. */
  async seed(seeds: readonly SeedUser[], log: Log): Promise<void> {
    for (const seed of seeds) if (await this.add(seed)) log.info({ role: seed.role }, 'a person was added');
  }

  /** Whether somebody has the role. */
  async has(role: SeedUser['role']): Promise<boolean> {
    return (await this.users.exists({ role })) !== null;
  }

  /** Adds a person; false, and nobody is changed, when the address is known already, also from another replica at the same moment. */
  async add({ email, name, role, password, stores = 'all' }: SeedUser): Promise<boolean> {
    if (await this.users.exists({ email: email.toLowerCase() })) return false;
    const passwordHash = await hash(password, ARGON);
    try {
      await this.users.create({
        _id: mint('user'),
        email: email.toLowerCase(),
        name,
        role,
        storeIds: stores === 'all' ? null : stores,
        passwordHash,
        createdAt: now(),
      });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Those who work in one of the stores, or null for everybody, in order of their ids: up to `limit` after an id. */
  async list(
    storeIds: readonly string[] | null,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<Person[]> {
    const within = storeIds === null ? {} : { $or: [{ storeIds: null }, { storeIds: { $in: [...storeIds] } }] };
    const after = cursor === undefined ? {} : { _id: { $gt: cursor } };
    const users = await this.users
      .find({ ...within, ...after })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<UserRecord[]>();
    return users.map(({ _id, name, role, storeIds: works }) => ({ userId: _id, name, role, storeIds: works }));
  }

  /** People of these ids with their addresses; who is not known is left out. */
  async contacts(userIds: readonly string[]): Promise<(Person & { readonly email: string })[]> {
    const users = await readInPieces<UserRecord>(userIds, (some) => this.users.find({ _id: { $in: some } }).lean());
    return users.map(({ _id, name, role, storeIds, email }) => ({ userId: _id, name, role, storeIds, email }));
  }

  /** The person of an address and password; wrong address and wrong password are refused alike, in the same time. */
  async signIn(email: string, password: string): Promise<Person> {
    const user = await this.users.findOne({ email: email.toLowerCase() }).lean<UserRecord>();
    this.decoy ??= hash('nobody has this password', ARGON);
    const right = await verify(user?.passwordHash ?? (await this.decoy), password);
    if (!user || !right)
      throw new DomainError('auth.wrong', 'unauthenticated', 'The address or the password is wrong.');
    return { userId: user._id, name: user.name, role: user.role, storeIds: user.storeIds };
  }
}
