import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  signIn,
  eventually,
  demoProduct,
  negotiate,
  numberOf,
  payDialog,
  plain,
  productOf,
  salesOf,
  scan,
  scanAll,
  listed,
  tillReady,
  typeByHand,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';

const texts = {
  invalidLogin: /adresse ou le mot de passe est faux/,
  email: 'Adresse e-mail',
  enter: 'Entrer',
  unknown: /Aucun article n’a le code 99990000/,
  below: /attend l’accord d’un responsable/,
  newCustomer: 'Nouveau client',
  company: 'Société',
  name: 'Raison sociale',
  tax: 'Numéro fiscal',
  city: 'Ville',
  open: 'Ouvrir le compte',
  buyer: /demande un client nommé/,
  left: /plus que 42 ici|que \d+ ici/,
  other: /Oran Front de Mer : \d+/,
  stock: /Il n’y a pas assez de stock/,
  amount: '3 900,00 DZD',
  approve: 'Accorder',
  reject: 'Refuser',
} as const;

/** Counts the keys a person presses. */
async function press({ page }: BrowserSession, keys: readonly string[]): Promise<number> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60); // a person, not a scanner
  }
  return keys.length;
}

/** Stories of the till. */
export function tillStories(fixture: () => BrowserFixture): void {
  describe('the till', () => {
    test('signs in by password and with one click', async () => {
      const session = await fixture().openSession('fr');
      const { page } = session;
      await page.goto('/till');
      await page.getByLabel(texts.email).fill('cashier@demo.example');
      await page.locator('input[type=password]').fill('not the password');
      await page.getByRole('button', { name: texts.enter, exact: true }).click();
      await page.getByRole('alert').filter({ hasText: texts.invalidLogin }).waitFor();
      await signIn(session, 'cashier');
      await tillReady(session);
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('sells three scanned articles for cash in at most twelve keys and without a mouse', async () => {
      const session = await fixture().openSession('fr');
      await signIn(session, 'cashier');
      await tillReady(session);
      await session.page.locator('body').click({ position: { x: 5, y: 400 } }); // scans are taken whatever has the focus
      await scanAll(session, ['KET-17', 'CAF-FLT', 'CAB-USBC']);
      const keys = await press(session, ['F9', '1', '5', '0', '0', '0']);
      await eventually(async () =>
        expect(plain(await session.page.getByTestId('change').textContent())).toMatch(/4.250[.,]00/),
      );
      expect(keys + (await press(session, ['Enter']))).toBeLessThanOrEqual(12);
      const number = await numberOf(session);
      expect(number).toMatch(/^ALG1-B-\d{4}-\d{6}$/);
      await session.page.getByTestId('sold').getByText('Comptoir Démonstration SARL').waitFor();
      const sale = (await salesOf(fixture())).find((one) => one.invoiceNumber === number);
      expect(sale).toMatchObject({
        state: 'final',
        grossMinor: 1_075_000,
        payments: [{ tenderedMinor: 1_500_000, changeMinor: 425_000 }],
      });
      await session.page.keyboard.press('Enter');
      await tillReady(session);
      expect(await session.page.locator('table.cart').count()).toBe(0);
      await session.close();
    });

    test('finds by a few letters, negotiates inside the range, and invoices a new company', async () => {
      const session = await fixture().openSession('fr');
      const { page } = session;
      await signIn(session, 'cashier');
      await tillReady(session);
      await typeByHand(session, 'bouil');
      await page.getByRole('option').filter({ hasText: 'KET-17' }).waitFor();
      await listed(session);
      await page.keyboard.press('Enter');
      await cartHas(session, 1);
      await eventually(async () => expect(plain(await page.getByTestId('gross').textContent())).toBe(texts.amount));
      await page.keyboard.press('F8');
      await page.getByRole('dialog').waitFor();
      expect(plain(await page.getByRole('dialog').textContent())).toMatch(/3.510[.,]00.*3.900[.,]00.*4.290[.,]00/);
      await typeByHand(session, '3600');
      await page.keyboard.press('Enter');
      await page.keyboard.press('F10');
      await page.getByText(texts.buyer).waitFor();
      await page.keyboard.press('F4');
      await page.getByRole('button', { name: texts.newCustomer }).click();
      await page.getByRole('dialog').getByText(texts.company, { exact: true }).click();
      const name = 'Société d’essai';
      await page.getByRole('dialog').getByLabel(texts.name).fill(name);
      await page.getByRole('dialog').getByLabel(texts.tax).fill('000016009999999');
      await page.getByRole('dialog').getByLabel(texts.city).fill('Alger');
      await page.getByRole('button', { name: texts.open }).click();
      await page.locator('.side').getByText(name).waitFor();
      await payDialog(session);
      await page.keyboard.press('Enter');
      expect(await numberOf(session)).toMatch(/^ALG1-F-/);
      const [sale] = await salesOf(fixture());
      expect(sale).toMatchObject({ documentType: 'FACTURE', grossMinor: 360_000, customer: { name, kind: 'company' } });
      await session.close();
    });

    test('an unknown code and too large a quantity are shown before the sale, with the available stock of all stores', async () => {
      const session = await fixture().openSession('fr');
      const { page } = session;
      await signIn(session, 'cashier');
      await tillReady(session);
      await page.keyboard.type('99990000');
      await page.keyboard.press('Enter');
      await page.getByText(texts.unknown).waitFor();
      await scanAll(session, ['CLI-12K']);
      const quantity = page.locator('table.cart input').first();
      await quantity.fill('40');
      await page.locator('table.cart').getByText(texts.left).waitFor();
      await page.locator('table.cart').getByText(texts.other).waitFor();
      await payDialog(session);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: texts.stock }).waitFor();
      await quantity.fill('1');
      await payDialog(session);
      await page.keyboard.press('Enter'); // the Draft of the refused attempt is used again
      await numberOf(session);
      const drafts = (await fixture().system.owner.get(`/orders?storeId=${fixture().storeId}&state=draft`)).items;
      expect(drafts.filter((one: any) => one.returned?.code === 'stock.insufficient')).toEqual([]);
      await session.close();
    });

    test('below the minimum it asks a manager and shows the answer live: once approved, once rejected', async () => {
      const [till, office] = [await fixture().openSession('fr'), await fixture().openSession('fr')];
      await signIn(till, 'cashier');
      await signIn(office, 'manager');
      await office.page.waitForURL('**/approvals');
      for (const yes of [true, false]) {
        await tillReady(till);
        await scanAll(till, ['THE-SET']);
        await negotiate(till, '4000');
        await till.page.keyboard.press('F9');
        await till.page.getByText(texts.below).waitFor();
        await till.page.locator('.given input').focus();
        await till.page.keyboard.press('Enter');
        await till.page.getByTestId('pending-sale').waitFor();
        const waiting = office.page.getByRole('article');
        await waiting.waitFor();
        expect(plain(await waiting.textContent())).toMatch(/4.000[.,]00/);
        await waiting.getByRole('button', { name: yes ? texts.approve : texts.reject, exact: true }).click();
        if (yes) await numberOf(till);
        else
          await till.page
            .getByRole('alert')
            .filter({ hasText: /a refusé|said no/ })
            .waitFor();
        await waiting.waitFor({ state: 'detached' });
        if (yes) await till.page.keyboard.press('Enter');
      }
      await till.close();
      await office.close();
    });
  });

  test('two tills: stock sold by one is updated in the open cart of the other', async () => {
    const [one, two] = [await fixture().openSession('fr'), await fixture().openSession('en')];
    await signIn(one, 'cashier');
    await signIn(two, 'cashier');
    await tillReady(one);
    await tillReady(two);
    await scanAll(one, ['COU-SET']);
    await scanAll(two, ['COU-SET']);
    const before = (await productOf(fixture(), 'COU-SET')).stock.find(
      (each: any) => each.storeId === fixture().storeId,
    ).available;
    await two.page.getByText(`${before} in stock`).waitFor();
    await payDialog(one);
    await one.page.keyboard.press('Enter');
    await two.page.getByText(`${before - 1} in stock`).waitFor({ timeout: 10_000 });
    await numberOf(one);
    await one.close();
    await two.close();
  });

  test('a scan with the focus in a quantity leaves the quantity as it was', async () => {
    const session = await fixture().openSession('en');
    await signIn(session, 'cashier');
    await tillReady(session);
    await scanAll(session, ['PIL-AA4']);
    const quantity = session.page.locator('table.cart input').first();
    await quantity.fill('3');
    await quantity.focus();
    await scan(session, 'CAB-USBC');
    await cartHas(session, 2);
    expect(await quantity.inputValue()).toBe('3');
    await session.close();
  });

  test('a scan is taken in a dialog too, and leaves no digits in its field', async () => {
    const session = await fixture().openSession('en');
    await signIn(session, 'cashier');
    await tillReady(session);
    await scanAll(session, ['PIL-AA4']);
    await payDialog(session);
    await typeByHand(session, '20');
    await session.page.waitForTimeout(250);
    await scan(session, 'CAB-USBC');
    await cartHas(session, 2);
    expect(await session.page.locator('.given input').inputValue()).toBe('20');
    expect(demoProduct('CAB-USBC').listMinor).toBe(65_000);
    await session.close();
  });
}
