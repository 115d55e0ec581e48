import {
  businessDayOf,
  companyErrors,
  type CountryProfile,
  type LegalIdentity,
  type ParsedInputOf,
  type catalog,
} from '@comptoir/contracts';
import { dayOfCompany, type Company, type Store } from './records.js';

/** Who acts, and when. */
interface Moment {
  readonly now: string;
  readonly actor: { readonly id: string };
}

/** The country that has a currency of its own decides the profile of a company which names none. */
const PROFILES: Readonly<Partial<Record<Store['currency'], CountryProfile>>> = {
  EUR: 'FR',
  DZD: 'DZ',
  TND: 'TN',
  MAD: 'MA',
  XOF: 'OHADA',
};

/** The profile of the country of a currency; generic where there is none. */
export function profileOf(currency: Store['currency']): CountryProfile {
  return PROFILES[currency] ?? 'generic';
}

/** Opens a company, under the identity that all its documents have until another one begins. Refuses company.exists. */
export function decideCreateCompany(
  known: Company | null,
  { companyId, profile, legal }: { companyId: string; profile: CountryProfile; legal: LegalIdentity },
  { now, actor }: Moment,
): Company {
  if (known) throw companyErrors.companyExists('There is a company with this number already.', { companyId });
  const from = businessDayOf(now, 'UTC');
  return {
    _id: companyId,
    profile,
    identities: [{ from, legal, setAt: now, setBy: actor.id }],
    revision: 1,
    stores: 0,
    createdAt: now,
  };
}

/**
 * Another identity from a day on, which is today in every store or later. None is ever taken away: of two from one day
 * the one set later holds. Refuses company.unknown, company.changed, company.identity-in-the-past.
 */
export function decideChangeCompany(
  { company, stores }: { readonly company: Company | null; readonly stores: readonly Store[] },
  { companyId, revision, legal, from }: ParsedInputOf<typeof catalog.changeCompany>,
  { now, actor }: Moment,
): Company {
  if (!company) throw companyErrors.companyUnknown('There is no such company.', { companyId });
  if (company.revision !== revision) {
    throw companyErrors.companyChanged('The company was changed in the meantime: look at it again.', {
      companyId,
      revision: company.revision,
    });
  }
  const today = dayOfCompany(stores, now);
  if (from < today) {
    throw companyErrors.identityInThePast(
      `What held before today stays as it is: an identity can change from ${today} on.`,
      { companyId, from, earliest: today },
    );
  }
  const later = company.identities.findIndex((one) => one.from > from);
  const at = later === -1 ? company.identities.length : later;
  const identities = company.identities.toSpliced(at, 0, { from, legal, setAt: now, setBy: actor.id });
  return { ...company, identities, revision: revision + 1 };
}
