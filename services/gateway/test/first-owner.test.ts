import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { connectMongo, ensureCollections, makeLog, type Connection } from '@comptoir/kit';
import { testConfig } from '@comptoir/kit/testing';
import { addFirstOwner } from '../src/people/first-owner.js';
import { People } from '../src/people/people.js';

const config = testConfig();
const log = makeLog('first-owner-test', 'silent');
const COMPTOIR_OWNER_EMAIL = 'Owner@shop.example';
let connection: Connection;

beforeAll(async () => {
  connection = await connectMongo(config.COMPTOIR_MONGO_URL, `${config.COMPTOIR_INSTALLATION}_gateway`);
  void new People(connection);
  await ensureCollections(connection);
});
beforeEach(() => connection.collection('users').deleteMany({}));
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

/** What one start of a gateway prints. */
async function start(settings: { COMPTOIR_OWNER_EMAIL?: string; COMPTOIR_OWNER_PASSWORD?: string }): Promise<string> {
  let printed = '';
  await addFirstOwner(new People(connection), settings, log, (text) => (printed += text));
  return printed;
}

const passwordIn = (printed: string): string => /password (\S+)/.exec(printed)?.[1] ?? '';

test('a generated password is printed once, at the first start; it signs the owner in and is kept as a hash only', async () => {
  const printed = await start({ COMPTOIR_OWNER_EMAIL });
  const password = passwordIn(printed);
  expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
  expect(printed).toContain(COMPTOIR_OWNER_EMAIL);
  expect(await new People(connection).signIn('owner@shop.example', password)).toMatchObject({ role: 'owner' });
  const [stored] = await connection.collection('users').find({}).toArray();
  expect(stored).toMatchObject({ passwordHash: expect.stringMatching(/^\$argon2id\$/) });
  expect(JSON.stringify(stored)).not.toContain(password);
  expect(await start({ COMPTOIR_OWNER_EMAIL })).toBe('');
  expect(await start({ COMPTOIR_OWNER_EMAIL: 'other@shop.example', COMPTOIR_OWNER_PASSWORD: 'another one' })).toBe('');
  expect(await connection.collection('users').countDocuments()).toBe(1);
});

test('replicas that start together add one owner and print one password, the right one', async () => {
  const printed = (await Promise.all(Array.from({ length: 6 }, () => start({ COMPTOIR_OWNER_EMAIL })))).filter(Boolean);
  expect(printed).toHaveLength(1);
  expect(await connection.collection('users').countDocuments()).toBe(1);
  await new People(connection).signIn(COMPTOIR_OWNER_EMAIL, passwordIn(printed[0] ?? ''));
});

test('a configured password is never printed; without an address nobody is added', async () => {
  expect(await start({})).toBe('');
  expect(await connection.collection('users').countDocuments()).toBe(0);
  expect(await start({ COMPTOIR_OWNER_EMAIL, COMPTOIR_OWNER_PASSWORD: 'chosen by the shop' })).toBe('');
  await new People(connection).signIn(COMPTOIR_OWNER_EMAIL, 'chosen by the shop');
});
