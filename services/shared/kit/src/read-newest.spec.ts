import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeTime } from 'ulid';
import { readNewest } from './read-newest.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const idOf = (ms: number, at: number): string => `cus_${encodeTime(ms, 10)}${String(at).padStart(16, '0')}`;

test('pages hold every record once, newest first, whenever they were made', async () => {
  const age = fc.oneof(fc.nat(3_600_000), fc.nat(90 * 86_400_000), fc.nat(NOW - 1));
  await fc.assert(
    fc.asyncProperty(fc.array(age, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), async (ages, limit) => {
      const keys = ages
        .map((one, at) => `person/${idOf(NOW - one, at)}`)
        .toSorted()
        .toReversed();
      const read = async ({ $gte, $lt }: { $gte: string; $lt: string }, most: number): Promise<string[]> =>
        keys.filter((key) => key >= $gte && key < $lt).slice(0, most);
      const found: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await readNewest({ owner: 'person/', prefix: 'cus_', cursor, nowMs: NOW }, limit, read);
        found.push(...page);
        if (page.length < limit) break;
        cursor = page.at(-1)!.slice('person/'.length);
      }
      expect(found).toEqual(keys);
    }),
  );
});

test('a cursor that is no id is only a bound', async () => {
  const ranges: string[] = [];
  await readNewest(
    { owner: '', prefix: 'cus_', cursor: 'x', nowMs: NOW },
    5,
    async ({ $lt }) => (ranges.push($lt), []),
  );
  expect(ranges[0]).toBe('x');
});
