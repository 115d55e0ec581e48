import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  cartLines,
  eventually,
  negotiate,
  numberOf,
  payDialog,
  productOf,
  scanAll,
  sellForCash,
  signIn,
  tillReady,
  typeByHand,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

const texts = {
  keep: 'Keep mine as a new order',
  newer: 'Take the newer one',
  restore: 'Bring it back',
} as const;

/** Stories of carts that wait: parked for another till, changed elsewhere, or beside the next customer while a manager is asked. */
export function parkingStories(fixture: () => BrowserFixture): void {
  describe('a cart that waits', () => {
    const openTill = async (role: 'cashier' | 'owner' = 'cashier'): Promise<BrowserSession> => {
      const till = await fixture().openSession('en');
      await signIn(till, role, '/till');
      await tillReady(till);
      return till;
    };
    const parkAs = async (till: BrowserSession, label: string): Promise<void> => {
      const { page } = till;
      await page.keyboard.press('F6');
      await page.getByRole('dialog').waitFor();
      await typeByHand(till, label);
      await page.keyboard.press('Enter');
      await page.locator('.cart-empty').waitFor();
    };
    const resume = async ({ page }: BrowserSession, label: string): Promise<void> => {
      await page.keyboard.press('F7');
      await page.getByTestId('parked-order').filter({ hasText: label }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    const parkedOrder = async (label: string): Promise<any> => {
      const { items } = await fixture().system.owner.get(`/orders?parked=true&storeId=${fixture().storeId}`);
      return items.find((one: any) => one.parked.label === label);
    };

    test('is parked at one till by keys and sold at another; its order tells its life', async () => {
      const [one, other] = [await openTill(), await openTill('owner')];
      await scanAll(one, ['KET-17', 'CAB-USBC']);
      await parkAs(one, 'Red coat');
      const { orderId } = await parkedOrder('Red coat');
      await resume(other, 'Red coat');
      await cartHas(other, 2);
      expect((await cartLines(other)).map(([sku]) => sku)).toEqual(['KET-17', 'CAB-USBC']);
      expect(await parkedOrder('Red coat')).toBeUndefined();
      await payDialog(other);
      await other.page.keyboard.press('Enter');
      await numberOf(other);
      await eventually(async () =>
        expect(await fixture().system.owner.get(`/orders/${orderId}`)).toMatchObject({ state: 'paid' }),
      );
      await other.page.goto(`/orders/${orderId}`);
      const life = other.page.getByTestId('order-life').locator('tbody tr');
      await life.nth(5).waitFor();
      const states = await life.locator('td:first-child').allTextContents();
      expect(states.slice(0, 3)).toEqual(['Draft', 'parked', 'taken up']);
      expect(states.at(-1)).toBe('paid');
      await stillness(other.page);
      expect(await seriousViolations(other.page)).toEqual([]);
      expect([...one.pageErrors, ...other.pageErrors]).toEqual([]);
      await one.close();
      await other.close();
    });

    test('while a manager is asked the next customer is served; the chip survives a reload and tells the verdict', async () => {
      const till = await openTill();
      const { page } = till;
      const chip = page.getByTestId('waiting-sale');
      await scanAll(till, ['THE-SET']);
      await negotiate(till, '4000');
      await page.keyboard.press('F9');
      await page.locator('.given input').press('Enter');
      await chip.waitFor();
      await page.locator('.cart-empty').waitFor();
      const [waiting] = (await fixture().system.owner.get('/orders?state=pendingApproval')).items;
      await sellForCash(till, ['CAB-USBC']);
      await page.keyboard.press('Escape');
      await page.reload();
      await tillReady(till);
      expect(await chip.getAttribute('data-state')).toBe('waits');
      await scanAll(till, ['KET-17']);
      await fixture().system.owner.post(`/orders/${waiting.orderId}/approve`, {});
      await page.locator('[data-testid=waiting-sale][data-state=sold]').waitFor();
      await cartHas(till, 1); // the present customer is not disturbed
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await chip.click();
      await numberOf(till);
      await page.keyboard.press('Escape');
      await cartHas(till, 1);
      expect(await chip.count()).toBe(0);
      expect(till.pageErrors).toEqual([]);
      await till.close();
    });

    test('a refused one comes back with the reason, and is sold at another price', async () => {
      const till = await openTill();
      const { page } = till;
      await scanAll(till, ['THE-SET']);
      await negotiate(till, '4000');
      await page.keyboard.press('F9');
      await page.locator('.given input').press('Enter');
      await page.getByTestId('waiting-sale').waitFor();
      const [waiting] = (await fixture().system.owner.get('/orders?state=pendingApproval')).items;
      await scanAll(till, ['CAB-USBC']);
      await fixture().system.owner.post(`/orders/${waiting.orderId}/reject`, { note: 'too low' });
      await page.locator('[data-testid=waiting-sale][data-state=refused]:disabled').waitFor();
      await parkAs(till, 'Next one');
      await page.getByTestId('waiting-sale').click();
      await page.getByRole('alert').filter({ hasText: 'too low' }).waitFor();
      const { priceListMinor } = await productOf(fixture(), 'THE-SET');
      await negotiate(till, String(priceListMinor / 100));
      await payDialog(till);
      await page.keyboard.press('Enter');
      await numberOf(till);
      expect(await fixture().system.owner.get(`/orders/${waiting.orderId}`)).toMatchObject({ state: 'paid' });
      await page.keyboard.press('Escape');
      await till.close();
    });

    test('that is changed elsewhere says so at once; the person takes the newer one, or keeps hers as a new order', async () => {
      const { system } = fixture();
      const till = await openTill();
      const { page } = till;
      const { productId } = await productOf(fixture(), 'PIL-AA4');
      /** Somebody else changes the order that the till has open. */
      const changeElsewhere = async (orderId: string, quantity: number): Promise<void> => {
        const { revision, customerId, documentType } = await system.owner.get(`/orders/${orderId}`);
        const lines = [{ productId, quantity }];
        await system.owner.put(`/orders/${orderId}`, { revision, customerId, documentType, lines });
        await page.getByTestId('changed-elsewhere').waitFor();
      };
      await scanAll(till, ['CAB-USBC']);
      await parkAs(till, 'Two hands');
      const { orderId } = await parkedOrder('Two hands');
      await resume(till, 'Two hands');
      await cartHas(till, 1);
      await changeElsewhere(orderId, 2);
      await page.getByRole('button', { name: texts.newer }).click();
      await eventually(async () => expect(await cartLines(till)).toEqual([['PIL-AA4', 2]]));
      await changeElsewhere(orderId, 7);
      await page.getByRole('button', { name: texts.keep }).click();
      await page.getByTestId('changed-elsewhere').waitFor({ state: 'detached' });
      expect(await cartLines(till)).toEqual([['PIL-AA4', 2]]);
      await payDialog(till);
      await page.keyboard.press('Enter');
      await numberOf(till);
      expect(await system.owner.get(`/orders/${orderId}`)).toMatchObject({ state: 'draft', lines: [{ quantity: 7 }] });
      await page.keyboard.press('Escape');
      await till.close();
    });

    test('that has expired is brought back by a person', async () => {
      const till = await openTill();
      await scanAll(till, ['CAB-USBC']);
      await parkAs(till, 'Last week');
      const { orderId } = await parkedOrder('Last week');
      const orders = fixture().system.mongo.db('comptoir_sales').collection('orders');
      await orders.updateOne({ _id: orderId as never }, { $set: { state: 'expired' } });
      const office = await fixture().openSession('en');
      const { page } = office;
      await signIn(office, 'manager', '/orders?state=expired');
      await page.locator('tbody tr a').first().click();
      await page.getByRole('button', { name: texts.restore }).click();
      await eventually(async () =>
        expect(await fixture().system.owner.get(`/orders/${orderId}`)).toMatchObject({ state: 'draft' }),
      );
      await page.getByRole('button', { name: texts.restore }).waitFor({ state: 'detached' });
      await resume(till, 'Last week');
      await cartHas(till, 1);
      await till.close();
      await office.close();
    });
  });
}
