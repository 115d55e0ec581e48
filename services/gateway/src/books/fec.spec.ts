import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import type { FecLine } from '@comptoir/contracts';
import { fecName, fecStream } from './fec.js';

const line: FecLine = {
  journalCode: 'PAR1-SAL',
  journalName: 'Ventes',
  number: 'PAR1-SAL-2026-000001',
  day: '2026-01-02',
  accountCode: '411',
  accountName: 'Clients',
  customerId: 'cus_1',
  customerName: 'Amina\tHaddad',
  document: 'PAR1-F-2026-000001',
  documentDay: '2026-01-01',
  memo: 'Sale\r\nof a kettle',
  debitMinor: 11_990,
  creditMinor: 0,
  validDay: '2026-01-02',
  currency: 'EUR',
};
/** The 18 fields in the order of the decree, written out again. */
const HEADER =
  'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise';

test('a controller reads 18 fields a line, days of eight digits, a decimal comma, and no separator within a field', async () => {
  const counter = { ...line, accountCode: '707', customerId: '', customerName: '', debitMinor: 0, creditMinor: 11_990 };
  const parts = [{ items: [line], nextCursor: 'more' }, { items: [counter] }] as const;
  const [header, ...rows] = (await text(fecStream(parts[0], async () => parts[1]))).split('\r\n').slice(0, -1);
  expect(header!.split('\t')).toEqual(HEADER.split(' '));
  const names = HEADER.split(' ');
  const read = rows.map((row) => Object.fromEntries(row.split('\t').map((field, at) => [names[at], field])));
  expect(rows.map((row) => row.split('\t').length)).toEqual([18, 18]);
  expect(read[0]).toEqual({
    JournalCode: 'PAR1-SAL',
    JournalLib: 'Ventes',
    EcritureNum: 'PAR1-SAL-2026-000001',
    EcritureDate: '20260102',
    CompteNum: '411',
    CompteLib: 'Clients',
    CompAuxNum: 'cus_1',
    CompAuxLib: 'Amina Haddad',
    PieceRef: 'PAR1-F-2026-000001',
    PieceDate: '20260101',
    EcritureLib: 'Sale of a kettle',
    Debit: '119,90',
    Credit: '0,00',
    EcritureLet: '',
    DateLet: '',
    ValidDate: '20260102',
    Montantdevise: '',
    Idevise: '',
  });
  expect(read.map((row) => row.Credit)).toEqual(['0,00', '119,90']);
});

test('a part that cannot be read breaks the file off', async () => {
  const broken = fecStream({ items: [line], nextCursor: 'more' }, () => Promise.reject(new Error('away')));
  await expect(text(broken)).rejects.toThrow('away');
});

test.each([
  [{ tradeRegister: 'RCS Paris 732 829 320' }, '732829320FEC20261231.txt'],
  [{ taxId: 'FR44 732829320' }, '732829320FEC20261231.txt'],
  [{ taxId: '73282932000074' }, '732829320FEC20261231.txt'],
])('the file of %o is called %s', (numbers, name) => {
  expect(fecName({ companyName: 'Comptoir SARL', ...numbers }, 2026)).toBe(name);
});

test.each([{}, { taxId: '732829321' }, { taxId: '12345' }])('the company with %o has no SIREN', (numbers) => {
  expect(() => fecName({ companyName: 'Comptoir SARL', ...numbers }, 2026)).toThrow(
    expect.objectContaining({ code: 'fec.siren-missing' }),
  );
});
