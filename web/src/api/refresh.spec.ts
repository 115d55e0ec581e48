import { describe, expect, test } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { eventually } from '@comptoir/kit/eventually';
import { refresh } from './refresh.js';

/** An order whose reads are answered one by one, as they were asked for. */
function watchedOrder() {
  const queries = new QueryClient();
  const reads: PromiseWithResolvers<number>[] = [];
  const read = (): Promise<number> => {
    const next = Promise.withResolvers<number>();
    reads.push(next);
    return next.promise;
  };
  const observer = new QueryObserver(queries, { queryKey: ['orders', 'a'], queryFn: read, staleTime: 60_000 });
  const stop = observer.subscribe(() => undefined);
  const shown = () => observer.getCurrentResult().data;
  const answer = async (revision: number): Promise<void> => {
    const count = reads.length;
    reads[count - 1]?.resolve(revision);
    await reads[count - 1]?.promise;
  };
  return { queries, reads, shown, answer, end: () => (stop(), queries.clear()) };
}

describe('a change', () => {
  test.each([
    ['of this order', ['orders']],
    ['of everything', []],
  ])('%s during its first read has it read once more', async (_name, key) => {
    const { queries, reads, shown, answer, end } = watchedOrder();
    expect(reads).toHaveLength(1);
    void refresh(queries, key);
    await answer(1); // from before the change
    await eventually(() => expect(reads).toHaveLength(2));
    await answer(2);
    await eventually(() => expect(shown()).toBe(2));
    expect(reads).toHaveLength(2);
    end();
  });

  test('after the first read has it read again; one of something else does not', async () => {
    const { queries, reads, shown, answer, end } = watchedOrder();
    await answer(1);
    await eventually(() => expect(shown()).toBe(1));
    void refresh(queries, ['day']);
    expect(reads).toHaveLength(1);
    void refresh(queries, ['orders', 'a']);
    expect(reads).toHaveLength(2);
    await answer(2);
    await eventually(() => expect(shown()).toBe(2));
    end();
  });

  test('during a first read that fails leaves the failure to who shows it', async () => {
    const { queries, reads, end } = watchedOrder();
    queries.setDefaultOptions({ queries: { retry: false } });
    void refresh(queries, ['orders']);
    reads[0]?.reject(new Error('away'));
    await eventually(() => expect(queries.getQueryState(['orders', 'a'])?.fetchStatus).toBe('idle'));
    expect(reads).toHaveLength(1);
    end();
  });
});
