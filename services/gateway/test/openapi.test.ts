import { describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { openApiDocument } from '../src/index.js';

type Json = Record<string, any>;
const document = openApiDocument() as Json;
const operations = Object.entries(document.paths as Json).flatMap(([path, methods]) =>
  Object.entries(methods as Json).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation as Json] as const,
  ),
);

test('the description is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect([valid, document.openapi]).toEqual([true, '3.1.0']);
});

test('it describes every address of the API', () => {
  const addresses = new Set(Object.keys(document.paths));
  for (const address of [
    '/auth/login',
    '/stores',
    '/products',
    '/products/{productId}',
    '/brands',
    '/categories',
    '/categories/{categoryId}',
    '/deliveries',
    '/stock',
    '/customers',
    '/customers/{customerId}/balance',
    '/orders',
    '/orders/{orderId}',
    '/orders/{orderId}/checkout',
    '/orders/{orderId}/approve',
    '/orders/{orderId}/reject',
    '/orders/{orderId}/cancel',
    '/sales',
    '/sales/{saleId}',
    '/sales/{saleId}/cancel',
    '/sales/{saleId}/returns',
    '/invoices',
    '/guarantees',
    '/ledger/entries',
    '/ledger/trial-balance',
    '/audit',
    '/events',
    '/health',
  ])
    expect(addresses).toContain(`/api/v1${address}`);
});

describe('every operation', () => {
  test.each(operations)(
    '%s has a summary, roles or the word that it is open, and problem documents',
    (_name, operation) => {
      expect(operation.summary).toMatch(/\.$/);
      expect(operation.description).toMatch(/^(Roles: |Open to everyone)/);
      expect(operation.responses.default.content['application/problem+json']).toBeDefined();
    },
  );

  test.each(operations.filter(([name]) => name.startsWith('POST') && !name.includes('/auth/')))(
    '%s asks for an Idempotency-Key',
    (_name, operation) => {
      expect(operation.parameters).toContainEqual(
        expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
      );
    },
  );

  test.each(operations.filter(([name]) => name.includes('{')))('%s names the ids of its path', (name, operation) => {
    const named = operation.parameters.filter((one: Json) => one.in === 'path').map((one: Json) => one.name);
    expect(named.toSorted()).toEqual([...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted());
  });

  test('has a name of its own', () => {
    const names = operations.map(([, operation]) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });
});

test('money is whole minor units: no amount may be a fraction', () => {
  const fractions: string[] = [];
  const look = (value: unknown, path: string): void => {
    if (!value || typeof value !== 'object') return;
    for (const [key, inner] of Object.entries(value)) {
      if (key.endsWith('Minor') && (inner as Json).type !== undefined && (inner as Json).type !== 'integer')
        fractions.push(`${path}.${key}`);
      look(inner, `${path}.${key}`);
    }
  };
  look(document.paths, '');
  expect(fractions).toEqual([]);
});
