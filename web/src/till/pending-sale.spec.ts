import { describe, expect, test } from '@jest/globals';
import { ApiProblem, Unreachable } from '../api/client.js';
import { completeSale, type PendingSale, type CheckoutContext } from './pending-sale.js';

type Answer = object | Error;
const refusal = (status: number, code: string): ApiProblem =>
  new ApiProblem({ type: '', title: '', status, detail: code, code, reference: 'r' });
const noResponse = new Unreachable('unreachable');
const order = { storeId: 's', customerId: 'c', documentType: 'BON_DE_VENTE' as const, lines: [] };

/** A context that answers each route with the next of its answers, and records the requests with their keys. */
function contextOf(
  answers: Record<string, Answer[]>,
  first: Partial<PendingSale> = {},
  onPause?: (context: { pendingSale: PendingSale }) => void,
) {
  const stored = {
    pendingSale: {
      id: 'sale',
      order,
      payments: [],
      tillSessionId: 'tse',
      waitsForManager: false,
      abandoned: false,
      ...first,
    } as PendingSale,
  };
  const requests: string[] = [];
  const problems: unknown[] = [];
  const context: CheckoutContext = {
    ask: (async (route: string, { key }: { key?: string }) => {
      requests.push(key ? `${route} ${key}` : route);
      const answer = answers[route]?.shift();
      if (!answer || answer instanceof Error) throw answer ?? new Error(`nothing for ${route}`);
      return answer;
    }) as never,
    save: (pendingSale) => (stored.pendingSale = pendingSale),
    current: () => stored.pendingSale,
    reportProblem: (reason) => problems.push(reason),
    pause: async () => onPause?.(stored),
    signal: new AbortController().signal,
  };
  return { context, requests, problems, stored };
}
const POST = 'POST /orders';
const CHECKOUT = 'POST /orders/{orderId}/checkout';
const READ = 'GET /orders/{orderId}';
const draft = { orderId: 'o', revision: 1 };

describe('a pending sale', () => {
  test('whose connection breaks at every request retries each under the same key, and becomes one sale', async () => {
    const { context, requests, problems } = contextOf({
      [POST]: [noResponse, draft],
      [CHECKOUT]: [
        noResponse,
        refusal(503, 'service.unavailable'),
        { status: 'underWay', watch: '' },
        { sale: { saleId: 'x' } },
      ],
    });
    expect(await completeSale(context)).toEqual({ kind: 'sold', sale: { saleId: 'x' } });
    expect(requests).toEqual([...Array(2).fill(`${POST} sale.order`), ...Array(4).fill(`${CHECKOUT} sale.checkout`)]);
    expect(problems).toEqual([
      'unreachable',
      undefined,
      'unreachable',
      expect.objectContaining({ code: 'service.unavailable' }),
      undefined,
      undefined,
    ]);
  });

  test('resumed after a reload continues with its order', async () => {
    const { context, requests } = contextOf(
      { [CHECKOUT]: [{ sale: { saleId: 'x' } }] },
      { draft: { ...draft, changed: true } },
    );
    await completeSale(context);
    expect(requests).toEqual([`${CHECKOUT} sale.checkout`]);
  });

  test('that is refused returns the reason and the Draft with its new revision', async () => {
    const { context } = contextOf({
      [POST]: [draft],
      [CHECKOUT]: [refusal(409, 'stock.insufficient')],
      [READ]: [{ ...draft, revision: 2, state: 'draft' }],
    });
    expect(await completeSale(context)).toMatchObject({
      kind: 'refused',
      problem: { code: 'stock.insufficient' },
      draft: { orderId: 'o', revision: 2 },
    });
  });

  test('that a manager refuses leaves the order to be changed and asked for again', async () => {
    const { context } = contextOf({
      [POST]: [draft],
      [CHECKOUT]: [refusal(422, 'approval.rejected')],
      [READ]: [{ ...draft, revision: 2, state: 'refused' }],
    });
    expect(await completeSale(context)).toMatchObject({ kind: 'refused', draft: { orderId: 'o', revision: 2 } });
  });

  test('whose Draft was changed elsewhere does not take over the other revision', async () => {
    const { context, requests } = contextOf(
      {
        'PUT /orders/{orderId}': [refusal(409, 'order.changed')],
        [READ]: [{ ...draft, revision: 5, state: 'draft' }],
      },
      { draft: { ...draft, revision: 2, changed: false } },
    );
    expect(await completeSale(context)).toMatchObject({
      kind: 'refused',
      problem: { code: 'order.changed' },
      draft: { orderId: 'o', revision: 2 },
    });
    expect(requests).not.toContain(`${CHECKOUT} sale.checkout`);
  });

  test('with a Draft of an earlier attempt changes that Draft', async () => {
    const { context, requests } = contextOf(
      { 'PUT /orders/{orderId}': [{ ...draft, revision: 3 }], [CHECKOUT]: [{ sale: {} }] },
      { draft: { ...draft, revision: 2, changed: false } },
    );
    await completeSale(context);
    expect(requests[0]).toBe('PUT /orders/{orderId} sale.change');
  });

  test('that waits for a manager polls the order until its state changes, then requests the checkout', async () => {
    const { context, stored } = contextOf({
      [POST]: [draft],
      [CHECKOUT]: [{ status: 'underWay', stage: 'waitingForApproval', watch: '' }, { sale: { saleId: 'x' } }],
      [READ]: [{ state: 'pendingApproval' }, { state: 'paid' }],
    });
    expect(await completeSale(context)).toMatchObject({ kind: 'sold' });
    expect(stored.pendingSale.waitsForManager).toBe(false);
  });

  test('abandoned while it waits is cancelled; abandoned too late, it is sold', async () => {
    const waiting = () => [{ status: 'underWay', stage: 'waitingForApproval', watch: '' }];
    const abandon = (stored: { pendingSale: PendingSale }) =>
      (stored.pendingSale = { ...stored.pendingSale, abandoned: true });
    const early = contextOf(
      {
        [POST]: [draft],
        [CHECKOUT]: waiting(),
        [READ]: [{ state: 'pendingApproval' }],
        'POST /orders/{orderId}/cancel': [{ status: 'done' }],
      },
      {},
      abandon,
    );
    expect(await completeSale(early.context)).toEqual({ kind: 'cancelled' });
    const late = contextOf(
      {
        [POST]: [draft],
        [CHECKOUT]: waiting(),
        [READ]: [{ state: 'paid' }, { saleId: 'x' }],
        'POST /orders/{orderId}/cancel': [refusal(403, 'role.not-allowed')],
        'GET /sales/{saleId}': [{ saleId: 'x' }],
      },
      {},
      abandon,
    );
    expect(await completeSale(late.context)).toEqual({ kind: 'sold', sale: { saleId: 'x' } });
  });

  test('of someone who is signed out is neither sold nor refused: it stays stored', async () => {
    const { context, stored } = contextOf({ [POST]: [draft], [CHECKOUT]: [refusal(401, 'auth.required')] });
    await expect(completeSale(context)).rejects.toMatchObject({ problem: { status: 401 } });
    expect(stored.pendingSale.draft).toMatchObject({ orderId: 'o', changed: true });
  });
});
