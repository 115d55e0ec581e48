import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { warranty } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { warrantyService } from '../src/index.js';
import { aClaim, issued } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(warrantyService);
});
afterAll(() => service.stop());

test('claims of a store are counted by the moment they were opened and closed', async () => {
  const of = await issued(service, [3]);
  const [first, second] = [aClaim(of), aClaim(of)];
  const opened = await service.call(warranty.openClaim, first);
  await service.call(warranty.openClaim, second);
  const { closedAt } = await service.call(warranty.closeClaim, {
    claimId: second.claimId,
    guaranteeId: of.guaranteeId,
    resolution: 'repaired',
  });
  const storeId = of.storeId;
  const count = (after: string, upTo: string, where = storeId) =>
    service.call(warranty.countClaims, { storeId: where, after, upTo });
  const [before, later] = ['2020-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z'];
  expect(await count(before, later)).toEqual({ opened: 2, closed: 1 });
  // the moment a span begins with is not in it, that it ends with is
  expect(await count(before, opened.openedAt)).toMatchObject({ closed: 0 });
  expect(await count(closedAt!, later)).toEqual({ opened: 0, closed: 0 });
  expect(await count(before, closedAt!)).toEqual({ opened: 2, closed: 1 });
  expect(await count(before, later, mint('store'))).toEqual({ opened: 0, closed: 0 });
});
