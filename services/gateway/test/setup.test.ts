import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { connectMongo, ensureCollections, makeLog, type Connection } from '@comptoir/kit';
import { testConfig } from '@comptoir/kit/testing';
import { People } from '../src/people/people.js';
import { Setup } from '../src/people/setup.js';

const config = testConfig();
const owner = { email: 'owner@shop.example', name: 'The owner', password: 'a long password' };
let connection: Connection;
let people: People;
let setup: Setup;

beforeAll(async () => {
  connection = await connectMongo(config.COMPTOIR_MONGO_URL, `${config.COMPTOIR_INSTALLATION}_gateway`);
  people = new People(connection);
  setup = new Setup(connection, people);
  await ensureCollections(connection);
});
beforeEach(() => Promise.all(['users', 'setupCodes'].map((name) => connection.collection(name).deleteMany({}))));
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

/** The code that a start of a gateway prints; undefined when it prints nothing. */
async function offered(email?: string): Promise<string | undefined> {
  let printed = '';
  await setup.offer({ COMPTOIR_OWNER_EMAIL: email }, (text) => (printed += text));
  return /code (\S+)/.exec(printed)?.[1];
}

test('an installation without owner prints a code at each start, and keeps none of them readable', async () => {
  expect(await setup.isNeeded()).toBe(true);
  const [first, second] = [await offered(), await offered()];
  expect(first).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
  expect(second).not.toBe(first);
  const stored = JSON.stringify(await connection.collection('setupCodes').find({}).toArray());
  expect(stored).not.toContain(first);
});

test('with an owner configured, or there already, it prints none', async () => {
  expect(await offered('owner@shop.example')).toBeUndefined();
  await people.seed([{ ...owner, role: 'owner' }], makeLog('setup-test', 'silent'));
  expect(await offered()).toBeUndefined();
  expect(await setup.isNeeded()).toBe(false);
});

test('the code adds the owner, who then signs in; it is of no use afterwards', async () => {
  const code = (await offered()) ?? '';
  await expect(setup.addOwner({ ...owner, code: 'wrong' })).rejects.toMatchObject({ code: 'setup.code-wrong' });
  expect(await people.has('owner')).toBe(false);
  expect(await setup.addOwner({ ...owner, code: ` ${code.toUpperCase()} ` })).toMatchObject({
    name: 'The owner',
    role: 'owner',
    storeIds: null,
  });
  expect(await people.signIn(owner.email, owner.password)).toMatchObject({ role: 'owner' });
  await expect(setup.addOwner({ ...owner, email: 'two@shop.example', code })).rejects.toMatchObject({
    code: 'setup.done',
  });
  expect(await connection.collection<{ _id: string }>('setupCodes').countDocuments({ _id: { $ne: 'claim' } })).toBe(0);
});

test('a code older than a day is refused, also while it is still stored', async () => {
  const code = (await offered()) ?? '';
  const aged = (hours: number) =>
    connection.collection('setupCodes').updateMany({}, { $set: { madeAt: new Date(Date.now() - hours * 3_600_000) } });
  await aged(24.1);
  await expect(setup.addOwner({ ...owner, code })).rejects.toMatchObject({ code: 'setup.code-wrong' });
  await connection.collection('setupCodes').deleteMany({});
  const next = (await offered()) ?? '';
  await aged(23.9);
  expect(await setup.addOwner({ ...owner, code: next })).toMatchObject({ role: 'owner' });
});

test('one code asked for twice at once adds one owner', async () => {
  const code = (await offered()) ?? '';
  const ends = await Promise.allSettled(
    ['one@shop.example', 'two@shop.example'].map((email) => setup.addOwner({ ...owner, email, code })),
  );
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await connection.collection('users').countDocuments({ role: 'owner' })).toBe(1);
});

test('an address that somebody has is refused, and the code stays good', async () => {
  await people.seed([{ ...owner, role: 'cashier', stores: 'all' }], makeLog('setup-test', 'silent'));
  const code = (await offered()) ?? '';
  await expect(setup.addOwner({ ...owner, code })).rejects.toMatchObject({ code: 'setup.email-taken' });
  expect(await setup.addOwner({ ...owner, email: 'other@shop.example', code })).toMatchObject({ role: 'owner' });
});

test('the codes of two replicas asked for at once add one owner', async () => {
  const codes = [(await offered()) ?? '', (await offered()) ?? ''];
  const ends = await Promise.allSettled(
    codes.map((code, at) => setup.addOwner({ ...owner, email: `owner-${at}@shop.example`, code })),
  );
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'setup.done' } });
  expect(await connection.collection('users').countDocuments()).toBe(1);
});

test('a claim of somebody who never came back is taken over after a minute', async () => {
  const claims = connection.collection<{ _id: string; madeAt: Date }>('setupCodes');
  await claims.insertOne({ _id: 'claim', madeAt: new Date(Date.now() - 30_000) });
  const code = (await offered()) ?? '';
  await expect(setup.addOwner({ ...owner, code })).rejects.toMatchObject({ code: 'setup.done' });
  await claims.updateOne({ _id: 'claim' }, { $set: { madeAt: new Date(Date.now() - 61_000) } });
  expect(await setup.addOwner({ ...owner, code })).toMatchObject({ role: 'owner' });
});
