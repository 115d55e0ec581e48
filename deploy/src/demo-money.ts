import { randomBytes } from 'node:crypto';
import { dinars } from './demo-story.js';
import type { Cast, Sale, Shop } from './demo-till.js';

const FLOAT = 500_000;
const TO_THE_BANK = 2_000_000;
const MISSING = 10_000;

/** Opens a till of the store with a float in its drawer; answers the session. */
export async function openTill({ manager, cashier, story }: Cast, storeId: string): Promise<string> {
  const till = `D${randomBytes(3).toString('hex').toUpperCase()}`;
  await manager.post(`/stores/${storeId}/tills`, { till, name: 'Caisse de démonstration' });
  const { sessionId } = await cashier.post(`/stores/${storeId}/tills/${till}/sessions`, { floatMinor: FLOAT });
  story.tell(`till ${till} is open, with ${dinars(FLOAT)} in its drawer`);
  return sessionId;
}

/** What the company owes of a sale is paid in two parts, by different means. */
export async function payDebt(shop: Shop, sale: Sale): Promise<void> {
  const { story, cashier, storeId, tillSessionId, company: customerId } = shop;
  story.chapter('A debt is paid in two parts');
  const stateNow = async () => (await cashier.get(`/orders/${sale.orderId}`)).state;
  const pay = (payment: object) => cashier.post('/payments', { customerId, storeId, tillSessionId, ...payment });
  story.check('the order is', await stateNow(), 'invoiced');
  const first = await pay({ method: 'transfer', amountMinor: 400_000, reference: 'VIR 2026-117' });
  story.tell(`${first.number}: ${dinars(first.amountMinor)} by transfer`);
  const { items } = await cashier.get(`/customers/${customerId}/open-items`);
  story.check('still open', items[0].openMinor, sale.grossMinor - 400_000, dinars);
  const rest = await pay({ method: 'cash', amountMinor: 600_000, tenderedMinor: 1_000_000 });
  story.check(`${rest.number} in cash; the change`, rest.changeMinor, 400_000, dinars);
  story.check('the order is', await stateNow(), 'paid');
}

/** Cash goes to the bank, the drawer is counted without knowing what should be in it, and the session is closed. */
export async function closeTill({ story, manager, cashier, tillSessionId }: Shop): Promise<void> {
  story.chapter('The till is counted and closed');
  const path = `/till-sessions/${tillSessionId}`;
  const reason = 'versement à la banque';
  await cashier.post(`${path}/cash-movements`, { direction: 'out', purpose: 'bank', amountMinor: TO_THE_BANK, reason });
  const { x } = await cashier.get(path);
  story.check('the cashier is told what should be there', x.expectedMinor ?? 'no', 'no');
  const { x: seen } = await manager.get(path);
  story.tell(`the manager sees ${dinars(seen.expectedMinor)}; ${seen.figures.sales} sales were rung up`);
  const countedMinor = seen.expectedMinor - MISSING;
  const z = await cashier.post(`${path}/close`, { countedMinor, keptMinor: FLOAT, note: 'billet manquant' });
  story.check('difference', z.differenceMinor, 0 - MISSING, dinars);
  story.tell(`Z ${z.number} of till ${z.till}: ${dinars(z.figures.grossMinor)} in all, sealed ${z.hash.slice(0, 12)}…`);
}
