import { Readable } from 'node:stream';
import { decimalOf, fecErrors, type CompanyView, type FecLine } from '@comptoir/contracts';

/**
 * The file of entries of a French company (fichier des écritures comptables): article A47 A-1 of the Livre des procédures
 * fiscales, as set by the arrêté of 29 July 2013. UTF-8, a header line, 18 fields separated by tabs, days as YYYYMMDD, amounts
 * with a comma. Lettering is not kept, and amounts are in the currency of the books only: these fields are empty.
 */

/** The fields in their order. */
export const FEC_FIELDS = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
] as const;

/** A part of the file, and the cursor of the next one. */
interface Part {
  readonly items: readonly FecLine[];
  readonly nextCursor?: string | undefined;
}

const dayOf = (day: string): string => day.replaceAll('-', '');
/** A field holds no separator and no end of line. */
const textOf = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** A line of the file. */
export function fecText(line: FecLine): string {
  const amount = (minor: number): string => decimalOf(minor, line.currency).replace('.', ',');
  const fields: Record<(typeof FEC_FIELDS)[number], string> = {
    JournalCode: line.journalCode,
    JournalLib: line.journalName,
    EcritureNum: line.number,
    EcritureDate: dayOf(line.day),
    CompteNum: line.accountCode,
    CompteLib: line.accountName,
    CompAuxNum: line.customerId,
    CompAuxLib: line.customerName,
    PieceRef: line.document,
    PieceDate: dayOf(line.documentDay),
    EcritureLib: line.memo,
    Debit: amount(line.debitMinor),
    Credit: amount(line.creditMinor),
    EcritureLet: '',
    DateLet: '',
    ValidDate: dayOf(line.validDay),
    Montantdevise: '',
    Idevise: '',
  };
  return `${FEC_FIELDS.map((name) => textOf(fields[name])).join('\t')}\r\n`;
}

/** The file, read part by part as fast as it is taken; it breaks off where a part cannot be read. */
export function fecStream(first: Part, nextPart: (cursor: string) => Promise<Part>): Readable {
  async function* lines(): AsyncGenerator<string> {
    yield `${FEC_FIELDS.join('\t')}\r\n`;
    for (let part = first; ; part = await nextPart(part.nextCursor)) {
      if (part.items.length > 0) yield part.items.map(fecText).join('');
      if (part.nextCursor === undefined) return;
    }
  }
  return Readable.from(lines(), { objectMode: false });
}

/** The name of the file: the company's SIREN, `FEC`, and the last day of the year. Refuses fec.siren-missing. */
export function fecName(legal: CompanyView['legal'], year: number): string {
  const siren = [legal.tradeRegister, legal.taxId].map((one) => sirenIn(one ?? '')).find((one) => one !== undefined);
  if (siren !== undefined) return `${siren}FEC${year}1231.txt`;
  throw fecErrors.sirenMissing(
    'Neither the tax id nor the trade register of the company holds a SIREN (nine digits): enter it first.',
    {},
  );
}

/** The SIREN in a trade register entry (nine digits), a VAT number (its last nine) or a SIRET (its first nine of 14). */
function sirenIn(text: string): string | undefined {
  const digits = text.replaceAll(/[\s.]/g, '').match(/\d+/g)?.join('') ?? '';
  const candidates = { 9: digits, 11: digits.slice(2), 14: digits.slice(0, 9) };
  const siren = candidates[digits.length as keyof typeof candidates];
  return siren !== undefined && isLuhn(siren) ? siren : undefined;
}

/** Whether the last digit of a SIREN checks the others (Luhn). */
function isLuhn(digits: string): boolean {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
