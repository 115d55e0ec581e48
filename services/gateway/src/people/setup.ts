import { createHash } from 'node:crypto';
import { DomainError } from '@comptoir/contracts';
import { inMs, isDuplicateKey, modelOf, nowDate, storeSchema, type Connection, type Model } from '@comptoir/kit';
import type { GatewayConfig } from '../config.js';
import { generatePassword } from './first-owner.js';
import type { People } from './people.js';
import type { Person, SeedUser } from './person.js';

/** A code is good for a day; the next start of a gateway prints another. */
const CODE_SECONDS = 86_400;

/** Is kept among the codes while somebody adds the owner. */
const CLAIM = 'claim';
const CLAIM_SECONDS = 60;

const codeSchema = storeSchema({ _id: String, madeAt: Date });
codeSchema.index({ madeAt: 1 }, { expireAfterSeconds: CODE_SECONDS });

const idOf = (code: string): string => createHash('sha256').update(code.trim().toLowerCase()).digest('base64url');

/** The first owner of an installation that has none: added from the pages, by whoever can read what the gateway prints. */
export class Setup {
  private readonly codes: Model<any>;

  constructor(
    connection: Connection,
    private readonly people: People,
  ) {
    this.codes = modelOf(connection, 'setupCodes', codeSchema);
  }

  /** Whether nobody owns the installation. */
  async isNeeded(): Promise<boolean> {
    return !(await this.people.has('owner'));
  }

  /** Prints a code for the first page, where there is no owner and none is configured. Each replica prints its own; all are good. */
  async offer(
    { COMPTOIR_OWNER_EMAIL }: Pick<GatewayConfig, 'COMPTOIR_OWNER_EMAIL'>,
    print: (text: string) => void = (text) => void process.stdout.write(text),
  ): Promise<void> {
    if (COMPTOIR_OWNER_EMAIL !== undefined || !(await this.isNeeded())) return;
    const code = generatePassword();
    await this.codes.create({ _id: idOf(code), madeAt: nowDate() });
    print(`\nNobody owns this shop yet. Open its pages and set it up with the code ${code}\nIt is good for a day.\n\n`);
  }

  /** Adds the first owner. Refuses `setup.done`, `setup.code-wrong` and `setup.email-taken`; a code adds one owner. */
  async addOwner({
    code,
    email,
    name,
    password,
  }: Pick<SeedUser, 'email' | 'name' | 'password'> & { code: string }): Promise<Person> {
    if (!(await this.isNeeded()))
      throw new DomainError('setup.done', 'conflict', 'This shop has an owner, who can sign in.');
    const _id = idOf(code);
    const isGood = { _id, madeAt: { $gt: inMs(-CODE_SECONDS * 1_000) } }; // the server drops old codes when it gets to it
    const taken = await this.codes.findOneAndDelete(isGood).lean<{ _id: string; madeAt: Date }>();
    if (!taken) {
      const sentence = 'This is not the code that the gateway has printed in its log, or it is older than a day.';
      throw new DomainError('setup.code-wrong', 'forbidden', sentence);
    }
    if (!(await this.claim())) {
      await this.codes.create(taken);
      throw new DomainError('setup.done', 'conflict', 'Somebody else sets this shop up at this moment.');
    }
    if (!(await this.people.add({ email, name, role: 'owner', password }))) {
      await this.codes.deleteOne({ _id: CLAIM });
      await this.codes.create(taken);
      throw new DomainError('setup.email-taken', 'conflict', 'Somebody else has this address already.', { email });
    }
    await this.codes.deleteMany({ _id: { $ne: CLAIM } }); // the claim outlives whoever saw no owner a moment ago
    return this.people.signIn(email, password);
  }

  /** Whether this caller may add the owner: one at a time over all replicas, whatever code each has. */
  private async claim(): Promise<boolean> {
    const madeAt = nowDate();
    try {
      await this.codes.updateOne(
        { _id: CLAIM, madeAt: { $lt: inMs(-CLAIM_SECONDS * 1_000) } }, // of one who never came back
        { $set: { madeAt } },
        { upsert: true },
      );
      return await this.isNeeded();
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
