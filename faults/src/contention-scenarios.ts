import { randomUUID } from 'node:crypto';
import {
  cash,
  draft,
  openStoreFixture,
  sell,
  stockOf,
  stockUp,
  type ApiAnswer,
  type ApiClient,
} from '@comptoir/deploy/testing';
import { gist, insist, type Request } from './retrying-client.js';
import type { Blow, Blown } from './apply-fault.js';
import { APPROVAL_SECONDS, pause, until, type FaultSystem } from './fault-system.js';

const key = (): string => `rival-${randomUUID()}`;
const ask = async (as: ApiClient, path: string, body: unknown, own = key()): Promise<ApiAnswer> =>
  (await insist({ as, method: 'POST', path, body, key: own })).answer;
const is = (right: boolean, otherwise: string): string[] => (right ? [] : [otherwise]);
const statuses = (answers: readonly ApiAnswer[]): string =>
  answers
    .map((one) => one.status)
    .sort()
    .join(' ');

/** What a case needs beforehand. Faults beside it may refuse that for want of a room: then it is made anew. */
async function prepared<T>(shop: FaultSystem, make: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await make();
    } catch (error) {
      if (attempt >= 5) throw error;
      await shop.well();
    }
  }
}

/** The invoices of a sale by type, as they are stored. */
async function documents(shop: FaultSystem, saleId: string, type: string): Promise<number> {
  return shop.db('invoicing').collection('invoices').countDocuments({ saleId, type });
}

/** The same key twice at once; then with a changed body. */
export async function doubleClick({ shop }: Blow): Promise<Blown> {
  const at = await prepared(shop, () => openStoreFixture(shop.system));
  const productId = await prepared(shop, () => stockUp(at, [[9, 500]]));
  const order = await prepared(shop, () => draft(at, [{ productId, quantity: 1 }]));
  const request: Request = {
    as: shop.system.cashier,
    method: 'POST',
    path: `/orders/${order.orderId}/checkout`,
    body: { revision: order.revision, payment: cash(10_000) },
    key: key(),
  };
  const both = await Promise.all([insist(request), insist(request)]);
  const other = (await insist({ ...request, body: { revision: order.revision } })).answer;
  const sales = await shop.db('sales').collection('sales').countDocuments({ orderId: order.orderId });
  const gists = new Set(both.map((one) => gist(one.answer)));
  return {
    did: 'one checkout asked for twice at once with one key, then with another body',
    saw: `${[...gists].join(' and ')}, then ${other.status} ${other.body?.code}; ${sales} sale`,
    problems: [
      ...is(gists.size === 1, 'two answers'),
      ...is(other.status === 409 || other.status === 422, 'the changed body was not refused'),
      ...is(sales === 1, `${sales} sales`),
    ],
  };
}

/** The same key from two people: each has an act of their own. */
export async function sameKey({ shop }: Blow): Promise<Blown> {
  const at = await prepared(shop, () => openStoreFixture(shop.system));
  const there = await prepared(shop, () => openStoreFixture(shop.system));
  const own = key();
  const body = (storeId: string, customerId: string): object => ({
    storeId,
    customerId,
    documentType: 'BON_DE_VENTE',
    lines: [],
  });
  const answers = [
    await ask(shop.system.cashier, '/orders', body(at.storeId, at.walkIn), own),
    await ask(shop.system.manager, '/orders', body(there.storeId, there.walkIn), own),
  ];
  const again = await ask(shop.system.cashier, '/orders', body(at.storeId, at.walkIn), own);
  const other = await ask(shop.system.cashier, '/orders', body(there.storeId, there.walkIn), own);
  const ids = answers.map((one) => one.body.orderId);
  return {
    did: 'one key used by two people in two stores, by the first again, and by the first for something else',
    saw: `${statuses(answers)}, again ${again.status}, else ${other.status} ${other.body?.code}`,
    problems: [
      ...is(ids[0] !== ids[1] && answers[1]?.body.storeId === there.storeId, 'data crossed'),
      ...is(again.body.orderId === ids[0], 'the retry got another order'),
      ...is(other.status === 409 || other.status === 422, 'the key was taken for another act'),
    ],
  };
}

/** Two cancellations at once; a cancellation and a return at once: one credit note, the other is told no. */
export async function cancelTwice({ shop }: Blow): Promise<Blown> {
  const at = await prepared(shop, () => openStoreFixture(shop.system));
  const productId = await prepared(shop, () => stockUp(at, [[9, 500]]));
  const problems: string[] = [];
  const saw: string[] = [];
  for (const rival of ['cancel', 'returns'] as const) {
    const sale = await prepared(shop, () => sell(at, [{ productId, quantity: 2 }]));
    const body = { revision: sale.revision, reason: 'rivals', refundTo: 'cash' };
    const lines = [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }];
    const answers = await Promise.all([
      ask(shop.system.manager, `/sales/${sale.saleId}/cancel`, body),
      ask(shop.system.manager, `/sales/${sale.saleId}/${rival}`, rival === 'returns' ? { ...body, lines } : body),
    ]);
    const notes = await documents(shop, sale.saleId, 'CREDIT_NOTE');
    saw.push(`cancel and ${rival}: ${statuses(answers)}, ${notes} credit note`);
    problems.push(
      ...is(
        answers.filter((one) => one.status === 200).length === notes && notes <= 1,
        `${statuses(answers)} with ${notes} credit notes`,
      ),
    );
    problems.push(
      ...is(
        answers.some((one) => one.status === 200) || answers.every((one) => one.body?.code === 'saga.gave-up'),
        `nobody won: ${answers.map(gist).join(', ')}`,
      ),
    );
  }
  return {
    did: 'two cancellations of one sale at once, and a cancellation and a return',
    saw: saw.join('; '),
    problems,
  };
}

/** The last unit returned twice at once. */
export async function returnTwice({ shop }: Blow): Promise<Blown> {
  const { at, productId, sale } = await prepared(shop, async () => {
    const own = await openStoreFixture(shop.system);
    const product = await stockUp(own, [[1, 500]]);
    return { at: own, productId: product, sale: await sell(own, [{ productId: product, quantity: 1 }]) };
  });
  const body = {
    revision: sale.revision,
    reason: 'rivals',
    refundTo: 'cash',
    lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }],
  };
  const answers = await Promise.all([1, 2].map(() => ask(shop.system.cashier, `/sales/${sale.saleId}/returns`, body)));
  const { available } = await until('the stock', () => stockOf(at, productId).catch(() => undefined));
  const won = answers.filter((one) => one.status === 200).length;
  return {
    did: 'the one unit of a sale returned twice at once',
    saw: `${statuses(answers)}; ${available} on the shelf`,
    problems: is(won <= 1 && available === won, `${won} returns were taken and ${available} units are on the shelf`),
  };
}

/** Two managers, yes and no at once; then a yes in the very moment of the deadline. */
export async function managers({ shop, long }: Blow): Promise<Blown> {
  const at = await prepared(shop, () => openStoreFixture(shop.system));
  const productId = await prepared(shop, () => stockUp(at, [[9, 500]]));
  const waiting = async (): Promise<{ order: any; checkout: Request }> => {
    const order = await prepared(shop, () => draft(at, [{ productId, quantity: 1 }], { approvalRequested: true }));
    const checkout: Request = {
      as: shop.system.cashier,
      method: 'POST',
      path: `/orders/${order.orderId}/checkout`,
      body: { revision: order.revision, payment: cash(10_000) },
      key: key(),
    };
    await insist(checkout, { enough: (answer) => answer.body?.stage === 'waitingForApproval' });
    return { order, checkout };
  };
  const one = await waiting();
  const verdicts = await Promise.all([
    ask(shop.system.manager, `/orders/${one.order.orderId}/approve`, {}),
    ask(shop.system.owner, `/orders/${one.order.orderId}/reject`, {}),
  ]);
  const end = (await insist(one.checkout)).answer;
  const told = new Set(
    verdicts.filter((verdict) => verdict.status === 200).map((verdict) => verdict.body.verdict.approved),
  );
  const problems = [
    ...is(told.size <= 1, 'the two managers were told two verdicts'),
    ...is(
      told.size === 0 || told.has(true) === (end.status === 200),
      `the verdict was ${[...told].join()} and the checkout ${gist(end)}`,
    ),
  ];
  let atDeadline = 'the deadline was not waited for';
  if (long) {
    const two = await waiting();
    const { approval } = await until('the order', () =>
      shop.system.cashier.get(`/orders/${two.order.orderId}`).catch(() => undefined),
    );
    await pause(
      Math.max(0, new Date(approval?.deadline ?? Date.now() + APPROVAL_SECONDS * 1_000).getTime() - Date.now() - 5),
    );
    const verdict = await ask(shop.system.manager, `/orders/${two.order.orderId}/approve`, {});
    const last = (await insist(two.checkout)).answer;
    problems.push(
      ...is(
        (verdict.status === 200 && verdict.body.order.state === 'paid') === (last.status === 200),
        `at the deadline the manager was told ${gist(verdict)}, the till ${gist(last)}`,
      ),
    );
    atDeadline = `at the deadline the manager was told ${verdict.status} ${verdict.body?.code ?? ''}, the till ${gist(last)}`;
  }
  return {
    did: 'two managers saying yes and no at once, then a yes at the deadline',
    saw: `${verdicts.map(gist).join(' / ')}, the till ${gist(end)}; ${atDeadline}`,
    problems,
  };
}

/** Price and name are changed while the checkout stands at its hold: the sale keeps what was frozen. */
export async function editedMeanwhile({ shop }: Blow): Promise<Blown> {
  const at = await prepared(shop, () => openStoreFixture(shop.system));
  const productId = await prepared(shop, () => stockUp(at, [[9, 500]], { warrantyMonths: 12 }));
  const order = await prepared(shop, () => draft(at, [{ productId, quantity: 1 }]));
  const id = shop.arm({
    subject: 'inventory.holdStock',
    saga: `checkout/${order.orderId}/`,
    point: 'arrived',
    action: 'hold',
  });
  const selling = insist({
    as: shop.system.cashier,
    method: 'POST',
    path: `/orders/${order.orderId}/checkout`,
    body: { revision: order.revision, payment: cash(10_000) },
    key: key(),
  });
  await until('the hold', () => (shop.hits(id) > 0 ? true : undefined), 30_000).catch(() => undefined);
  const changes = { name: 'Changed meanwhile', priceListMinor: 10_900, taxRateBps: 900, warrantyMonths: 1 };
  const edit = await insist({
    as: shop.system.manager,
    method: 'PATCH',
    path: `/products/${productId}`,
    body: { revision: 1, changes },
    key: key(),
  });
  shop.disarm(id);
  const { answer } = await selling;
  const line = answer.body?.sale?.lines?.[0];
  const kept =
    answer.status !== 200 ||
    (line.name !== changes.name &&
      line.unitPriceMinor === 10_000 &&
      line.taxRateBps === 1_900 &&
      line.warrantyMonths === 12);
  return {
    did: 'name, price, tax and warranty of a product edited while its checkout stood at the hold',
    saw: `edit ${edit.answer.status}, checkout ${answer.status}`,
    problems: [
      ...is(edit.answer.status === 200, `the edit was answered ${gist(edit.answer)}`),
      ...is(kept, `the sale has ${JSON.stringify(line)}`),
    ],
  };
}

/** Many buyers of few units, over two batches: exactly as many are sold as there are. */
export async function lastUnits(
  { shop, long }: Pick<Blow, 'shop' | 'long'>,
  sizes: readonly [buyers: number, first: number, second: number] = long ? [500, 20, 30] : [60, 4, 6],
): Promise<Blown> {
  const [buyers, first, second] = sizes;
  const at = await prepared(shop, () => openStoreFixture(shop.system));
  const productId = await prepared(shop, () =>
    stockUp(at, [
      [first, 500],
      [second, 700],
    ]),
  );
  const orders: any[] = [];
  for (let index = 0; index < buyers; index += 20)
    orders.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(20, buyers - index) }, () =>
          ask(shop.system.cashier, '/orders', {
            storeId: at.storeId,
            customerId: at.walkIn,
            documentType: 'BON_DE_VENTE',
            lines: [{ productId, quantity: 1 }],
          }).then((one) => one.body),
        ),
      )),
    );
  const answers = await Promise.all(
    orders.map((order) =>
      ask(shop.system.cashier, `/orders/${order.orderId}/checkout`, {
        revision: order.revision,
        payment: cash(10_000),
      }),
    ),
  );
  const sold = answers.filter((one) => one.status === 200);
  const cost = sold.reduce((sum, one) => sum + one.body.sale.costMinor, 0);
  const gaveUp = answers.filter((one) => one.body?.code === 'saga.gave-up').length;
  const stock = await until('the stock', () => stockOf(at, productId).catch(() => undefined));
  const left = stock?.available ?? 0;
  const right = gaveUp > 0 || (sold.length === first + second && cost === first * 500 + second * 700);
  return {
    did: `${buyers} buyers at once for ${first + second} units in two batches`,
    saw: `${sold.length} sold, ${left} left, ${gaveUp} gave up, cost ${cost}`,
    problems: [
      ...is(sold.length + left === first + second, `${sold.length} sold and ${left} left of ${first + second}`),
      ...is(right, `${sold.length} sold at a cost of ${cost}`),
    ],
  };
}

/** Deliveries, sales and returns of one product at once: what came, less what went, is what is left. */
export async function oneProduct({ shop }: Blow): Promise<Blown> {
  const { at, productId, sales } = await prepared(shop, async () => {
    const own = await openStoreFixture(shop.system);
    const product = await stockUp(own, [[20, 500]]);
    return {
      at: own,
      productId: product,
      sales: await Promise.all(Array.from({ length: 4 }, () => sell(own, [{ productId: product, quantity: 1 }]))),
    };
  });
  const orders = await Promise.all(
    Array.from({ length: 6 }, () =>
      ask(shop.system.cashier, '/orders', {
        storeId: at.storeId,
        customerId: at.walkIn,
        documentType: 'BON_DE_VENTE',
        lines: [{ productId, quantity: 2 }],
      }),
    ),
  );
  const [delivered, sold, returned] = await Promise.all([
    Promise.all(
      Array.from({ length: 4 }, () =>
        ask(shop.system.manager, '/deliveries', {
          storeId: at.storeId,
          lines: [{ productId, quantity: 3, unitCostMinor: 600 }],
        }),
      ),
    ),
    Promise.all(
      orders.map(({ body }) =>
        ask(shop.system.cashier, `/orders/${body.orderId}/checkout`, {
          revision: body.revision,
          payment: cash(20_000),
        }),
      ),
    ),
    Promise.all(
      sales.map((sale) =>
        ask(shop.system.cashier, `/sales/${sale.saleId}/returns`, {
          revision: sale.revision,
          reason: 'rivals',
          refundTo: 'cash',
          lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }],
        }),
      ),
    ),
  ]);
  const count = (answers: readonly ApiAnswer[]): number => answers.filter((one) => one.status < 300).length;
  const right = 20 - 4 + count(delivered) * 3 - count(sold) * 2 + count(returned);
  const { available } = await until('the stock', () => stockOf(at, productId).catch(() => undefined));
  return {
    did: 'deliveries, sales and returns of one product at once (counts and transfers do not exist yet)',
    saw: `${count(delivered)} deliveries, ${count(sold)} sales, ${count(returned)} returns; ${available} left`,
    problems: is(available === right, `${available} left and ${right} should be`),
  };
}
