import { hash, verify } from '@node-rs/argon2';
import type { z } from 'zod';
import { DomainError } from '@comptoir/contracts';
import { isDuplicateKey, mint, modelOf, now, storeSchema, type Connection, type Log, type Model } from '@comptoir/kit';
import type { Person, seedUser } from './person.js';

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
  async seed(seeds: readonly z.infer<typeof seedUser>[], log: Log): Promise<void> {
    for (const { email, name, role, password } of seeds) {
      if (await this.users.exists({ email: email.toLowerCase() })) continue;
      const passwordHash = await hash(password, ARGON);
      await this.users
        .create({
          _id: mint('user'),
          email: email.toLowerCase(),
          name,
          role,
          storeIds: null,
          passwordHash,
          createdAt: now(),
        })
        .catch((error: unknown) => {
          if (!isDuplicateKey(error)) throw error;
        });
      log.info({ role }, 'a person was added');
    }
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
