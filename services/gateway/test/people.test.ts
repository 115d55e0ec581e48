import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectMongo, ensureCollections, makeLog, mint, type Connection } from '@comptoir/kit';
import { testConfig } from '@comptoir/kit/testing';
import { People } from '../src/people/people.js';

const config = testConfig();
const [here, there] = [mint('store'), mint('store')];
const password = 'a long password';
let connection: Connection;
let people: People;

beforeAll(async () => {
  connection = await connectMongo(config.COMPTOIR_MONGO_URL, `${config.COMPTOIR_INSTALLATION}_gateway`);
  people = new People(connection);
  await ensureCollections(connection);
  const everywhere = ['owner', 'accountant'] as const;
  await people.seed(
    [
      ...everywhere.map((role) => ({ email: `${role}@shop.example`, name: role, role, password })),
      { email: 'here@shop.example', name: 'here', role: 'cashier', password, stores: [here] },
      { email: 'there@shop.example', name: 'there', role: 'cashier', password, stores: [there] },
      { email: 'both@shop.example', name: 'both', role: 'manager', password, stores: [here, there] },
    ],
    makeLog('people-test', 'silent'),
  );
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const namesOf = async (stores: readonly string[] | null): Promise<string[]> =>
  (await people.list(stores, { limit: 50 })).map(({ name }) => name).toSorted();

test('those who work in a store are listed with those who work in all of them', async () => {
  expect(await namesOf(null)).toEqual(['accountant', 'both', 'here', 'owner', 'there']);
  expect(await namesOf([here])).toEqual(['accountant', 'both', 'here', 'owner']);
  expect(await namesOf([here, there])).toEqual(['accountant', 'both', 'here', 'owner', 'there']);
  expect(await namesOf([])).toEqual(['accountant', 'owner']);
});

test('a list is read on after an id, and tells nothing of passwords and addresses', async () => {
  const first = await people.list(null, { limit: 2 });
  const rest = await people.list(null, { limit: 50, cursor: first[1]?.userId });
  const all = await people.list(null, { limit: 50 });
  expect([...first, ...rest]).toEqual(all);
  expect(all).toHaveLength(5);
  for (const one of all) expect(Object.keys(one).toSorted()).toEqual(['name', 'role', 'storeIds', 'userId']);
});
