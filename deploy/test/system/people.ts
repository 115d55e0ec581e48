import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PERSON_ROLES, type PersonRole } from '@comptoir/gateway';
import { signIn, type ApiClient } from '../../src/api-client.js';
import { rootDir } from '../../src/paths.js';
import type { TestSystem } from './system.js';

const PASSWORD = 'comptoir-test';

/** Adds a person of every role to a running installation, bound to stores, as an operator does; answers their clients. */
export async function peopleOf(system: TestSystem, stores: readonly string[]): Promise<Record<PersonRole, ApiClient>> {
  const word = randomBytes(4).toString('hex');
  const people = PERSON_ROLES.map((role) => ({
    email: `${role}-${word}@test.example`,
    name: role,
    role,
    password: PASSWORD,
    stores,
  }));
  await promisify(execFile)(process.execPath, [join(rootDir, 'services/gateway/dist/src/seed-people.js')], {
    env: {
      ...process.env,
      COMPTOIR_MONGO_URL: system.shop.mongoUrl,
      COMPTOIR_SEED_USERS: JSON.stringify(people),
      LOG_LEVEL: 'error',
    },
  });
  const signedIn = people.map(
    async ({ role, email }) => [role, await signIn(system.shop.url, email, PASSWORD)] as const,
  );
  return Object.fromEntries(await Promise.all(signedIn)) as Record<PersonRole, ApiClient>;
}
