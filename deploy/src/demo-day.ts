import { randomBytes } from 'node:crypto';
import type { StoreView } from '@comptoir/contracts';
import { printReport, runAudit } from './audit.js';
import { sellBundles } from './demo-bundles.js';
import { sellByMeasure } from './demo-by-measure.js';
import { readTheDay } from './demo-books.js';
import { aTaxNumber, findAndMerge } from './demo-customers.js';
import { fillCatalog } from './demo-catalog.js';
import { closeTill, openTill, payDebt } from './demo-money.js';
import { demoCategory } from './demo-shop.js';
import { correctADelivery, countAndWriteOff } from './demo-counts.js';
import { lookAtTheStock } from './demo-stock-views.js';
import { buyFromSupplier, orderFromSupplier, payTheSupplier } from './demo-suppliers.js';
import { sellBeforeExpiry } from './demo-expiry.js';
import { takeBackElsewhere } from './demo-returns.js';
import { sendToOtherStore } from './demo-transfers.js';
import { dinars } from './demo-story.js';
import { warnAndReorder } from './demo-warnings.js';
import { checkout, saleOf, untilTillSees, type Cast, type Sale, type Shop } from './demo-till.js';

type Line = { quantity: number; unitPriceMinor?: number };

/** On the tag, 19 % tax included. */
const PRICE = 1_000_000;
/** What ten units cost together: no whole centimes a unit. */
const TEN_FOR = 6_799_999;

/** A day in the shop, from the first delivery to the proof of the books. */
export async function tellDay(cast: Cast): Promise<void> {
  const shop = await openShop(cast);
  const first = await sellAcrossBatches(shop);
  await negotiate(shop);
  await sellByMeasure(shop);
  await sellBundles(shop);
  await fillCatalog(shop);
  await sellBelowMinimum(shop);
  await refuseDiscount(shop);
  await parkAndResume(shop);
  await refuseOversell(shop);
  await lastFive(shop);
  const invoiced = await invoiceCompany(shop);
  await findAndMerge(shop, invoiced);
  await takeBack(shop, first);
  await cancelAll(shop, invoiced);
  await buyFromSupplier(shop);
  await orderFromSupplier(shop);
  await payTheSupplier(shop);
  await sendToOtherStore(shop);
  await takeBackElsewhere(shop);
  await countAndWriteOff(shop);
  await correctADelivery(shop);
  await lookAtTheStock(shop);
  await warnAndReorder(shop);
  await sellBeforeExpiry(shop);
  await payDebt(shop, await sell(shop, [{ quantity: 1 }], { customer: shop.company, cash: false }));
  await closeTill(shop);
  await readTheDay(shop);
  await closeBooks(shop);
}

async function openShop({ manager, cashier, accountant, story }: Cast): Promise<Shop> {
  story.chapter('Two deliveries of one product, at different costs');
  const { items } = await manager.get<{ items: StoreView[] }>('/stores');
  const store = items.find((one) => one.currency === 'DZD' && one.pricesIncludeTax);
  if (!store) throw new Error('The demo needs a store in DZD whose prices include tax; npm start fills one.');
  const sku = `DEMO-${randomBytes(4).toString('hex').toUpperCase()}`;
  const { productId } = await manager.post('/products', {
    sku,
    name: `Théière berbère ${sku}`,
    categoryId: await demoCategory(manager, 'Cuisine'),
    barcodes: [],
    currency: 'DZD',
    taxRateBps: 1900,
    warrantyMonths: 12,
    lowStockThreshold: 2,
    priceMinMinor: 900_000,
    priceListMinor: PRICE,
    priceMaxMinor: 1_100_000,
  });
  const walkIn = (await cashier.post('/customers', { kind: 'walkIn', name: 'Client de passage' })).customerId;
  const company = (
    await manager.post('/customers', {
      kind: 'company',
      name: 'Société Exemple SARL',
      address: { street: 'Zone d’activité', city: 'Oran', country: 'DZ' },
      profile: 'DZ',
      identifiers: [{ kind: 'nif', value: aTaxNumber() }],
      paymentTermsDays: 30,
      creditLimit: { minor: 50_000_000, currency: 'DZD' },
    })
  ).customerId;
  const tillSessionId = await openTill({ manager, cashier, accountant, story }, store.storeId);
  const shop = {
    manager,
    cashier,
    accountant,
    story,
    storeId: store.storeId,
    productId,
    walkIn,
    company,
    tillSessionId,
  };
  await deliver(shop, 4, 4 * 600_000);
  await deliver(shop, 6, 6 * 660_000);
  story.tell(`${sku} in ${store.name}: 4 at ${dinars(600_000)} and 6 at ${dinars(660_000)}`);
  const stock = await stockOf(shop);
  story.check('units that may be sold', stock.available, 10);
  story.check(
    'batches, oldest first',
    stock.batches.map((batch: any) => [batch.remainingQty, batch.remainingCostMinor]),
    [
      [4, 2_400_000],
      [6, 3_960_000],
    ],
    JSON.stringify,
  );
  await untilTillSees(shop, 10);
  return shop;
}

async function sellAcrossBatches(shop: Shop): Promise<Sale> {
  shop.story.chapter('A sale across both batches: exact cost, exact margin');
  const sale = await sell(shop, [{ quantity: 5 }], { customer: shop.walkIn, cash: true });
  shop.story.check('cost of 4 at 6,000 and 1 at 6,600', sale.costMinor, 4 * 600_000 + 660_000, dinars);
  shop.story.check('margin on 5 at 10,000 less their tax', sale.marginMinor, 4_201_681 - 3_060_000, dinars);
  const invoice = await shop.cashier.get(`/invoices/${sale.invoiceId}`);
  shop.story.check(`the walk-in’s document ${invoice.number}`, invoice.type, 'BON_DE_VENTE');
  shop.story.check('its total, as on the tags', invoice.grossMinor, 5 * PRICE, dinars);
  const guarantee = await shop.cashier.get(`/guarantees/${sale.guaranteeId}`);
  shop.story.check(
    'its warranty covers',
    [guarantee.state, guarantee.lines[0].quantity, guarantee.lines[0].warrantyMonths],
    ['active', 5, 12],
    JSON.stringify,
  );
  shop.story.tell(`it runs until ${guarantee.lines[0].expiresOn}`);
  return sale;
}

async function negotiate(shop: Shop): Promise<void> {
  shop.story.chapter('A negotiated price inside the range');
  const sale = await sell(shop, [{ quantity: 1, unitPriceMinor: 950_000 }], { customer: shop.walkIn, cash: true });
  shop.story.check('sold at', sale.grossMinor, 950_000, dinars);
  shop.story.check('margin', sale.marginMinor, 798_319 - 660_000, dinars);
}

async function sellBelowMinimum(shop: Shop): Promise<void> {
  const { story, cashier, manager } = shop;
  story.chapter('A price below the minimum waits for the manager');
  const order = await draft(shop, [{ quantity: 1, unitPriceMinor: 800_000 }], shop.walkIn);
  const asked = await checkout(shop, order, cash(800_000, 1));
  story.check('the till has to wait', [asked.status, asked.body.stage], [202, 'waitingForApproval'], JSON.stringify);
  const waiting = await manager.get(`/orders/${order.orderId}`);
  story.check('the order is', waiting.state, 'pendingApproval');
  story.tell(
    `the manager sees: ${waiting.approval.reasons[0].message} Margin ${dinars(waiting.approval.marginMinor)}.`,
  );
  const refused = await cashier.ask('POST', `/orders/${order.orderId}/approve`, {});
  story.check('a cashier who approves is refused with', refused.status, 403);
  const approved = await manager.post(`/orders/${order.orderId}/approve`, { note: 'dernière pièce exposée' });
  story.check('the manager says yes; the order is', approved.order.state, 'paid');
}

async function refuseDiscount(shop: Shop): Promise<void> {
  const { story, cashier, manager } = shop;
  story.chapter('A price that the manager refuses');
  const order = await draft(shop, [{ quantity: 1, unitPriceMinor: 500_000 }], shop.walkIn);
  await checkout(shop, order, cash(500_000, 1));
  const said = await manager.post(`/orders/${order.orderId}/reject`, { note: 'trop bas' });
  story.check('the manager says no; the order is', said.order.state, 'refused');
  story.tell(said.order.returned.message);
  const again = await checkout(shop, said.order, cash(500_000, 1));
  story.check(
    'as it is, it cannot be asked for again',
    [again.status, again.body.code],
    [409, 'order.state'],
    JSON.stringify,
  );
  const { customerId, documentType } = order;
  const lines = [{ productId: shop.productId, quantity: 1, unitPriceMinor: 950_000 }];
  const changed = await cashier.put(`/orders/${order.orderId}`, {
    revision: said.order.revision,
    customerId,
    documentType,
    lines,
  });
  story.check('at another price it is', changed.state, 'draft');
  await cashier.post(`/orders/${order.orderId}/cancel`, { reason: 'le client renonce' });
}

async function parkAndResume(shop: Shop): Promise<void> {
  const { story, cashier, manager, storeId } = shop;
  story.chapter('A cart that is parked at one till and sold at another');
  await deliver(shop, 1, 660_000);
  await untilTillSees(shop, 4);
  const { orderId, revision } = await draft(shop, [{ quantity: 1 }], shop.walkIn);
  const parked = await cashier.post(`/orders/${orderId}/park`, { revision, label: 'manteau rouge' });
  const list = await manager.get<{ items: { orderId: string }[] }>(`/orders?storeId=${storeId}&parked=true`);
  story.check(
    'the other till finds it',
    list.items.some((one) => one.orderId === orderId),
    true,
  );
  const resumed = await manager.post(`/orders/${orderId}/resume`, { revision: parked.revision });
  const late = await cashier.ask('POST', `/orders/${orderId}/resume`, { revision: parked.revision });
  story.check('the first till comes too late', [late.status, late.body.code], [409, 'order.changed'], JSON.stringify);
  const answer = await manager.ask('POST', `/orders/${orderId}/checkout`, {
    revision: resumed.revision,
    payment: cash(PRICE, 1),
    tillSessionId: shop.tillSessionId,
  });
  story.check('it is sold', answer.status, 200);
  await untilTillSees(shop, 3);
  const { life } = await manager.get<{ life: { state: string }[] }>(`/orders/${orderId}`);
  story.tell(`its life: ${life.map((step) => step.state).join(' → ')}`);
}

async function refuseOversell(shop: Shop): Promise<void> {
  shop.story.chapter('More than there is');
  const order = await draft(shop, [{ quantity: 99 }], shop.walkIn);
  shop.story.check(
    'the Draft already says',
    order.availability[0],
    { productId: shop.productId, unit: 'piece', quantityDecimals: 0, asked: 99, available: 3, enough: false },
    JSON.stringify,
  );
  const answer = await checkout(shop, order, cash(PRICE, 99));
  shop.story.check('refused with', [answer.status, answer.body.code], [409, 'stock.insufficient'], JSON.stringify);
  shop.story.check(
    'and what is left',
    answer.body.details.shortages,
    [{ productId: shop.productId, asked: 99, available: 3 }],
    JSON.stringify,
  );
  shop.story.check('the order is back in', (await shop.cashier.get(`/orders/${order.orderId}`)).state, 'draft');
}

async function lastFive(shop: Shop): Promise<void> {
  shop.story.chapter('Thirty buyers for the last five');
  await deliver(shop, 2, 2 * 700_000);
  const orders = await Promise.all(Array.from({ length: 30 }, () => draft(shop, [{ quantity: 1 }], shop.walkIn)));
  const answers = await Promise.all(orders.map((order) => checkout(shop, order, cash(PRICE, 1))));
  const codes = answers.map((answer) => `${answer.status} ${answer.body.code ?? answer.body.status}`);
  shop.story.check('sold', codes.filter((code) => code === '200 done').length, 5);
  shop.story.check('refused, with what is left', codes.filter((code) => code === '409 stock.insufficient').length, 25);
  shop.story.check('units left', (await stockOf(shop)).available, 0);
  const sold = answers.filter((answer) => answer.status === 200);
  const costs = await Promise.all(sold.map(async ({ body }) => (await saleOf(shop, body.sale.saleId)).costMinor));
  shop.story.check(
    'costs of the five, by batch',
    costs.toSorted((a, b) => a - b),
    [660_000, 660_000, 660_000, 700_000, 700_000],
    JSON.stringify,
  );
}

async function invoiceCompany(shop: Shop): Promise<Sale> {
  shop.story.chapter('A company’s FACTURE with tax, on credit');
  await deliver(shop, 10, TEN_FOR);
  const owed = await owedBy(shop);
  const sale = await sell(shop, [{ quantity: 2 }], { customer: shop.company, cash: false, documentType: 'FACTURE' });
  const invoice = await shop.cashier.get(`/invoices/${sale.invoiceId}`);
  shop.story.tell(`${invoice.number} for ${invoice.buyer.name}, tax number ${invoice.buyer.taxId}`);
  shop.story.check(
    'net, tax and total',
    [invoice.netMinor, invoice.taxMinor, invoice.grossMinor],
    [1_680_672, 319_328, 2_000_000],
    JSON.stringify,
  );
  shop.story.check('it owes', (await owedBy(shop)) - owed, 2 * PRICE, dinars);
  return sale;
}

async function takeBack(shop: Shop, first: Sale): Promise<void> {
  shop.story.chapter('One of the five comes back');
  const { body } = await shop.cashier.ask('POST', `/sales/${first.saleId}/returns`, {
    revision: first.revision,
    reason: 'couvercle fêlé',
    refundTo: 'cash',
    tillSessionId: shop.tillSessionId,
    lines: [{ saleLineId: first.lines[0].saleLineId, quantity: 1 }],
  });
  shop.story.check('refunded, as on the tag', body.correction?.refundMinor, PRICE, dinars);
  const [correction] = (await saleOf(shop, first.saleId)).corrections;
  shop.story.check('it is back at the cost it was sold from', correction?.costMinor, 660_000, dinars);
  shop.story.tell(`credit note ${body.correction?.creditNoteNumber}`);
  const guarantee = await shop.cashier.get(`/guarantees/${first.guaranteeId}`);
  shop.story.check('the warranty still covers', guarantee.lines[0].quantity - guarantee.lines[0].voidedQty, 4);
  shop.story.check('units that may be sold', (await stockOf(shop)).available, 9);
}

async function cancelAll(shop: Shop, sale: Sale): Promise<void> {
  shop.story.chapter('The company’s sale is cancelled in full');
  const { body } = await shop.manager.ask('POST', `/sales/${sale.saleId}/cancel`, {
    revision: sale.revision,
    reason: 'commande annulée',
    refundTo: 'account',
  });
  shop.story.check('the sale is', body.sale?.state, 'cancelled');
  shop.story.check('the company owes', await owedBy(shop), 0, dinars);
  shop.story.check('its warranty is', (await shop.cashier.get(`/guarantees/${sale.guaranteeId}`)).state, 'void');
  const stock = await stockOf(shop);
  const value = stock.batches.reduce((sum: number, batch: any) => sum + batch.remainingCostMinor, 0);
  shop.story.check('units in stock', stock.available, 11);
  shop.story.check('worth, at the costs they came for', value, TEN_FOR + 660_000, dinars);
}

async function closeBooks(shop: Shop): Promise<void> {
  shop.story.chapter('The trial balance, and the proof of the books');
  const { balances } = await shop.manager.get('/ledger/trial-balance');
  for (const one of balances) {
    shop.story.check(`debit and credit in ${one.currency}`, one.totalDebitMinor, one.totalCreditMinor, (value) =>
      (value / 100).toLocaleString('en'),
    );
    for (const row of one.accounts)
      shop.story.tell(
        `  ${row.account.padEnd(18)} ${(row.balanceMinor / 100).toLocaleString('en', { minimumFractionDigits: 2 }).padStart(20)}`,
      );
  }
  const report = await runAudit(shop.manager);
  printReport(report, (line) => shop.story.tell(line));
  shop.story.check('every equation holds', report.ok, true);
}

async function deliver({ manager, storeId, productId }: Shop, quantity: number, costMinor: number): Promise<void> {
  await manager.post('/deliveries', { storeId, lines: [{ productId, quantity, costMinor }] });
}

function cash(unitPriceMinor: number, quantity: number) {
  const amountMinor = unitPriceMinor * quantity;
  return { method: 'cash', amountMinor, tenderedMinor: amountMinor };
}

function draft(
  { cashier, storeId, productId }: Shop,
  lines: Line[],
  customerId: string,
  documentType = 'BON_DE_VENTE',
): Promise<any> {
  return cashier.post('/orders', {
    storeId,
    customerId,
    documentType,
    lines: lines.map((line) => ({ productId, ...line })),
  });
}

async function sell(
  shop: Shop,
  lines: Line[],
  how: { customer: string; cash: boolean; documentType?: string },
): Promise<Sale> {
  const order = await draft(shop, lines, how.customer, how.documentType);
  const total = lines.reduce((sum, line) => sum + line.quantity * (line.unitPriceMinor ?? PRICE), 0);
  const { status, body } = await checkout(shop, order, how.cash ? cash(total, 1) : undefined);
  if (status !== 200) throw new Error(`The sale was refused: ${JSON.stringify(body)}`);
  return saleOf(shop, body.sale.saleId);
}

async function stockOf({ manager, storeId, productId }: Shop): Promise<any> {
  return (await manager.get(`/stock?storeId=${storeId}&productId=${productId}`)).items[0];
}

async function owedBy({ cashier, company }: Shop): Promise<number> {
  const { balances } = await cashier.get(`/customers/${company}/balance`);
  return balances.find((one: any) => one.currency === 'DZD')?.balanceMinor ?? 0;
}
