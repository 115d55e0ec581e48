import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type JWK } from 'jose';
import { z } from 'zod';
import { role } from '@comptoir/contracts';
import { mint, modelOf, now, plain, storeSchema, type Connection, type Model } from '@comptoir/kit';
import type { Person } from './person.js';

/** Life of an access token, seconds: one shift. */
export const TOKEN_SECONDS = 8 * 3600;

const ISSUER = 'comptoir';
const AUDIENCE = 'comptoir-api';
const ALGORITHM = 'EdDSA';

const keySchema = storeSchema({ _id: String, privateJwk: plain, publicJwk: plain, createdAt: String });
const claims = z.object({ sub: z.string(), name: z.string(), role, stores: z.array(z.string()).nullable() });

type Key = Awaited<ReturnType<typeof importJWK>>;

/** Signs and checks access tokens with one pinned algorithm and keys of the gateway's own. */
export class Tokens {
  private readonly keys: Model<any>;
  private signing: { kid: string; key: Key } | undefined;
  private readonly known = new Map<string, Key>();

  constructor(connection: Connection) {
    this.keys = modelOf(connection, 'keys', keySchema);
  }

  /** Loads the keys; the first start makes one. Replicas that start together agree on the oldest. */
  async open(): Promise<void> {
    if (!(await this.keys.exists({}))) {
      const pair = await generateKeyPair(ALGORITHM, { extractable: true });
      await this.keys.create({
        _id: mint('event'),
        privateJwk: await exportJWK(pair.privateKey),
        publicJwk: await exportJWK(pair.publicKey),
        createdAt: now(),
      });
    }
    const rows = await this.keys.find({}).sort({ _id: 1 }).lean<{ _id: string; privateJwk: JWK; publicJwk: JWK }[]>();
    for (const row of rows) this.known.set(row._id, await importJWK(row.publicJwk, ALGORITHM));
    const first = rows[0];
    if (!first) throw new Error('no signing key');
    this.signing = { kid: first._id, key: await importJWK(first.privateJwk, ALGORITHM) };
  }

  /** An access token for a person. */
  async issue(person: Person): Promise<string> {
    if (!this.signing) throw new Error('the keys are not loaded');
    return new SignJWT({ name: person.name, role: person.role, stores: person.storeIds })
      .setProtectedHeader({ alg: ALGORITHM, kid: this.signing.kid })
      .setSubject(person.userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_SECONDS}s`)
      .sign(this.signing.key);
  }

  /** The person a token was issued to; undefined for every token that is not whole, ours and in time. */
  async verify(token: string): Promise<Person | undefined> {
    try {
      const { payload } = await jwtVerify(
        token,
        (header) => {
          const key = this.known.get(header.kid ?? '');
          if (!key) throw new Error('unknown key');
          return key;
        },
        { algorithms: [ALGORITHM], issuer: ISSUER, audience: AUDIENCE },
      );
      const { sub, name, role: is, stores } = claims.parse(payload);
      return { userId: sub, name, role: is, storeIds: stores };
    } catch {
      return undefined; // every reason is the same answer: 401
    }
  }
}
