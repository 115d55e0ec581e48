import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '@comptoir/contracts';
import { batchesBack, batchesSold } from './sti-batches.js';

const allocation = fc.record({
  quantity: fc.integer({ min: 1, max: 5_000 }),
  costMinor: fc.nat({ max: 100_000 }),
});
const line = fc.record({
  allocations: fc.array(allocation, { minLength: 1, maxLength: 6 }),
  netMinor: fc.nat({ max: 1_000_000 }),
  taxMinor: fc.nat({ max: 200_000 }),
});

test('a line is the sum of its batches, and each batch gives back what it brought in, in whatever steps it comes back', () => {
  fc.assert(
    fc.property(line, fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 8 }), (drawn, steps) => {
      const allocations = drawn.allocations.map((one, n) => ({ ...one, batchId: `bat_${n}`, deliveryId: `dlv_${n}` }));
      const quantity = sum(allocations.map((one) => one.quantity));
      const sold = { ...drawn, allocations, quantity, grossMinor: drawn.netMinor + drawn.taxMinor };
      const parts = batchesSold(sold);
      expect(parts.map((one) => one.batchId)).toEqual(allocations.map((one) => one.batchId));
      expect(sum(parts.map((one) => one.netMinor))).toBe(sold.netMinor);
      expect(sum(parts.map((one) => one.taxMinor))).toBe(sold.taxMinor);
      expect(parts.every((one) => one.netMinor >= 0)).toBe(true);
      // the units come back from the last batch on, a step at a time, then all that is left
      const left = allocations.map((one) => ({ ...one }));
      const back = new Map<string, number>();
      let returned = 0;
      for (const step of [...steps, quantity]) {
        const taken = [];
        for (let missing = Math.min(step, quantity - returned); missing > 0;) {
          const last = left.findLast((one) => one.quantity > 0)!;
          const units = Math.min(missing, last.quantity);
          last.quantity -= units;
          missing -= units;
          taken.push({ ...last, quantity: units });
        }
        for (const { batchId, netMinor } of batchesBack(sold, returned, taken))
          back.set(batchId, (back.get(batchId) ?? 0) + netMinor);
        returned += sum(taken.map((one) => one.quantity));
      }
      expect(parts.map((one) => back.get(one.batchId))).toEqual(parts.map((one) => one.netMinor));
    }),
  );
});
