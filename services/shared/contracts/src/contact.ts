import { z } from 'zod';
import { countryProfile } from './company.js';
import { IDENTIFIERS_OF_PROFILE, identifierFault, type IdentifierKind } from './identifiers.js';
import { text } from './kernel/schemas.js';

/** What customers and suppliers have in common: who they are by law, where they are and how they are reached. */

/** Kinds of numbers of all countries. */
export const identifierKinds = Object.values(IDENTIFIERS_OF_PROFILE).flat() as [IdentifierKind, ...IdentifierKind[]];

/** A number that a country knows somebody by, as people write it. */
export const identifier = z
  .strictObject({ kind: z.enum(identifierKinds), value: text(40) })
  .check(({ value: given, issues }) => {
    const fault = identifierFault(given);
    if (fault !== undefined) issues.push({ code: 'custom', message: fault, path: ['value'], input: given.value });
  });

/** Where somebody is; at least one part. */
export const postalAddress = z
  .strictObject({
    street: text(200).optional(),
    postcode: text(20).optional(),
    city: text(100).optional(),
    /** ISO 3166-1, two letters. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be a country of two capital letters such as DZ')
      .optional(),
  })
  .refine((parts) => Object.values(parts).some((part) => part !== undefined), {
    error: 'must have a street, a postcode, a city or a country',
  });
export type PostalAddress = z.infer<typeof postalAddress>;

const phone = text(40).regex(
  /^(?=(?:\D*\d){3})[+0-9 ().,/-]+$/,
  'must be a phone number: digits, with + ( ) . - / between them',
);

/** Fields of a record of a person or a company. */
export const contactFields = {
  /** The name of a person; the legal name of a company. */
  name: text(160),
  /** Whose rules the identifiers follow. */
  profile: countryProfile.default('generic'),
  identifiers: z.array(identifier).max(8).default([]),
  phone: phone.optional(),
  email: z.email().max(200).optional(),
  address: postalAddress.optional(),
};

/** How they read where they are stored: stored numbers stay readable where a rule becomes stricter. */
export const storedContact = {
  ...contactFields,
  phone: z.string().optional(),
  identifiers: z.array(z.object({ kind: z.enum(identifierKinds), value: z.string() })).default([]),
};

/** What of them may be changed; null takes a fact out. */
export const contactChanges = {
  name: contactFields.name.optional(),
  profile: countryProfile.optional(),
  identifiers: z.array(identifier).max(8).optional(),
  phone: contactFields.phone.nullable(),
  email: contactFields.email.nullable(),
  address: contactFields.address.nullable(),
};
