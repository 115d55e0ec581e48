import { describe, expect, test } from '@jest/globals';
import { purchaseOrderPdf, type PaperOrder } from '../src/pdf/purchase-order-pdf.js';
import { readPdf } from './read-pdf.js';

const line = { name: 'Bouilloire 1,7 l', sku: 'KET-17', unit: 'piece', quantityDecimals: 0 } as const;
const order: PaperOrder = {
  number: 'ALG1-PO-2026-000042',
  state: 'sent',
  supplierName: 'Bouilloires du Littoral',
  supplierLines: ['3 rue du Port', '16000 Alger'],
  companyName: 'Exemple SARL',
  companyLines: ['000016001234567'],
  placeLines: ['Magasin central', '1 rue de l’Essai'],
  day: '2026-11-29',
  expectedDay: '2026-12-06',
  note: 'Livrer le matin.',
  currency: 'DZD',
  totalExpectedCostMinor: 610_000,
  lines: [
    { ...line, quantity: 6, expectedCostMinor: 600_000, catalogNumber: 'BL-9' },
    { name: 'Thé vert', sku: 'TEA-1', unit: 'kg', quantityDecimals: 3, quantity: 2_500, expectedCostMinor: 10_000 },
  ],
};
const textOf = async (paper: PaperOrder, language: 'fr' | 'en' | 'ar'): Promise<string[]> =>
  readPdf(await purchaseOrderPdf(paper, language)).map(({ texts }) => texts.join('|'));

describe('a purchase order as PDF', () => {
  test('says who orders what of whom, for how much, and where it is to go', async () => {
    const [page] = await textOf(order, 'en');
    for (const text of [
      'Purchase order',
      'ALG1-PO-2026-000042',
      'Bouilloires du Littoral',
      '16000 Alger',
      'Exemple SARL',
      'Magasin central',
      'Expected 2026-12-06',
      'Livrer le matin.',
      'Your number',
      'BL-9',
      'Bouilloire 1,7 l',
      'KET-17',
      '1000.00',
      '6000.00',
      '2.5 kg',
      '40.00',
      '6100.00 DZD',
      'Page 1 of 1',
    ])
      expect(page).toContain(text);
    expect(page).not.toContain('Draft');
  });

  test('has no prices for whoever may not see costs, and says that a draft is one', async () => {
    const { totalExpectedCostMinor: _total, lines, ...rest } = order;
    const hidden = lines.map(({ expectedCostMinor: _cost, ...others }) => others);
    const [page] = await textOf({ ...rest, state: 'draft', lines: hidden }, 'fr');
    expect(page).toContain('Brouillon');
    expect(page).not.toMatch(/HT|DZD|\.00/);
  });

  test('of a thousand lines goes over pages, each with its heads and number', async () => {
    const many = Array.from({ length: 1_000 }, (_, at) => ({
      ...line,
      sku: `SKU-${at}`,
      quantity: 1,
      expectedCostMinor: 610,
    }));
    const pages = await textOf({ ...order, lines: many }, 'fr');
    expect(pages.length).toBeGreaterThan(20);
    for (const [at, page] of pages.entries()) expect(page).toContain(`Page ${at + 1} / ${pages.length}`);
    for (const page of pages.slice(0, -1)) expect(page).toContain('Quantité');
    expect(pages.join('|').match(/SKU-\d+/g)).toHaveLength(1_000);
  });

  test('in Arabic is read from the right: the amounts stand left of the names', async () => {
    const [page] = readPdf(await purchaseOrderPdf(order, 'ar'));
    const letters = page!.texts.join('').normalize('NFKC');
    expect(letters).toMatch(/[\u0600-\u06ff]/);
    expect(letters).toContain('6100.00');
  });
});
