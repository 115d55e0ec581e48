import { may, PERMISSIONS, PERSON_ROLES, registeredRoutes, type Action, type PersonRole } from '@comptoir/gateway';
import type { ApiAnswer, ApiClient } from '../../src/api-client.js';
import { recordNamed, requestOf, type ApiRequest, type Operation, type Records } from './api-requests.js';

/** Whom and where the walk asks for: a client of each role and the stores they are bound to; null for all. */
export interface Walkers {
  readonly clients: Readonly<Record<PersonRole, ApiClient>>;
  readonly storeIds: readonly string[] | null;
}

/** The records of the store that the walkers are bound to, and of one they are not. */
export interface Places {
  readonly own: Records;
  readonly other: Records;
}

const ANSWERED_NO = [401, 403, 404];
/** Refusals of those who may: a shop at rest has no event to settle, no file of an entry and no opening position. */
const NOTHING_THERE: readonly string[] = ['parked-event.unknown', 'attachment.unknown', 'opening.unknown'];
const COST = /cost|margin/i;
/** A report of one company: who sees none of its stores is told that there is none. */
const OF_A_COMPANY = ['/reports/profit-and-loss', '/ledger/trial-balance'];
/** Filters by a record whose schema does not tell its kind. */
const FILTERS: Readonly<Record<string, string>> = { productId: 'prd', ref: 'sal' };

/** The action that the table has for an operation; undefined for a route that is in no table. */
export function actionOf({ method, path }: Operation): Action | undefined {
  const definition = registeredRoutes().find((one) => one.method === method && one.path === path);
  return definition && Object.hasOwn(PERMISSIONS, definition.action) ? definition.action : undefined;
}

/** Asks for an operation as every role, in an own and in another store, and answers what differs from the table. */
export async function walk(
  operation: Operation,
  { clients, storeIds }: Walkers,
  { own, other }: Places,
): Promise<string[]> {
  const action = actionOf(operation);
  if (!action) return [`${operation.method} ${operation.path} has no row in the table of permissions`];
  const faults: string[] = [];
  for (const role of PERSON_ROLES) {
    const person = { userId: 'usr_walker', name: role, role, storeIds };
    const ask = async (where: string, request: ApiRequest, expected: boolean): Promise<void> => {
      const answer = await send(clients[role], operation, request);
      const place = `${role}, ${where}: ${request.method} ${request.path}`;
      const told = `${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`;
      const answeredNo = ANSWERED_NO.includes(answer.status) && !NOTHING_THERE.includes(answer.body?.code);
      if (answeredNo === expected)
        faults.push(`${place} must be ${expected ? 'allowed' : 'refused'} and was answered ${told}`);
      else if (expected && (answer.status === 400 || answer.status >= 500))
        faults.push(`${place}: the walk makes no request that fits, ${told}`);
      if (PERMISSIONS[action].open || answer.status >= 300) return;
      const foreign = may(person, action, other.sto) ? [] : storesIn(answer.body).filter((id) => id === other.sto);
      if (foreign.length > 0) faults.push(`${place} answers records of another store`);
      if (!may(person, 'seeCosts'))
        for (const key of costKeysIn(answer.body)) faults.push(`${place} answers ${key} to a ${role}`);
    };
    const others = storeIds === null ? [] : requestsFor(operation, other); // to whoever is bound to none, any store is as another
    for (const request of others) await ask('another store', request, may(person, action, other.sto));
    for (const request of requestsFor(operation, own)) await ask('own store', request, may(person, action, own.sto));
    for (const request of unnamed(operation, own, other)) await ask('no store', request, may(person, action));
    if (OF_A_COMPANY.includes(operation.path)) {
      const request = requestOf(operation, own, { companyId: other.cmp as string });
      await ask('another company', request, may(person, action, other.sto));
    }
    const isOneStores = storeIds?.length === 1 && !may(person, action, other.sto) && may(person, action, own.sto);
    if (isOneStores && !(await answersItsOwn(clients[role], operation, own)))
      faults.push(`${role}: ${operation.path} without a store answers something else than for the person’s own store`);
  }
  return faults;
}

/** Requests that name the store, in path, query, body or by a record of it; none where the operation names neither. */
function requestsFor(operation: Operation, records: Records): ApiRequest[] {
  const inQuery = operation.parameters.some((one) => one.in === 'query' && one.name === 'storeId');
  if (inQuery) return [requestOf(operation, records, { storeId: records.sto as string })];
  const named = operation.path.includes('{') || operation.body !== undefined;
  return named ? [requestOf(operation, records)] : [];
}

/** Requests that leave the store open: as they are, and filtered by each record of another store. */
function unnamed(operation: Operation, own: Records, other: Records): ApiRequest[] {
  if (operation.path.includes('{') || operation.body !== undefined) return [];
  const named = OF_A_COMPANY.includes(operation.path) ? ['storeId', 'companyId'] : ['storeId'];
  const filters = operation.parameters.filter((one) => one.in === 'query' && !named.includes(one.name));
  const byRecord = filters.flatMap(({ name, ...parameter }) => {
    const kind = recordNamed(parameter) ?? FILTERS[name];
    return kind === undefined ? [] : [requestOf(operation, own, { [name]: other[kind] as string })];
  });
  return operation.path === '/stock' ? byRecord : [requestOf(operation, own), ...byRecord]; // the stock of no store and no product is no list
}

/** Whether a list or a sum that names no store is that of the own store, as sums do not tell which stores are in them. */
async function answersItsOwn(client: ApiClient, operation: Operation, own: Records): Promise<boolean> {
  const isLimited = operation.parameters.some((one) => one.in === 'query' && one.name === 'storeId');
  if (operation.method !== 'GET' || operation.isStream || operation.path === '/stock' || !isLimited) return true;
  const bodies = [requestOf(operation, own), requestOf(operation, own, { storeId: own.sto as string })].map(
    async ({ method, path }) => {
      const { status, body } = await client.ask(method, path);
      return JSON.stringify([status, { ...body, reference: undefined }]); // of a refusal, new each time
    },
  );
  const [unlimited, limited] = await Promise.all(bodies);
  return unlimited === limited;
}

async function send(
  client: ApiClient,
  { isStream }: Operation,
  { method, path, body }: ApiRequest,
): Promise<ApiAnswer> {
  if (!isStream) return client.ask(method, path, body);
  const response = await client.open(path);
  await response.body?.cancel();
  return { status: response.status, body: {} };
}

function* fieldsIn(value: unknown): Generator<[key: string, value: unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield [key, inner];
    yield* fieldsIn(inner);
  }
}

function storesIn(body: unknown): unknown[] {
  return [...fieldsIn(body)].filter(([key]) => key === 'storeId').map(([, value]) => value);
}

/** The keys of a body that tell of costs. */
export function costKeysIn(body: unknown): string[] {
  return [...new Set([...fieldsIn(body)].map(([key]) => key).filter((key) => COST.test(key)))];
}
