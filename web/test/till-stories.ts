import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  comeIn,
  eventually,
  good,
  LANGUAGES,
  negotiate,
  numberOf,
  payDialog,
  productOf,
  salesOf,
  scan,
  scanAll,
  tillReady,
  typeByHand,
  type Setting,
  type Visit,
} from './setting.js';

const WORDS = {
  fr: {
    wrong: /adresse ou le mot de passe est faux/,
    email: 'Adresse e-mail',
    enter: 'Entrer',
    unknown: /Aucun article n’a le code 99990000/,
    below: /attend l’accord d’un responsable/,
    newCustomer: 'Nouveau client',
    company: 'Société',
    name: 'Nom',
    tax: 'Numéro fiscal',
    address: 'Adresse',
    open: 'Ouvrir le compte',
    buyer: /demande un client nommé/,
    left: /plus que 42 ici|que \d+ ici/,
    other: /Oran Front de Mer : \d+/,
    stock: /Il n’y a pas assez de stock/,
    amount: '4 641,00 DZD',
  },
  en: {
    wrong: /address or the password is wrong/,
    email: 'E-mail address',
    enter: 'Sign in',
    unknown: /No product has the code 99990000/,
    below: /waits for a manager’s approval/,
    newCustomer: 'New customer',
    company: 'Company',
    name: 'Name',
    tax: 'Tax number',
    address: 'Address',
    open: 'Open the account',
    buyer: /needs a named customer/,
    left: /only \d+ left here/,
    other: /Oran Front de Mer: \d+/,
    stock: /not enough stock/,
    amount: 'DZD 4,641.00',
  },
} as const;

const plain = (text: string | null): string => (text ?? '').replaceAll(/\s/g, ' ');

/** Counts the keys a person presses. */
async function press({ page }: Visit, keys: readonly string[]): Promise<number> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60); // a hand, not a scanner
  }
  return keys.length;
}

/** Stories of the till, in both languages. */
export function tillStories(setting: () => Setting): void {
  describe.each(LANGUAGES)('the till, in %s', (language) => {
    const words = WORDS[language];

    test('signs in by hand and with one click, and shows each role its pages', async () => {
      const visit = await setting().visit(language);
      const { page } = visit;
      await page.goto('/till');
      await page.getByLabel(words.email).fill('cashier@demo.example');
      await page.locator('input[type=password]').fill('not the password');
      await page.getByRole('button', { name: words.enter, exact: true }).click();
      await page.getByRole('alert').filter({ hasText: words.wrong }).waitFor();
      await comeIn(visit, 'cashier');
      await tillReady(visit);
      expect(await page.locator('nav a').count()).toBe(2);
      await page.goto('/approvals');
      await page.waitForURL('**/till');
      for (const [role, pages] of [
        ['manager', 4],
        ['accountant', 2],
      ] as const) {
        const other = await setting().visit(language);
        await comeIn(other, role);
        expect([role, await other.page.locator('nav a').count()]).toEqual([role, pages]);
        await other.context.close();
      }
      expect(visit.wrong).toEqual([]);
      await visit.context.close();
    });

    test('sells three scanned articles for cash in at most twelve keys and without a mouse', async () => {
      const visit = await setting().visit(language);
      await comeIn(visit, 'cashier');
      await tillReady(visit);
      await visit.page.locator('body').click({ position: { x: 5, y: 400 } }); // the scanner is heard whatever has the focus
      await scanAll(visit, ['KET-17', 'CAF-FLT', 'CAB-USBC']);
      const keys = await press(visit, ['Enter', '1', '5', '0', '0', '0']);
      expect(plain(await visit.page.getByTestId('change').textContent())).toMatch(/2.207[.,]50/);
      expect(keys + (await press(visit, ['Enter']))).toBeLessThanOrEqual(12);
      const number = await numberOf(visit);
      expect(number).toMatch(/^ALG1-B-\d{4}-\d{6}$/);
      expect(plain(await visit.page.getByTestId('sold').textContent())).toContain('Comptoir Démonstration SARL');
      const sale = (await salesOf(setting())).find((one) => one.invoiceNumber === number);
      expect(sale).toMatchObject({
        state: 'final',
        grossMinor: 1_279_250,
        payment: { tenderedMinor: 1_500_000, changeMinor: 220_750 },
      });
      await visit.page.keyboard.press('Enter');
      await tillReady(visit);
      expect(await visit.page.locator('table.cart').count()).toBe(0);
      await visit.context.close();
    });

    test('finds by a few letters, negotiates inside the range, and invoices a company it has just met', async () => {
      const visit = await setting().visit(language);
      const { page } = visit;
      await comeIn(visit, 'cashier');
      await tillReady(visit);
      await typeByHand(visit, 'bouil');
      await page.getByRole('option').filter({ hasText: 'KET-17' }).waitFor();
      await page.keyboard.press('Enter');
      await cartHas(visit, 1);
      await eventually(async () => expect(plain(await page.getByTestId('gross').textContent())).toBe(words.amount));
      await page.keyboard.press('F8');
      await page.getByRole('dialog').waitFor();
      expect(plain(await page.getByRole('dialog').textContent())).toMatch(/3.510[.,]00.*3.900[.,]00.*4.290[.,]00/);
      await typeByHand(visit, '3600');
      await page.keyboard.press('Enter');
      await page.keyboard.press('F10');
      await page.getByText(words.buyer).waitFor();
      await page.keyboard.press('F4');
      await page.getByRole('button', { name: words.newCustomer }).click();
      await page.getByRole('dialog').getByText(words.company, { exact: true }).click();
      const name = `Société d’essai ${language}`;
      await page.getByRole('dialog').getByLabel(words.name).fill(name);
      await page.getByRole('dialog').getByLabel(words.tax).fill('000016009999999');
      await page.getByRole('dialog').getByLabel(words.address).fill('Zone d’essai, Alger');
      await page.getByRole('button', { name: words.open }).click();
      await page.locator('.side').getByText(name).waitFor();
      await payDialog(visit);
      await page.keyboard.press('Enter');
      expect(await numberOf(visit)).toMatch(/^ALG1-F-/);
      const [sale] = await salesOf(setting());
      expect(sale).toMatchObject({ documentType: 'FACTURE', netMinor: 360_000, customer: { name, kind: 'company' } });
      await visit.context.close();
    });

    test('an unknown code and too large a quantity are said before the customer is disappointed, with what is left and where', async () => {
      const visit = await setting().visit(language);
      const { page } = visit;
      await comeIn(visit, 'cashier');
      await tillReady(visit);
      await page.keyboard.type('99990000');
      await page.keyboard.press('Enter');
      await page.getByText(words.unknown).waitFor();
      await scanAll(visit, ['CLI-12K']);
      const quantity = page.locator('table.cart input').first();
      await quantity.fill('40');
      await page.locator('table.cart').getByText(words.left).waitFor();
      await page.locator('table.cart').getByText(words.other).waitFor();
      await payDialog(visit);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: words.stock }).waitFor();
      await quantity.fill('1');
      await payDialog(visit);
      await page.keyboard.press('Enter'); // the Draft of the refused attempt is used again
      await numberOf(visit);
      const drafts = (await setting().system.owner.get(`/orders?storeId=${setting().storeId}&state=draft`)).items;
      expect(drafts.filter((one: any) => one.returned?.code === 'stock.insufficient')).toEqual([]);
      await visit.context.close();
    });

    test('below the minimum it asks a manager and sees the answer come: once yes, once no', async () => {
      const [till, office] = [await setting().visit(language), await setting().visit(language)];
      await comeIn(till, 'cashier');
      await comeIn(office, 'manager');
      await office.page.locator('nav a').nth(2).click();
      for (const yes of [true, false]) {
        await tillReady(till);
        await scanAll(till, ['THE-SET']);
        await negotiate(till, '4000');
        await till.page.keyboard.press('F9');
        await till.page.getByText(words.below).waitFor();
        await till.page.locator('.given input').focus();
        await till.page.keyboard.press('Enter');
        await till.page.getByTestId('act').waitFor();
        const waiting = office.page.getByRole('article');
        await waiting.waitFor();
        expect(plain(await waiting.textContent())).toMatch(/4.000[.,]00/);
        await waiting
          .getByRole('button')
          .nth(yes ? 1 : 0)
          .click();
        if (yes) await numberOf(till);
        else
          await till.page
            .getByRole('alert')
            .filter({ hasText: /a refusé|said no/ })
            .waitFor();
        await waiting.waitFor({ state: 'detached' });
        if (yes) await till.page.keyboard.press('Enter');
      }
      await till.context.close();
      await office.context.close();
    });
  });

  test('two tills side by side: what one sells, the other sees go while its cart is open', async () => {
    const [one, two] = [await setting().visit('fr'), await setting().visit('en')];
    await comeIn(one, 'cashier');
    await comeIn(two, 'cashier');
    await tillReady(one);
    await tillReady(two);
    await scanAll(one, ['COU-SET']);
    await scanAll(two, ['COU-SET']);
    const before = (await productOf(setting(), 'COU-SET')).stock.find(
      (each: any) => each.storeId === setting().storeId,
    ).available;
    await two.page.getByText(`${before} in stock`).waitFor();
    await payDialog(one);
    await one.page.keyboard.press('Enter');
    await two.page.getByText(`${before - 1} in stock`).waitFor({ timeout: 10_000 });
    await numberOf(one);
    await one.context.close();
    await two.context.close();
  });

  test('a scan with the focus in a quantity leaves the quantity as it was', async () => {
    const visit = await setting().visit('en');
    await comeIn(visit, 'cashier');
    await tillReady(visit);
    await scanAll(visit, ['PIL-AA4']);
    const quantity = visit.page.locator('table.cart input').first();
    await quantity.fill('3');
    await quantity.focus();
    await scan(visit, 'CAB-USBC');
    await cartHas(visit, 2);
    expect(await quantity.inputValue()).toBe('3');
    await visit.context.close();
  });

  test('a scan is heard in a dialog too, and leaves no digits behind', async () => {
    const visit = await setting().visit('en');
    await comeIn(visit, 'cashier');
    await tillReady(visit);
    await scanAll(visit, ['PIL-AA4']);
    await payDialog(visit);
    await typeByHand(visit, '20');
    await visit.page.waitForTimeout(250);
    await scan(visit, 'CAB-USBC');
    await cartHas(visit, 2);
    expect(await visit.page.locator('.given input').inputValue()).toBe('20');
    expect(good('CAB-USBC').listMinor).toBe(65_000);
    await visit.context.close();
  });
}
