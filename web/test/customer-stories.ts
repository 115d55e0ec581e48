import { describe, expect, test } from '@jest/globals';
import {
  eventually,
  sellByApi,
  signIn,
  tillReady,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';
import { seriousViolations, stillness } from './page-checks.js';

/** Stories of customers: finding, correcting, merging and erasing them, and opening one at the till. */
export function customerStories(fixture: () => BrowserFixture): void {
  const creditLimit = { minor: 50_000_000, currency: 'DZD' };
  const customerOf = (facts: object): Promise<any> =>
    fixture().system.owner.post('/customers', { kind: 'person', ...facts });
  const read = (customerId: string): Promise<any> => fixture().system.owner.get(`/customers/${customerId}`);
  const opened = async (role: Parameters<typeof signIn>[1], path: string): Promise<BrowserSession> => {
    const session = await fixture().openSession('en');
    await signIn(session, role, path);
    return session;
  };
  const heading = ({ page }: BrowserSession, name: string) => page.getByRole('heading', { level: 1, name });
  const whole = async (session: BrowserSession): Promise<void> => {
    await stillness(session.page);
    expect(await seriousViolations(session.page)).toEqual([]);
    expect(session.pageErrors).toEqual([]);
    await session.close();
  };

  describe('customers', () => {
    test('are found by words in any order, by the end of a phone, and by a document', async () => {
      const customer = await customerOf({ name: 'Fatiha Ould-Kablia', phone: '0771 40 50 60' });
      const sold = await sellByApi(fixture(), [['KET-17', 1]], { customer });
      const session = await opened('manager', '/customers');
      const { page } = session;
      const search = page.getByLabel('Name, phone, tax number or document');
      for (const text of ['kablia fati', '40 50 60', sold.invoiceNumber]) {
        await search.fill(text);
        await eventually(async () =>
          expect([text, await page.locator('.data-table tbody a').allTextContents()]).toEqual([text, [customer.name]]),
        );
      }
      await page.getByRole('link', { name: customer.name }).click();
      await heading(session, customer.name).waitFor();
      await whole(session);
    });

    test('are corrected: a number that can be none is refused at once, one of another customer names that one', async () => {
      const nif = '000016009876501';
      const first = await customerOf({
        kind: 'company',
        name: 'Froid Titteri SARL',
        profile: 'DZ',
        identifiers: [{ kind: 'nif', value: nif }],
      });
      const second = await customerOf({ kind: 'company', name: 'Froid Titeri', profile: 'DZ' });
      const session = await opened('manager', `/customers/${second.customerId}`);
      const { page } = session;
      const save = page.getByRole('button', { name: 'Save', exact: true });
      await page.getByLabel('NIF').fill('12');
      await save.click();
      await page.getByText('This is not a number of this kind: look at each digit.').waitFor();
      await page.getByLabel('NIF').fill(nif);
      await save.click();
      await page.getByText('Another customer has this number already; use that account.').waitFor();
      await page.getByRole('link', { name: `Open the account of ${first.name}` }).waitFor();
      await page.getByLabel('NIF').fill('000016009876502');
      await page.getByLabel('Town').fill('Médéa');
      await page.getByLabel('To be paid within, days').fill('30');
      await page.getByLabel('Reason of the change, if there is one').fill('new contract');
      await save.click();
      await eventually(async () =>
        expect(await read(second.customerId)).toMatchObject({
          identifiers: [{ kind: 'nif', value: '000016009876502' }],
          address: { city: 'Médéa' },
          paymentTermsDays: 30,
        }),
      );
      const history = page.getByRole('region', { name: 'History' }).first();
      await history.getByText('new contract').waitFor();
      await history.getByText('Days to pay: nothing → 30').waitFor();
      await whole(session);
    });

    test('who is there twice is merged: the old number leads to the one that is left, with its debts', async () => {
      const lead = await customerOf({ name: 'Lyes Mammeri', creditLimit });
      const double = await customerOf({ name: 'Mameri L.', phone: '0555 71 72 73', creditLimit });
      await sellByApi(fixture(), [['KET-17', 1]], { customer: double, means: 'account' });
      const session = await opened('manager', `/customers/${lead.customerId}`);
      const { page } = session;
      await page.getByRole('button', { name: 'Merge a double' }).click();
      const dialog = page.getByRole('dialog', { name: 'Merge a second account of Lyes Mammeri' });
      await dialog.getByLabel('The other account: name, phone or number').fill('717273');
      await dialog.getByRole('button', { name: 'Choose Mameri L.' }).click();
      await dialog.getByText('Merge Mameri L. into Lyes Mammeri?').waitFor();
      await stillness(page);
      expect(await seriousViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Merge Mameri L. into this account' }).click();
      await page.getByText('Mameri L. was merged into this account.').waitFor();
      await page.getByRole('region', { name: 'Merged into this account' }).getByText('0555 71 72 73').waitFor();
      await page.getByRole('region', { name: 'What is owed' }).getByText('DZD 3,900.00').waitFor();
      await page.goto(`/customers/${double.customerId}`);
      await heading(session, 'Lyes Mammeri').waitFor();
      await page.getByText('The account that you asked for was merged into this one.').waitFor();
      await whole(session);
    });

    test('are erased by the owner, by name and with a reason, once nothing is owed', async () => {
      const debtor = await customerOf({ name: 'Nassim Debiteur', creditLimit });
      await sellByApi(fixture(), [['KET-17', 1]], { customer: debtor, means: 'account' });
      const session = await opened('owner', `/customers/${debtor.customerId}`);
      const { page } = session;
      const erase = async (name: string, reason: string): Promise<void> => {
        await page.getByRole('button', { name: 'Erase personal data' }).click();
        const question = page.getByRole('dialog', { name: `Erase the data of ${name} for ever?` });
        await question.getByRole('button', { name: `Erase ${name}` }).click();
        await question.getByText('Please fill this in.').waitFor();
        await question.getByLabel('Reason (without personal data)').fill(reason);
        await question.getByRole('button', { name: `Erase ${name}` }).click();
      };
      await erase(debtor.name, 'letter of 3 May');
      await page.getByText('Owes DZD 3,900.00: it must be paid first.').waitFor();
      const even = await customerOf({ name: 'Samia Quitte', phone: '0550 90 91 92' });
      await page.goto(`/customers/${even.customerId}`);
      await erase(even.name, 'letter of 4 May');
      await heading(session, 'Erased customer').waitFor();
      await page.getByText(/The data of this customer was erased on/).waitFor();
      await eventually(async () => expect(await page.content()).not.toContain('0550 90 91 92'));
      expect(await page.getByRole('button', { name: 'Erase personal data' }).count()).toBe(0);
      await whole(session);
    });

    test('are found and opened at the till; a company is asked for the number of its country', async () => {
      const known = await customerOf({ kind: 'company', name: 'Menuiserie Ourida', phone: '026 11 22 33' });
      const session = await opened('cashier', '/till');
      const { page } = session;
      await tillReady(session);
      await page.keyboard.press('F4');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name, phone, tax number or document').fill('112233');
      await dialog.getByRole('button', { name: new RegExp(known.name) }).waitFor();
      await dialog.getByRole('button', { name: 'New customer' }).click();
      await dialog.getByText('Company', { exact: true }).click();
      await dialog.getByRole('textbox', { name: /^Legal name/ }).fill('Verrerie Soummam SPA');
      await dialog.getByRole('textbox', { name: /^Tax number/ }).fill('000019001234567');
      await dialog.getByRole('textbox', { name: /^Town/ }).fill('Béjaïa');
      await dialog.getByRole('button', { name: 'Open the account' }).click();
      await dialog.waitFor({ state: 'detached' });
      const { items } = await fixture().system.owner.get('/customers?text=verrerie');
      expect(items).toMatchObject([
        { profile: 'DZ', identifiers: [{ kind: 'nif', value: '000019001234567' }], address: { city: 'Béjaïa' } },
      ]);
      await whole(session);
    });
  });
}
