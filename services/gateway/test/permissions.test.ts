import { expect, test } from '@jest/globals';
import { openApiDocument, PERMISSIONS, registeredRoutes, type Action } from '../src/index.js';
import { route } from '../src/http/route.js';

/** Rights that are finer than a route: the controllers, the projection and the sagas ask for them. */
const FINER: readonly Action[] = [
  'giveCredit',
  'sellTaxFree',
  'returnBeyondLimits',
  'refundInCashWhatWasNot',
  'seeCosts',
  'seeAvailability',
  'closeDaysEarly',
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

test('fields that tell of costs may be absent where some role gets the reply without them, and only there', () => {
  const replyOf = (path: string, method = 'get'): string =>
    JSON.stringify((openApiDocument().paths as any)[`/api/v1${path}`][method].responses[200]);
  expect(replyOf('/sales/{saleId}')).toContain('"marginMinor"');
  for (const [, required] of replyOf('/sales/{saleId}').matchAll(/"required":\[([^\]]*)\]/g))
    expect(required).not.toMatch(/cost|margin/i);
  expect(replyOf('/stores/{storeId}/days/{day}/summary')).toMatch(/"required":\[[^\]]*"marginMinor"/);
});
