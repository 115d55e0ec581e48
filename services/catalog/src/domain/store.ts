import {
  catalogErrors,
  companyErrors,
  type MintingContext,
  type ParsedInputOf,
  type catalog,
} from '@comptoir/contracts';
import { decideCreateCompany, profileOf } from './company.js';
import { EMPTY_REGISTER, termsOfAll } from './price-list.js';
import type { Company, PriceList, PriceListRegister, Store } from './records.js';

/** What is known when a store is opened: whether its id and its code are in use, and the company it names. */
export interface CreateStoreState {
  readonly known: boolean;
  readonly codeTaken: boolean;
  readonly company: Company | null;
  readonly priceLists: readonly PriceList[];
  readonly register: PriceListRegister | null;
}

/** A store with its company after it was opened; the company is new where it has no `before`. */
export interface StoreOpened {
  readonly store: Store;
  readonly company: Company;
  readonly before?: Company;
  readonly register: PriceListRegister;
}

/**
 * Opens a store, of the company named or of a new one. Refuses store.exists (same id), store.code-taken (same code),
 * store.company-or-legal and company.unknown.
 */
export function decideCreateStore(
  { known, codeTaken, company: named, priceLists, register }: CreateStoreState,
  { storeId, companyId, legal, profile, ...fields }: ParsedInputOf<typeof catalog.createStore>,
  moment: MintingContext,
): StoreOpened {
  if (known) throw catalogErrors.storeExists('There is a store with this number already.', { storeId });
  if (codeTaken) {
    throw catalogErrors.storeCodeTaken(`Another store has the code ${fields.code} already.`, { code: fields.code });
  }
  if ((companyId === undefined) === (legal === undefined) || (companyId !== undefined && profile !== undefined)) {
    throw companyErrors.companyOrLegal(
      'Name the company of the store, or the legal identity (with the profile) of a new company, and not both.',
      { storeId },
    );
  }
  if (companyId !== undefined && !named) {
    throw companyErrors.companyUnknown('There is no such company.', { companyId });
  }
  const opened =
    named ??
    decideCreateCompany(
      null,
      { companyId: moment.mint('company'), profile: profile ?? profileOf(fields.currency), legal: legal! },
      moment,
    );
  const company = { ...opened, stores: opened.stores + 1 };
  const before = register ?? EMPTY_REGISTER;
  const forAll = termsOfAll(priceLists);
  return {
    company,
    register: { ...before, revision: before.revision + 1 },
    ...(named ? { before: named } : {}),
    store: {
      _id: storeId,
      companyId: company._id,
      ...fields,
      ...(forAll.length > 0 ? { priceLists: forAll } : {}),
      identities: company.identities,
      revision: 1,
      createdAt: moment.now,
    },
  };
}

/** The store with its changes, under its next revision. Refuses store.unknown and store.changed (another revision is current). */
export function decideChangeStore(
  store: Store | null,
  { storeId, revision, changes }: ParsedInputOf<typeof catalog.changeStore>,
): Store {
  if (!store) throw catalogErrors.storeUnknown('There is no such store.', { storeId });
  if (store.revision !== revision) {
    throw catalogErrors.storeChanged('Someone else has changed this store meanwhile. Please read it again.', {
      storeId,
      revision: store.revision,
      asked: revision,
    });
  }
  return { ...store, ...changes, revision: revision + 1 };
}
