import { randomInt } from 'node:crypto';
import { dinars } from './demo-story.js';
import type { Sale, Shop } from './demo-till.js';

/** The tax number of a company that no earlier run of the demo has opened. */
export function aTaxNumber(): string {
  return `00003${Array.from({ length: 10 }, () => randomInt(10)).join('')}`;
}

/** A company is found by its document; it cannot be opened twice, and a double is merged into it. */
export async function findAndMerge(shop: Shop, sale: Sale): Promise<void> {
  const { story, cashier, manager, company } = shop;
  story.chapter('A customer is found by a document, and a double is merged');
  const { number } = await cashier.get(`/invoices/${sale.invoiceId}`);
  const search = async (text: string) => (await cashier.get(`/customers?text=${encodeURIComponent(text)}`)).items;
  const [found] = await search(number);
  story.check(`${number} is of`, found?.customerId, company);
  const { kind, name, profile, identifiers } = found;
  const again = await cashier.ask('POST', '/customers', { kind, name: `${name} bis`, profile, identifiers });
  story.check('a second account with its tax number is refused with', again.status, 409);
  story.tell(again.body.detail);
  const phone = `041 ${randomInt(10)} ${randomInt(1_000_000, 9_999_999)}`;
  const double = await cashier.post('/customers', { kind, name: 'Ste Exemple', phone });
  const merged = { customerId: double.customerId, revision: double.revision };
  await manager.post(`/customers/${company}/merges`, { revision: found.revision, merged, reason: 'ouvert deux fois' });
  story.check('its phone now finds', (await search(phone))[0]?.customerId, company);
  const { balances } = await cashier.get(`/customers/${double.customerId}/balance`);
  story.check('the old number owes what the company owes', balances[0]?.balanceMinor, sale.grossMinor, dinars);
}
