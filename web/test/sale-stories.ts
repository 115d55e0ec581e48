import { describe, expect, test } from '@jest/globals';
import { money } from '../src/money.js';
import {
  eventually,
  openTill,
  plain,
  printedBy,
  productOf,
  sellByApi,
  signIn,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

const texts = {
  reason: 'Motif',
  take: 'Enregistrer le retour',
  cancel: 'Annuler toute la vente',
  confirm: 'Rembourser et annuler la vente',
  back: 'Retour',
  due: (amount: string) => `À rendre : ${amount} en espèces`,
  ask: (amount: string) => `Rembourser ${amount} en espèces ?`,
  given: (amount: string) => `${amount} rendus en espèces`,
  credited: (amount: string) => `À déduire du compte : ${amount}`,
  cancelled: 'annulée',
  cancelledBy: 'ANNULÉ par l’avoir ',
  corrects: 'rectifie ',
  copy: 'DUPLICATA',
  printOn: (number: string, paper: string) => `Imprimer ${number} sur ${paper}`,
} as const;

/** Stories of returns, cancellations and what is printed of them. */
export function saleStories(fixture: () => BrowserFixture): void {
  const open = async (saleId: string): Promise<BrowserSession> => {
    const session = await fixture().openSession('fr');
    await signIn(session, 'manager');
    await session.page.goto(`/sales/${saleId}`);
    await session.page.locator('.back-quantity select').first().waitFor();
    return session;
  };
  const read = (saleId: string): Promise<any> => fixture().system.owner.get(`/sales/${saleId}`);

  test('goods of another store come back here by the number of its receipt, and both stores say so', async () => {
    const { owner } = fixture().system;
    const { storeId, otherStoreId } = fixture();
    const { productId, name } = await productOf(fixture(), 'CAB-USBC');
    await owner.post('/deliveries', { storeId: otherStoreId, lines: [{ productId, quantity: 2, costMinor: 20_001 }] });
    await owner.post(`/stores/${otherStoreId}/tills`, { till: 'T8', name: 'Till 8' });
    const tillSessionId = await openTill(fixture().system, otherStoreId, 'T8');
    const sold = await sellByApi({ ...fixture(), storeId: otherStoreId, tillSessionId }, [['CAB-USBC', 2]]);
    const session = await fixture().openSession('en');
    const { page } = session;
    await signIn(session, 'manager', `/returns?number=${sold.invoiceNumber}`);
    await page.getByRole('heading', { name: `Sold in ${sold.store.name}` }).waitFor();
    await page.getByLabel(`Quantity of ${name} that comes back`).selectOption('1');
    await page.getByLabel('Reason').fill('bought on a journey');
    await page.getByLabel('Refund by').selectOption('transfer');
    await page.getByText(/^To refund: .* by transfer$/).waitFor();
    await stillness(page);
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take back', exact: true }).click();
    await page.getByText(/Taken back here\. Credit note /).waitFor();
    await page.getByText(/ refunded by transfer$/).waitFor();
    const [made] = (await read(sold.saleId)).corrections;
    expect(made).toMatchObject({ state: 'final', takenBackIn: { storeId }, refunds: [{ method: 'transfer' }] });
    expect(plain(await page.locator('main').textContent())).toContain(made.creditNoteNumber);
    await page
      .getByLabel(`Quantity of ${name} that comes back`)
      .locator('option[value="1"]')
      .waitFor({ state: 'attached' });
    await page.goto(new URL(`/sales/${sold.saleId}`, page.url()).href);
    await page.getByText(`taken back in ${made.takenBackIn.name}`).waitFor();
    expect(session.pageErrors).toEqual([]);
    await session.close();
  });

  describe('what goes back to the customer', () => {
    const amount = (minor: number): string => plain(money('fr', minor, 'DZD'));

    test('is said before a return and after it; a cancellation asks first, and its question names the amount and the means', async () => {
      const sold = await sellByApi(fixture(), [
        ['PIL-AA4', 3],
        ['CAB-USBC', 1],
      ]);
      const session = await open(sold.saleId);
      const { page } = session;
      const said = async (): Promise<string> => plain(await page.locator('main').textContent());
      await page.getByLabel(texts.reason).fill('essai');
      expect(await page.getByTestId('refund-due').count()).toBe(0);
      const chosen = page.locator('.back-quantity select').first();
      await chosen.selectOption('3');
      const due = page.getByTestId('refund-due');
      expect(plain(await due.textContent())).toBe(texts.due(amount(sold.lines[0].grossMinor)));
      await chosen.selectOption('1');
      const before = plain(await due.textContent());
      await page.getByRole('button', { name: texts.take, exact: true }).click();
      const [returned] = await eventually(async () => {
        const { corrections } = await read(sold.saleId);
        expect(corrections).toMatchObject([{ state: 'final' }]);
        return corrections;
      });
      expect(before).toBe(texts.due(amount(returned.refundMinor)));
      await eventually(async () => expect(await said()).toContain(texts.given(amount(returned.refundMinor))));

      await page.getByLabel(texts.reason).fill('tout');
      await page.getByRole('button', { name: texts.cancel }).click();
      const question = page.getByRole('dialog');
      const leftMinor = sold.grossMinor - returned.refundMinor;
      await eventually(async () => expect(plain(await question.textContent())).toContain(texts.ask(amount(leftMinor))));
      await question.getByRole('button', { name: texts.back, exact: true }).click();
      await question.waitFor({ state: 'detached' });
      expect(await read(sold.saleId)).toMatchObject({ state: 'final', corrections: [{ kind: 'return' }] });
      await page.getByRole('button', { name: texts.cancel }).click();
      await question.getByRole('button', { name: texts.confirm }).click();
      await eventually(async () => expect(await page.getByTestId('sale-state').textContent()).toBe(texts.cancelled));
      await eventually(async () => expect(await said()).toContain(texts.given(amount(leftMinor))));
      expect((await read(sold.saleId)).corrections.map((one: any) => one.refundMinor).toSorted()).toEqual(
        [returned.refundMinor, leftMinor].toSorted(),
      );
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('is not handed out while the customer owes more: the page says what is taken off the account', async () => {
      const customer = await fixture().system.owner.post('/customers', {
        kind: 'person',
        name: 'Client débiteur',
        creditLimit: { minor: 5_000_000, currency: 'DZD' },
      });
      await sellByApi(fixture(), [['KET-17', 1]], { customer, means: 'account' });
      const paid = await sellByApi(fixture(), [['CAB-USBC', 1]], { customer });
      const session = await open(paid.saleId);
      const { page } = session;
      await page.locator('.back-quantity select').first().selectOption('1');
      await eventually(async () =>
        expect(plain(await page.getByTestId('refund-due').textContent())).toBe(texts.credited(amount(paid.grossMinor))),
      );
      await session.close();
    });

    test('a cancelled FACTURE prints as cancelled, on a button and by the keyboard; its credit note prints too, once as original', async () => {
      const customer = await fixture().system.owner.post('/customers', {
        kind: 'company',
        name: 'Société annulée',
        profile: 'DZ',
        identifiers: [{ kind: 'nif', value: '000016001111111' }],
        address: { street: 'Zone d’essai', city: 'Alger' },
      });
      const sold = await sellByApi(fixture(), [['PIL-AA4', 2]], { customer, documentType: 'FACTURE' });
      const session = await open(sold.saleId);
      const { page } = session;
      const printOn = (number: string, paper: string) => (): Promise<void> =>
        page.getByRole('button', { name: texts.printOn(number, paper), exact: true }).click();
      await page.locator('.records').getByText(sold.invoiceNumber, { exact: true }).waitFor();
      expect(await printedBy(session, printOn(sold.invoiceNumber, 'A4'))).not.toContain(texts.cancelledBy);
      await page.getByLabel(texts.reason).fill('erreur de client');
      await page.getByRole('button', { name: texts.cancel }).click();
      await page.getByRole('button', { name: texts.confirm }).click();
      await eventually(async () => expect(await page.getByTestId('sale-state').textContent()).toBe(texts.cancelled));
      const { creditNoteNumber } = (await read(sold.saleId)).corrections[0];
      await page.locator('.records').getByText(creditNoteNumber, { exact: true }).waitFor();
      const marked = `${texts.cancelledBy}${creditNoteNumber}`;
      for (const paper of ['80 mm', 'A4'])
        expect(await printedBy(session, printOn(sold.invoiceNumber, paper))).toContain(marked);
      const original = await printedBy(session, printOn(creditNoteNumber, '80 mm'));
      expect(original).toContain(`${texts.corrects}${sold.invoiceNumber}`);
      expect(original).not.toContain(texts.copy);
      expect(original).not.toContain(texts.cancelledBy);
      expect(await printedBy(session, printOn(creditNoteNumber, 'A4'))).toContain(texts.copy);
      await page.reload();
      await eventually(async () => expect(await page.locator('#print').textContent()).toContain(marked));
      await session.close();
    });
  });
}
