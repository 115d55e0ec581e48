import { expect, test } from '@jest/globals';
import {
  ORDER_AUTOMATA,
  ORDER_MOVERS,
  PURCHASE_ORDER_LIFE,
  STOCK_COUNT_LIFE,
  TRANSFER_LIFE,
} from '@comptoir/contracts';
import { openApiDocument, PERMISSIONS, registeredRoutes, type Action } from '../src/index.js';
import { route } from '../src/http/route.js';

/** Rights that are finer than a route: the controllers, the projection and the sagas ask for them. */
const FINER: readonly Action[] = [
  'giveCredit',
  'sellTaxFree',
  'discountBeyondLimits',
  'returnBeyondLimits',
  'refundInCashWhatWasNot',
  'seeCosts',
  'seeExpectedCash',
  'seeAvailability',
  'closeDaysEarly',
  'postStockBeyondLimits',
];

test('a route whose action has no row in the table does not start', () => {
  const before = registeredRoutes().length;
  const flying = { method: 'GET', path: '/fly', tag: 'x', summary: 'Flies.', action: 'fly' as Action } as const;
  expect(() => route(flying)).toThrow('the action fly has no row in people/permissions.ts');
  expect(registeredRoutes()).toHaveLength(before);
});

test('every route of the document has an action of the table, and every row is used', () => {
  const operations = Object.values(openApiDocument().paths as Record<string, object>).flatMap(Object.keys);
  expect(operations).toHaveLength(registeredRoutes().length);
  const used = new Set<string>([...FINER, ...registeredRoutes().map(({ action }) => action)]);
  expect([...used].toSorted()).toEqual(Object.keys(PERMISSIONS).toSorted());
});

test('who moves an order along its table is an action of this one, or a saga or schedule', () => {
  const automata: readonly string[] = ORDER_AUTOMATA;
  const people = ORDER_MOVERS.filter((mover) => !automata.includes(mover));
  expect(people.filter((mover) => !(mover in PERMISSIONS))).toEqual([]);
  expect(automata.filter((mover) => mover in PERMISSIONS)).toEqual([]);
  expect(
    [...PURCHASE_ORDER_LIFE, ...TRANSFER_LIFE, ...STOCK_COUNT_LIFE].filter(({ by }) => !(by in PERMISSIONS)),
  ).toEqual([]);
});

test('fields that tell of costs may be absent where some role gets the reply without them, and only there', () => {
  const replyOf = (path: string, method = 'get'): string =>
    JSON.stringify((openApiDocument().paths as any)[`/api/v1${path}`][method].responses[200]);
  expect(replyOf('/sales/{saleId}')).toContain('"marginMinor"');
  for (const [, required] of replyOf('/sales/{saleId}').matchAll(/"required":\[([^\]]*)\]/g))
    expect(required).not.toMatch(/cost|margin/i);
  expect(replyOf('/stores/{storeId}/days/{day}/summary')).toMatch(/"required":\[[^\]]*"marginMinor"/);
});
