import { isTaxNumber } from './kernel/tax-number.js';

/**
 * Numbers by which countries know persons and companies, and what can be checked of each without asking anybody. Imports
 * nothing from outside, so that pages use it too. A rule that says "format only" has no key that is public: a number that
 * fits may still be nobody's.
 */

/** Country profiles, as the charts of accounts have them. */
export type IdentifierProfile = 'FR' | 'DZ' | 'TN' | 'MA' | 'OHADA' | 'generic';

/** Kinds of numbers, by profile; the first ones go on documents as the tax number. */
export const IDENTIFIERS_OF_PROFILE = {
  FR: ['frVat', 'siret', 'siren'],
  DZ: ['nif', 'nis', 'rcDz', 'ai'],
  TN: ['mf'],
  MA: ['ice', 'ifMa', 'rcMa'],
  OHADA: ['ncc', 'ninea', 'ifu'],
  generic: ['vat', 'taxNumber', 'register'],
} as const satisfies Record<IdentifierProfile, readonly string[]>;

/** A kind of number. */
export type IdentifierKind = (typeof IDENTIFIERS_OF_PROFILE)[IdentifierProfile][number];

/** A number of an account, as people write it. */
export interface Identifier {
  readonly kind: IdentifierKind;
  readonly value: string;
}

interface Rule {
  /** Whether the number is fit to be the tax number on a document. */
  readonly isTaxNumber: boolean;
  /** Whether it tells one account from every other; numbers that courts or offices count for themselves do not. */
  readonly isUnique: boolean;
  /** What is wrong with it, in words that go on after the name of the field; `compact` is in capitals without separators. */
  readonly fault: (compact: string, written: string) => string | undefined;
}

/** Sum of the digits from the right, every second one doubled and its digits added, is a multiple of ten (ISO/IEC 7812-1). */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

const digitSum = (digits: string): number => Array.from(digits).reduce((total, digit) => total + Number(digit), 0);

const LA_POSTE = '356000000';

/** Nine digits with a key of Luhn. Source: INSEE, definition of the SIREN (insee.fr/fr/metadonnees/definition/c2047). */
export function sirenFault(compact: string): string | undefined {
  if (!/^\d{9}$/.test(compact)) return 'must be a SIREN of 9 digits such as 732 829 320';
  return passesLuhn(compact) ? undefined : 'is not a SIREN: a digit is wrong, its key does not fit';
}

/**
 * A SIREN and five digits with a key of Luhn over all; establishments of La Poste instead have a sum of digits that is a
 * multiple of five. Source: INSEE, definition of the SIRET (insee.fr/fr/metadonnees/definition/c1841), and for La Poste
 * fr.wikipedia.org "Système d'identification du répertoire des établissements".
 */
export function siretFault(compact: string): string | undefined {
  if (!/^\d{14}$/.test(compact)) return 'must be a SIRET of 14 digits such as 732 829 320 00074';
  const ofLaPoste = compact.startsWith(LA_POSTE) && digitSum(compact) % 5 === 0;
  const fits = sirenFault(compact.slice(0, 9)) === undefined && (passesLuhn(compact) || ofLaPoste);
  return fits ? undefined : 'is not a SIRET: a digit is wrong, its key does not fit';
}

/**
 * FR, a key of two characters and a SIREN. A key of digits is (12 + 3 × (SIREN mod 97)) mod 97; of a key with letters
 * (never I or O) only the format is checked. Source: service-public.fr, "Numéro de TVA intracommunautaire"; BOFiP
 * BOI-TVA-DECLA-20-10-20.
 */
export function frVatFault(compact: string): string | undefined {
  const [, key, siren] = /^FR([0-9A-HJ-NP-Z]{2})(\d{9})$/.exec(compact) ?? [];
  if (key === undefined || siren === undefined) return 'must be a French VAT number such as FR 44 732 829 320';
  const keyFits = !/^\d\d$/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97;
  return keyFits && sirenFault(siren) === undefined
    ? undefined
    : 'is not a French VAT number: a digit is wrong, its key does not fit';
}

/**
 * 15 digits, of which the last two make the whole a multiple of 97. Source: ice.gov.ma, "Guide ICE" (9 digits of the
 * enterprise, 4 of the establishment, 2 of control); that the key is modulo 97 is known from numbers in use.
 */
export function iceFault(compact: string): string | undefined {
  if (!/^\d{15}$/.test(compact)) return 'must be an ICE of 15 digits such as 001561191000066';
  return BigInt(compact) % 97n === 0n ? undefined : 'is not an ICE: a digit is wrong, its key does not fit';
}

/**
 * 7 or 9 digits, weighted 1 and 2 by turns from the last one, add up to a multiple of ten; then perhaps the three characters
 * of the COFI (tax status, tax office, legal form). Source: ANSD, Répertoire national des entreprises (e-ninea.ansd.sn).
 */
export function nineaFault(compact: string): string | undefined {
  const [, digits] = /^(\d{7}|\d{9})([012][A-Z]\d)?$/.exec(compact) ?? [];
  if (digits === undefined) return 'must be a NINEA of 7 or 9 digits, with or without its COFI, such as 3067221 2G2';
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 2), 0);
  return sum % 10 === 0 ? undefined : 'is not a NINEA: a digit is wrong, its key does not fit';
}

/** A rule that is a format only: no key of these numbers is public. */
const format =
  (pattern: RegExp, fault: string): Rule['fault'] =>
  (compact) =>
    pattern.test(compact) ? undefined : fault;

const number = (fault: Rule['fault'], isUnique = true, onDocuments = true): Rule => ({
  fault,
  isUnique,
  isTaxNumber: onDocuments,
});

const RULES: Readonly<Record<IdentifierKind, Rule>> = {
  siren: number(sirenFault),
  siret: number(siretFault),
  frVat: number(frVatFault),
  /** Format only. Source: mfdgi.gov.dz (15 digits; 20 for a secondary establishment). */
  nif: number(format(/^\d{15}(\d{5})?$/, 'must be a NIF of 15 digits, or 20 of a branch')),
  /** Format only. Source: ONS Algérie, numéro d'identification statistique (15 digits). */
  nis: number(format(/^\d{15}$/, 'must be a NIS of 15 digits'), true, false),
  /** Format only. Source: CNRC (cnrc.dz): wilaya, serial number, A for persons or B for companies, year; older ones begin with the year. */
  rcDz: number(
    format(
      /^(\d{11}[AB]\d{2}|\d{2}[AB]\d{7})$/,
      'must be a number of the Algerian trade register such as 16/00-1234567 B 08',
    ),
    true,
    false,
  ),
  /** Format only. Each tax office counts its articles for itself. Source: mfdgi.gov.dz, article d'imposition (11 digits). */
  ai: number(format(/^\d{11}$/, 'must be an article d’imposition of 11 digits'), false, false),
  /**
   * Format only: seven digits and a key letter (not I, O or U), then perhaps the codes of VAT and category and the number of
   * the establishment, 000 unless the category is E. Source: registre-entreprises.tn; TTN, TEIF (8 or 13 characters).
   */
  mf: number(
    format(
      /^\d{7}[A-HJ-NP-TV-Z]([ABDNP]([CMNP]000|E\d{3}))?$/,
      'must be a matricule fiscal such as 1234567/A or 1234567/A/B/M/000',
    ),
  ),
  ice: number(iceFault),
  /** Format only. Source: tax.gov.ma, identifiant fiscal (up to 8 digits). */
  ifMa: number(format(/^\d{7,8}$/, 'must be an identifiant fiscal of 7 or 8 digits')),
  /** Format only; each court counts for itself. Source: OMPIC, registre du commerce. */
  rcMa: number(format(/^\d{1,7}$/, 'must be a number of a Moroccan trade register: up to 7 digits'), false, false),
  /** Format only. Source: DGI Côte d'Ivoire, numéro de compte contribuable (7 digits and a letter). */
  ncc: number(format(/^\d{7}[A-Z]$/, 'must be a NCC of 7 digits and a letter such as 1234567 A')),
  ninea: number(nineaFault),
  /** Format only. Source: impots.bj, identifiant fiscal unique (13 digits). */
  ifu: number(format(/^\d{13}$/, 'must be an IFU of 13 digits')),
  /** Format only: a country and 2 to 13 characters. Source: European Commission, VIES, structures of VAT numbers. */
  vat: number(
    format(/^[A-Z]{2}(?=.*\d.*\d)[0-9A-Z]{2,13}$/, 'must be a VAT number with its country such as BE0411905847'),
  ),
  /** What tax numbers of all countries have in common. */
  taxNumber: number((_compact, written) =>
    isTaxNumber(written) ? undefined : 'must be a tax number: 8 to 25 letters and digits, at least 7 of them digits',
  ),
  /** Free text: registers differ by country. */
  register: number(() => undefined, false, false),
};

/** A number in capitals without separators: equal for two people who write it differently. */
export function compactIdentifier(value: string): string {
  return value.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** What is wrong with a number, in words that go on after the name of its field; undefined when nothing is. */
export function identifierFault({ kind, value }: Identifier): string | undefined {
  return RULES[kind].fault(compactIdentifier(value), value);
}

/** Key under which a number belongs to one account; undefined for numbers that several may have. */
export function uniqueKeyOf({ kind, value }: Identifier): string | undefined {
  return RULES[kind].isUnique ? `${kind}/${compactIdentifier(value)}` : undefined;
}

/** The keys of the numbers that no other account may have. */
export function uniqueKeysOf(identifiers: readonly Identifier[]): string[] {
  return identifiers.flatMap((one) => uniqueKeyOf(one) ?? []);
}

/** The first of these numbers that another account has, and whose it is; `owners` tells the account of each key that is taken. */
export function takenByAnother(
  identifiers: readonly Identifier[],
  owners: ReadonlyMap<string, string>,
  accountId: string,
): { readonly identifier: Identifier; readonly ownerId: string } | undefined {
  for (const identifier of identifiers) {
    const ownerId = owners.get(uniqueKeyOf(identifier) ?? '');
    if (ownerId !== undefined && ownerId !== accountId) return { identifier, ownerId };
  }
  return undefined;
}

/** The number that goes on documents: of a profile's kinds the first there is; undefined when there is none that can. */
export function documentNumberOf(profile: IdentifierProfile, identifiers: readonly Identifier[]): string | undefined {
  const kinds: readonly IdentifierKind[] = [...IDENTIFIERS_OF_PROFILE[profile], ...IDENTIFIERS_OF_PROFILE.generic];
  const fit = kinds.filter((kind) => RULES[kind].isTaxNumber);
  return fit.map((kind) => identifiers.find((one) => one.kind === kind)?.value).find((value) => value !== undefined);
}

/**
 * What is wrong with the numbers of one account together: a kind of another country, a kind twice, French numbers of
 * different SIRENs. `at` is the place of the number in the list.
 */
export function identifiersFault(
  profile: IdentifierProfile,
  identifiers: readonly Identifier[],
): { at: number; fault: string } | undefined {
  const kinds: readonly IdentifierKind[] = [...IDENTIFIERS_OF_PROFILE[profile], ...IDENTIFIERS_OF_PROFILE.generic];
  const sirens = identifiers.map(sirenOf);
  for (const [at, { kind }] of identifiers.entries()) {
    if (!kinds.includes(kind)) return { at, fault: `is none of the numbers of the profile ${profile}` };
    if (identifiers.findIndex((one) => one.kind === kind) < at) return { at, fault: 'is there twice' };
    const siren = sirens.slice(0, at).find((one) => one !== undefined);
    if (siren !== undefined && sirens[at] !== undefined && sirens[at] !== siren)
      return { at, fault: `is of another SIREN than ${siren}` };
  }
  return undefined;
}

function sirenOf({ kind, value }: Identifier): string | undefined {
  const compact = compactIdentifier(value);
  if (kind === 'frVat') return compact.slice(4);
  return kind === 'siren' || kind === 'siret' ? compact.slice(0, 9) : undefined;
}
