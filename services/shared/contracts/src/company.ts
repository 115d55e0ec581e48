import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
import { day, id, instant, text } from './kernel/schemas.js';

/** Companies: the legal persons that stores belong to. */

/** Who the seller is on legal documents; which fields a country asks for is a matter of its profile. */
export const legalIdentity = z.strictObject({
  companyName: text(120),
  legalForm: text(60).optional(),
  taxId: text(40).optional(),
  tradeRegister: text(60).optional(),
});
export type LegalIdentity = z.infer<typeof legalIdentity>;

/** The rules of a country, or of a region with the same ones: it decides the chart of accounts. */
export const countryProfile = z.enum(['FR', 'DZ', 'TN', 'MA', 'OHADA', 'generic']);
export type CountryProfile = z.infer<typeof countryProfile>;

/** A legal identity from a day on, until the day of the next one. */
export const identityVersion = z.object({ from: day, legal: legalIdentity, setAt: instant, setBy: z.string() });
export type IdentityVersion = z.infer<typeof identityVersion>;

/** A company of the chain. */
export const companyView = z.object({
  companyId: id('company'),
  /** Fixed: the codes of its books depend on it. */
  profile: countryProfile,
  /** What it is today. */
  legal: legalIdentity,
  /** Oldest first; insert-only. Of two from one day the later one holds. */
  identities: z.array(identityVersion).min(1),
  /** Grows with every change; a change names the revision it was made on. */
  revision: z.int().min(1),
  createdAt: instant,
});
export type CompanyView = z.infer<typeof companyView>;

/** Refusals about companies. */
export const companyErrors = {
  companyUnknown: defineError('company.unknown', 'notFound'),
  companyExists: defineError('company.exists', 'conflict'),
  /** Another revision is current: read the company again. details: {revision}. */
  companyChanged: defineError('company.changed', 'conflict'),
  /** An identity would begin on a day that is over. details: {from, earliest}. */
  identityInThePast: defineError('company.identity-in-the-past', 'rejected'),
  /** A store names its company, or the identity of a new one: not both, not neither. */
  companyOrLegal: defineError('store.company-or-legal', 'invalid'),
} as const;

/** Messages of the catalog about companies. */
export const companyMessages = {
  createCompany: command('catalog.createCompany', 'Opens a company of the chain.', {
    input: z.strictObject({ companyId: id('company'), profile: countryProfile, legal: legalIdentity }),
    reply: companyView,
  }),
  changeCompany: command(
    'catalog.changeCompany',
    'Gives a company another legal identity from a day on; issued documents keep what they say.',
    {
      input: z.strictObject({
        companyId: id('company'),
        revision: z.int().min(1),
        legal: legalIdentity,
        /** Today in all its stores, or later. */
        from: day,
      }),
      reply: companyView,
    },
  ),
  readCompany: query('catalog.readCompany', 'One company with its legal identities.', {
    input: z.strictObject({ companyId: id('company') }),
    reply: companyView,
  }),
  listCompanies: query('catalog.listCompanies', 'All companies.', {
    input: z.strictObject({}),
    reply: z.object({ items: z.array(companyView) }),
  }),
} as const;
