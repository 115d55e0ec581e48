import { describe, expect, test } from '@jest/globals';
import { TypedAhead, type HeldKey, type Wait } from './typed-ahead.js';

const key = (name: string): HeldKey => ({ key: name, shiftKey: false });

/** Typed-ahead keys with what they pressed, and a wait that is ended by hand. */
function start(onPress: (name: string) => void = () => undefined) {
  const pressed: string[] = [];
  const typedAhead: TypedAhead = new TypedAhead(({ key: name }) => {
    pressed.push(name);
    onPress(name);
  });
  const waits: ((goOn: boolean) => void)[] = [];
  const wait: Wait = () => new Promise((resolve) => waits.push(resolve));
  const type = (names: string): void => names.split(' ').forEach((name) => typedAhead.push(key(name)));
  return { typedAhead, pressed, waits, wait, type };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function untilReleased(typedAhead: TypedAhead): Promise<void> {
  await nextTurn();
  while (typedAhead.holding) await nextTurn();
}

describe('keys typed ahead', () => {
  test('wait, and are pressed in their order', async () => {
    const { typedAhead, pressed, waits, wait, type } = start();
    typedAhead.hold(wait);
    type('9 0 0 Enter');
    await nextTurn();
    expect([typedAhead.holding, pressed]).toEqual([true, []]);
    waits[0]!(true);
    await untilReleased(typedAhead);
    expect(pressed).toEqual(['9', '0', '0', 'Enter']);
  });

  test('go on waiting when one of them makes the till wait, and keys of meanwhile come after them', async () => {
    const all = start((name) => {
      if (name === 'F9') all.typedAhead.hold(all.wait);
    });
    all.typedAhead.hold(all.wait);
    all.type('a F9 b');
    all.waits[0]!(true);
    while (all.pressed.length < 2) await nextTurn();
    await nextTurn();
    expect([all.pressed, all.typedAhead.holding]).toEqual([['a', 'F9'], true]);
    all.type('c');
    all.waits[1]!(true);
    await untilReleased(all.typedAhead);
    expect(all.pressed).toEqual(['a', 'F9', 'b', 'c']);
  });

  test.each([
    ['the wait ends with nothing to go on with', (all: ReturnType<typeof start>) => all.waits[0]!(false)],
    ['they are cancelled', ({ typedAhead }: ReturnType<typeof start>) => typedAhead.cancel()],
  ])('are dropped when %s', async (_name, end) => {
    const all = start();
    all.typedAhead.hold(all.wait);
    all.type('Enter');
    end(all);
    await untilReleased(all.typedAhead);
    all.waits[0]!(true); // too late
    await untilReleased(all.typedAhead);
    expect(all.pressed).toEqual([]);
  });

  test('are dropped when the wait fails, and the keys of the next one are kept', async () => {
    const { typedAhead, pressed, waits, wait, type } = start();
    typedAhead.hold(() => Promise.reject(new Error('unreachable')));
    type('a');
    await untilReleased(typedAhead);
    typedAhead.hold(wait);
    type('b');
    waits[0]!(true);
    await untilReleased(typedAhead);
    expect(pressed).toEqual(['b']);
  });

  test('that were a scan are taken out', async () => {
    const { typedAhead, pressed, waits, wait, type } = start();
    typedAhead.hold(wait);
    type('9 2 1 3 0');
    typedAhead.dropCode('2130');
    waits[0]!(true);
    await untilReleased(typedAhead);
    expect(pressed).toEqual(['9']);
  });

  test('tell a wait that it was cancelled', () => {
    const { typedAhead } = start();
    let cancelled: AbortSignal | undefined;
    typedAhead.hold((signal) => ((cancelled = signal), new Promise(() => undefined)));
    typedAhead.cancel();
    expect(cancelled?.aborted).toBe(true);
  });
});
