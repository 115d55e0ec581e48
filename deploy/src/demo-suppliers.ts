import { aTaxNumber } from './demo-customers.js';
import { dinars } from './demo-story.js';
import type { Shop } from './demo-till.js';

/** Goods come from a supplier of the list: the delivery keeps its name, and what the product cost last is known. */
export async function buyFromSupplier({ story, manager, storeId, productId }: Shop): Promise<void> {
  story.chapter('A supplier, its number for a product, and what it cost last');
  const identifiers = [{ kind: 'nif', value: aTaxNumber() }];
  const { supplierId, name } = await manager.post('/suppliers', {
    name: 'Fournisseur Modèle',
    profile: 'DZ',
    identifiers,
  });
  const again = await manager.ask('POST', '/suppliers', { name: 'Un autre', profile: 'DZ', identifiers });
  story.check('a second supplier with its tax number is refused with', again.status, 409);
  story.tell(again.body.detail);
  await manager.ask('PUT', `/suppliers/${supplierId}/products/${productId}`, { catalogNumber: 'FM-0042' });
  const lines = [{ productId, quantity: 3, costMinor: 3 * 655_000 }];
  const delivery = await manager.post('/deliveries', { storeId, supplierId, lines });
  story.check('the delivery is of', delivery.supplierName, name);
  const [product] = (await manager.get(`/suppliers/${supplierId}/products`)).items;
  story.check('its number for the product', product?.catalogNumber, 'FM-0042');
  story.check('which cost last, each', product?.lastUnitCostMinor, 655_000, dinars);
}
