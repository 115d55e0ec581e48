import { expect } from '@jest/globals';
import { catalog, DomainError, type InputOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { catalogService } from '../src/index.js';

/** Boots the catalog for a test file. */
export function startService(): Promise<TestService> {
  return startTestService(catalogService);
}

let count = 0;

/** A product of the tests; each with a SKU of its own. */
export function sampleProduct(
  fields: Partial<InputOf<typeof catalog.createProduct>> = {},
): InputOf<typeof catalog.createProduct> {
  count += 1;
  return {
    productId: mint('product'),
    sku: `SKU-${count}`,
    name: `Article ${count}`,
    barcodes: [],
    priceMinMinor: 90,
    priceListMinor: 100,
    priceMaxMinor: 120,
    currency: 'DZD',
    taxRateBps: 1900,
    warrantyMonths: 12,
    lowStockThreshold: 5,
    ...fields,
  };
}

/** A store of the tests. */
export function sampleStore(
  fields: Partial<InputOf<typeof catalog.createStore>> = {},
): InputOf<typeof catalog.createStore> {
  count += 1;
  return {
    storeId: mint('store'),
    code: `S${count}`,
    name: 'Didouche',
    address: '1 rue Didouche Mourad, Alger',
    timeZone: 'Africa/Algiers',
    currency: 'DZD',
    legal: { companyName: 'Comptoir SARL' },
    ...fields,
  };
}

/** The refusal of a call; fails when the call is not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<DomainError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(DomainError);
  return outcome as DomainError;
}
