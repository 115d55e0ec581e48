import { describe, expect, test } from '@jest/globals';
import { eventually, plain, sellByApi, signIn, type BrowserFixture } from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

/** Stories of payments after the sale. */
export function paymentStories(fixture: () => BrowserFixture): void {
  const customerOf = (name: string): Promise<any> =>
    fixture().system.owner.post('/customers', {
      kind: 'person',
      name,
      creditLimit: { minor: 50_000_000, currency: 'DZD' },
    });
  const stateOf = async (orderId: string): Promise<string> =>
    (await fixture().system.owner.get(`/orders/${orderId}`)).state;

  describe('payments after the sale', () => {
    test('a debt is paid in part by transfer, the rest in cash: the order is paid', async () => {
      const customer = await customerOf('Late payer');
      const sold = await sellByApi(fixture(), [['KET-17', 1]], { customer, means: 'account' });
      expect(await stateOf(sold.orderId)).toBe('invoiced');
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'manager', `/customers/${customer.customerId}`);
      const owed = page.getByRole('region', { name: 'What is owed' });
      await owed.getByText('DZD 3,900.00').waitFor();
      await owed.getByRole('button', { name: 'Take a payment' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Amount, DZD').fill('1000');
      await dialog.getByLabel('Means').selectOption('transfer');
      await dialog.getByLabel('Reference').fill('VIR-2026-7');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Take a payment' }).click();
      await owed.getByText(/Payment ALG1-P-.* of DZD\s1,000\.00 was taken/).waitFor();
      await owed.getByText('DZD 2,900.00').waitFor();
      expect(await stateOf(sold.orderId)).toBe('invoiced');

      await page.goto(`/sales/${sold.saleId}`);
      const payments = page.getByRole('region', { name: 'Payments' });
      await payments.getByText(/VIR-2026-7/).waitFor();
      await eventually(async () =>
        expect(plain(await page.getByTestId('owed').textContent())).toBe('Still owed: DZD 2,900.00'),
      );
      await payments.getByRole('button', { name: 'Take a payment' }).click();
      await dialog.getByLabel('Means').selectOption('cash');
      await dialog.getByRole('button', { name: 'Take a payment' }).click();
      await eventually(async () => expect(await page.getByTestId('owed').textContent()).toBe('Paid'));
      expect(await stateOf(sold.orderId)).toBe('paid');
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('a wrong payment is reversed with a reason, and replaced by the way it was really paid', async () => {
      const customer = await customerOf('Paid by card');
      const sold = await sellByApi(fixture(), [['KET-17', 1]], { customer });
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'manager', `/sales/${sold.saleId}`);
      const payments = page.getByRole('region', { name: 'Payments' });
      await payments.getByRole('button', { name: /^Reverse payment/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Reason').fill('it was the card');
      await dialog.getByLabel('How it was really paid').selectOption('card');
      await dialog.getByLabel('Reference').fill('SLIP-9');
      await dialog.getByRole('button', { name: 'Reverse the payment' }).click();
      await payments.getByText(/SLIP-9/).waitFor();
      await payments.getByText('reversed', { exact: true }).waitFor();
      expect(await page.getByTestId('owed').textContent()).toBe('Paid');

      await payments.getByRole('button', { name: /^Reverse payment/ }).click(); // the replacement, without another one
      await dialog.getByLabel('Reason').fill('the card was refused');
      await dialog.getByRole('button', { name: 'Reverse the payment' }).click();
      await eventually(async () =>
        expect(plain(await page.getByTestId('owed').textContent())).toBe('Still owed: DZD 3,900.00'),
      );
      expect(await stateOf(sold.orderId)).toBe('invoiced');

      await page.goto('/payments?method=card');
      await page
        .getByRole('link', { name: /^ALG1-P-/ })
        .first()
        .waitFor();
      expect(await page.getByRole('cell', { name: 'Cash', exact: true }).count()).toBe(0);
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });
  });
}
