import {
  compactIdentifier,
  CURRENCY_DECIMALS,
  currency,
  IDENTIFIERS_OF_PROFILE,
  MAX_DOCUMENT_MINOR,
  plainName,
  type Currency,
  type Identifier,
  type IdentifierKind,
  type IdentifierProfile,
  type PostalAddress,
} from '@comptoir/contracts';
import { NUMBER_COLUMNS, type CustomerColumn, type SupplierColumn } from './contact-columns.js';
import { plainText, scaledNumber } from './product-row.js';

/** Text of the cells of a row of suppliers or customers. */
export type ContactCells = Readonly<Partial<Record<SupplierColumn | CustomerColumn, string>>>;

/** A supplier or a customer as it is there, as far as a row is compared with it. */
export interface KnownContact {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly address?: PostalAddress | undefined;
  readonly profile: IdentifierProfile;
  readonly identifiers: readonly Identifier[];
  readonly kind?: string;
  readonly creditLimit?: { readonly minor: number; readonly currency: Currency } | undefined;
}

/** What is wrong with a cell. */
export interface ContactFault {
  readonly column: string;
  readonly found: string;
  readonly code: string;
  readonly right: string;
}

const PROFILES = Object.keys(IDENTIFIERS_OF_PROFILE) as IdentifierProfile[];
const TERMS = ['paymentTermsDays', 'leadTimeDays'] as const;
const ADDRESS = ['street', 'postcode', 'city', 'country'] as const;
const WORDS_OF_KIND: Readonly<Record<string, string>> = {
  person: 'person',
  personne: 'person',
  particulier: 'person',
  شخص: 'person',
  company: 'company',
  entreprise: 'company',
  societe: 'company',
  شركة: 'company',
};

/** The numbers of an export, such as `nif 000016001234567, rcDz 16/00-1234567B16`; undefined where it is no such text. */
function numbersIn(text: string): Identifier[] | undefined {
  const parts = text.split(',').map((part) => /^\s*(\w+)\s+(\S.*?)\s*$/.exec(part));
  if (parts.some((part) => !part || !NUMBER_COLUMNS.includes(part[1] as IdentifierKind))) return undefined;
  return parts.map((part) => ({ kind: part![1] as IdentifierKind, value: part![2]! }));
}

/** Numbers without the differences of writing that mean nothing. */
const sameNumbers = (one: readonly Identifier[], two: readonly Identifier[]): boolean => {
  const keys = (all: readonly Identifier[]) =>
    all.map(({ kind, value }) => `${kind}/${compactIdentifier(value)}`).toSorted();
  return JSON.stringify(keys(one)) === JSON.stringify(keys(two));
};

/** The numbers that the row names by itself, before anybody knows whom it is about. */
export function numbersOfRow(cells: ContactCells): Identifier[] {
  const listed = numbersIn(plainText(cells.identifiers ?? '')) ?? [];
  const named = NUMBER_COLUMNS.flatMap((kind) => {
    const value = plainText(cells[kind] ?? '');
    return value === '' ? [] : [{ kind, value }];
  });
  return [...listed.filter(({ kind }) => !named.some((one) => one.kind === kind)), ...named];
}

/**
 * What a row says of a supplier or a customer: an empty cell says nothing. A number in a column of its own stands beside those
 * that are there; the column of all numbers has all of them. Amounts are read in the currency of the row, of the limit that is
 * there, or of the shop.
 */
export function readContactRow(
  cells: ContactCells,
  { known, currency: ofShop }: { readonly known?: KnownContact | undefined; readonly currency?: Currency | undefined },
): { readonly fields: Record<string, unknown>; readonly faults: readonly ContactFault[] } {
  const faults: ContactFault[] = [];
  const fields: Record<string, unknown> = {};
  const textOf = (column: keyof ContactCells): string => plainText(cells[column] ?? '');
  const note = (column: keyof ContactCells, code: string, right: string): void => {
    faults.push({ column, found: textOf(column).slice(0, 200), code, right });
  };
  for (const column of ['name', 'phone', 'email', 'note', 'group'] as const)
    if (textOf(column) !== '') fields[column] = textOf(column);

  const address = Object.fromEntries(ADDRESS.flatMap((part) => (textOf(part) === '' ? [] : [[part, textOf(part)]])));
  if (Object.keys(address).length > 0) fields['address'] = { ...known?.address, ...address };

  for (const column of TERMS) {
    if (textOf(column) === '') continue;
    const days = scaledNumber(textOf(column), 0);
    if (days === undefined || days > 365) note(column, 'import.not-whole', '0…365');
    else fields[column] = days;
  }

  const profile = PROFILES.find((one) => one.toLowerCase() === textOf('profile').toLowerCase());
  if (textOf('profile') !== '' && !profile) note('profile', 'import.not-profile', PROFILES.join(', '));
  if (textOf('identifiers') !== '' && !numbersIn(textOf('identifiers')))
    note('identifiers', 'import.not-identifiers', 'nif 000016001234567, rcDz 16/00-1234567B16');
  const numbers = numbersOfRow(cells);
  if (numbers.length > 0) {
    const kinds = numbers.map(({ kind }) => kind);
    const before = textOf('identifiers') === '' ? (known?.identifiers ?? []) : [];
    fields['identifiers'] = [...before.filter(({ kind }) => !kinds.includes(kind)), ...numbers];
  }
  const fits = (one: IdentifierProfile): boolean =>
    numbers.every(({ kind }) =>
      [...IDENTIFIERS_OF_PROFILE[one], ...IDENTIFIERS_OF_PROFILE.generic].includes(kind as never),
    );
  const meant = profile ?? (known && known.profile !== 'generic' ? known.profile : PROFILES.toReversed().find(fits));
  if (meant && (profile || numbers.length > 0)) fields['profile'] = meant;

  if (textOf('kind') !== '') {
    const kind = WORDS_OF_KIND[plainName(textOf('kind'))] ?? textOf('kind');
    if (known ? kind !== known.kind : !['person', 'company'].includes(kind))
      note('kind', known ? 'import.kind-fixed' : 'import.not-kind', known?.kind ?? 'person, company');
    else if (!known) fields['kind'] = kind;
  }
  readLimit();
  return { fields, faults };

  function readLimit(): void {
    const text = textOf('creditLimit');
    const named = currency.safeParse(textOf('currency').toUpperCase());
    if (textOf('currency') !== '' && !named.success)
      return note('currency', 'import.not-currency', currency.options.join(', '));
    if (text === '') return;
    const money = named.data ?? known?.creditLimit?.currency ?? ofShop;
    if (money === undefined) return note('creditLimit', 'import.no-currency', 'currency');
    const minor = scaledNumber(text, CURRENCY_DECIMALS[money]);
    if (minor === undefined || minor > MAX_DOCUMENT_MINOR)
      return note('creditLimit', 'import.not-amount', (1234.5).toFixed(CURRENCY_DECIMALS[money]));
    fields['creditLimit'] = { minor, currency: money };
  }
}

/** What of the fields is another than the contact has. */
export function changesTo(known: KnownContact, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const before = known as unknown as Record<string, unknown>;
  const isSame = (field: string, value: unknown): boolean => {
    if (field === 'identifiers') return sameNumbers(value as Identifier[], known.identifiers);
    const inOrder = (one: unknown) =>
      one !== null && typeof one === 'object' ? Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)) : one;
    return JSON.stringify(inOrder(value)) === JSON.stringify(inOrder(before[field]));
  };
  return Object.fromEntries(Object.entries(fields).filter(([field, value]) => !isSame(field, value)));
}
