import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Product } from '../api/shapes.js';
import { ScanQueue } from './scan-queue.js';

const product = (name: string): Product => ({ productId: name, name }) as Product;

/** A queue with what it added, and look-ups that end when they are told to. */
function startQueue(ready: () => Promise<void> = async () => undefined) {
  const added: string[] = [];
  const queue = new ScanQueue((one) => added.push(one.name), ready);
  return { queue, added };
}

/** Waits for all scans; resolves to whether each of them added a product. */
async function settled(queue: ScanQueue): Promise<boolean> {
  let all = false;
  await queue.act((found) => void (all = found));
  return all;
}

describe('the scan queue', () => {
  test('adds products in the order of the scans, whichever look-up is the fastest; unknown codes stay listed', async () => {
    const scans = fc.array(fc.record({ known: fc.boolean(), turns: fc.nat(6) }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(scans, async (all) => {
        const { queue, added } = startQueue();
        for (const [at, { known, turns }] of all.entries())
          queue.push(`c${at}`, async () => {
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            return known ? product(`c${at}`) : null;
          });
        expect(await settled(queue)).toBe(all.every((one) => one.known));
        const codes = (known: boolean): string[] => all.flatMap((one, at) => (one.known === known ? [`c${at}`] : []));
        expect(added).toEqual(codes(true));
        expect(queue.entries.get().map(({ text, state }) => [text, state])).toEqual(
          codes(false).map((code) => [code, 'unknown']),
        );
        expect(queue.pending).toBe(false);
      }),
    );
  });

  test('adds what a label says, and none of a choice: that stays listed', async () => {
    const added: unknown[] = [];
    const queue = new ScanQueue(
      ({ name }, line) => added.push([name, line]),
      async () => undefined,
    );
    queue.push('label', async () => ({ product: product('cheese'), line: { quantity: 250 } }));
    queue.push('chese', async () => ({ choice: [product('cheese')] }));
    expect(await settled(queue)).toBe(false);
    expect(added).toEqual([['cheese', { quantity: 250 }]]);
    expect(queue.entries.get()).toMatchObject([{ text: 'chese', state: 'choice', choice: [{ name: 'cheese' }] }]);
    expect(queue.misses).toBe(1);
  });

  test('shows a scan at once, looks all up at once, and runs an action after the scans before it', async () => {
    const { queue, added } = startQueue();
    const answers: ((found: Product) => void)[] = [];
    for (const code of ['a', 'b']) queue.push(code, () => new Promise((resolve) => answers.push(resolve)));
    queue.after(() => added.push('action'));
    expect(queue.entries.get().map(({ text, state }) => [text, state])).toEqual([
      ['a', 'waiting'],
      ['b', 'waiting'],
    ]);
    answers[1]!(product('b'));
    answers[0]!(product('a'));
    await settled(queue);
    expect([added, queue.entries.get()]).toEqual([['a', 'b', 'action'], []]);
    queue.after(() => added.push('at once'));
    expect(added.at(-1)).toBe('at once');
  });

  test('keeps a refused look-up in the list with its error, and goes on', async () => {
    const { queue, added } = startQueue();
    const error = new Error('refused');
    queue.push('a', () => Promise.reject(error));
    queue.push('b', async () => product('b'));
    expect(await settled(queue)).toBe(false);
    expect([added, queue.entries.get()]).toEqual([['b'], [{ id: 1, text: 'a', state: 'failed', error }]]);
    queue.putAway(1);
    expect(queue.entries.get()).toEqual([]);
  });

  test('does not add a scan that was put away while it was looked up', async () => {
    const { queue, added } = startQueue();
    queue.push(
      'a',
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    queue.push('b', async () => product('b'));
    queue.putAway(1);
    expect(await settled(queue)).toBe(false);
    expect([added, queue.entries.get()]).toEqual([['b'], []]);
  });

  test('runs an act after the scans before it and before those after it, also when it throws', async () => {
    const { queue, added } = startQueue();
    queue.push('a', async () => product('a'));
    const act = queue.act(async (allFound) => {
      await new Promise(setImmediate);
      added.push(`act ${allFound}`);
      throw new Error('refused');
    });
    queue.push('b', async () => product('b'));
    await expect(act).rejects.toThrow('refused');
    await settled(queue);
    expect(added).toEqual(['a', 'act true', 'b']);
  });

  test('waits while the cart must not change, and loses nothing', async () => {
    let release = (): void => undefined;
    const idle = new Promise<void>((resolve) => (release = resolve));
    const { queue, added } = startQueue(() => idle);
    for (const code of ['a', 'b']) queue.push(code, async () => product(code));
    await new Promise(setImmediate);
    expect([added, queue.entries.get().length]).toEqual([[], 2]);
    release();
    await settled(queue);
    expect(added).toEqual(['a', 'b']);
  });
});
