import { describe, expect, test } from '@jest/globals';
import { ApiProblem, Unreachable } from '../api/client.js';
import { carry, type Act, type World } from './act.js';

type Answer = object | Error;
const refusal = (status: number, code: string): ApiProblem =>
  new ApiProblem({ type: '', title: '', status, detail: code, code, reference: 'r' });
const silence = new Unreachable('silent');
const order = { storeId: 's', customerId: 'c', documentType: 'BON_DE_VENTE' as const, lines: [] };

/** A world that answers each route with the next of its answers, and keeps what was asked with which key. */
function worldOf(answers: Record<string, Answer[]>, first: Partial<Act> = {}, onPause?: (world: { act: Act }) => void) {
  const kept = { act: { id: 'act', order, waitsForManager: false, givenUp: false, ...first } as Act };
  const asked: string[] = [];
  const troubles: unknown[] = [];
  const world: World = {
    ask: (async (route: string, { key }: { key?: string }) => {
      asked.push(key ? `${route} ${key}` : route);
      const answer = answers[route]?.shift();
      if (!answer || answer instanceof Error) throw answer ?? new Error(`nothing for ${route}`);
      return answer;
    }) as never,
    save: (act) => (kept.act = act),
    present: () => kept.act,
    trouble: (reason) => troubles.push(reason),
    pause: async () => onPause?.(kept),
    signal: new AbortController().signal,
  };
  return { world, asked, troubles, kept };
}
const POST = 'POST /orders';
const CHECKOUT = 'POST /orders/{orderId}/checkout';
const READ = 'GET /orders/{orderId}';
const draft = { orderId: 'o', revision: 1 };

describe('an act', () => {
  test('whose connection breaks at every request sends each again under the same key, and ends in one sale', async () => {
    const { world, asked, troubles } = worldOf({
      [POST]: [silence, draft],
      [CHECKOUT]: [
        silence,
        refusal(503, 'service.unavailable'),
        { status: 'underWay', watch: '' },
        { sale: { saleId: 'x' } },
      ],
    });
    expect(await carry(world)).toEqual({ kind: 'sold', sale: { saleId: 'x' } });
    expect(asked).toEqual([...Array(2).fill(`${POST} act.order`), ...Array(4).fill(`${CHECKOUT} act.checkout`)]);
    expect(troubles).toEqual([
      'silent',
      undefined,
      'silent',
      expect.objectContaining({ code: 'service.unavailable' }),
      undefined,
      undefined,
    ]);
  });

  test('taken up after a reload goes on with the order it had', async () => {
    const { world, asked } = worldOf(
      { [CHECKOUT]: [{ sale: { saleId: 'x' } }] },
      { draft: { ...draft, changed: true } },
    );
    await carry(world);
    expect(asked).toEqual([`${CHECKOUT} act.checkout`]);
  });

  test('that is refused says why and hands the Draft back under its new revision', async () => {
    const { world } = worldOf({
      [POST]: [draft],
      [CHECKOUT]: [refusal(409, 'stock.insufficient')],
      [READ]: [{ ...draft, revision: 2, state: 'draft' }],
    });
    expect(await carry(world)).toMatchObject({
      kind: 'refused',
      problem: { code: 'stock.insufficient' },
      draft: { orderId: 'o', revision: 2 },
    });
  });

  test('with a Draft of an earlier attempt changes that one', async () => {
    const { world, asked } = worldOf(
      { 'PUT /orders/{orderId}': [{ ...draft, revision: 3 }], [CHECKOUT]: [{ sale: {} }] },
      { draft: { ...draft, revision: 2, changed: false } },
    );
    await carry(world);
    expect(asked[0]).toBe('PUT /orders/{orderId} act.change');
  });

  test('that waits for a manager looks at the order until it moved, then asks for the end', async () => {
    const { world, kept } = worldOf({
      [POST]: [draft],
      [CHECKOUT]: [{ status: 'underWay', stage: 'waitingForApproval', watch: '' }, { sale: { saleId: 'x' } }],
      [READ]: [{ state: 'pendingApproval' }, { state: 'paid' }],
    });
    expect(await carry(world)).toMatchObject({ kind: 'sold' });
    expect(kept.act.waitsForManager).toBe(false);
  });

  test('given up while it waits is cancelled; given up too late, it is the sale it became', async () => {
    const waiting = () => [{ status: 'underWay', stage: 'waitingForApproval', watch: '' }];
    const leave = (kept: { act: Act }) => (kept.act = { ...kept.act, givenUp: true });
    const early = worldOf(
      {
        [POST]: [draft],
        [CHECKOUT]: waiting(),
        [READ]: [{ state: 'pendingApproval' }],
        'POST /orders/{orderId}/cancel': [{ status: 'done' }],
      },
      {},
      leave,
    );
    expect(await carry(early.world)).toEqual({ kind: 'cancelled' });
    const late = worldOf(
      {
        [POST]: [draft],
        [CHECKOUT]: waiting(),
        [READ]: [{ state: 'paid' }, { saleId: 'x' }],
        'POST /orders/{orderId}/cancel': [refusal(403, 'role.not-allowed')],
        'GET /sales/{saleId}': [{ saleId: 'x' }],
      },
      {},
      leave,
    );
    expect(await carry(late.world)).toEqual({ kind: 'sold', sale: { saleId: 'x' } });
  });

  test('of someone who is signed out is neither sold nor refused: it stays as it is', async () => {
    const { world, kept } = worldOf({ [POST]: [draft], [CHECKOUT]: [refusal(401, 'auth.required')] });
    await expect(carry(world)).rejects.toMatchObject({ problem: { status: 401 } });
    expect(kept.act.draft).toMatchObject({ orderId: 'o', changed: true });
  });
});
