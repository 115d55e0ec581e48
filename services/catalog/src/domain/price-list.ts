import {
  catalogErrors,
  MAX_LISTS_OF_PRODUCT,
  MAX_PRICE_LISTS,
  MAX_TERMS,
  type catalog,
  type CommandContext,
  type ListedProduct,
  type ParsedInputOf,
  type PriceBand,
  type PriceListTerms,
  type PriceListView,
  type PriceOnList,
  type PriceToSet,
} from '@comptoir/contracts';
import { priceOf, refuseDisorder } from './product.js';
import type { Price, PriceList, PriceListRegister, Product, Store } from './records.js';

type Moment = Pick<CommandContext, 'now' | 'actor'>;

/** What is known when a list is added or changed: the register that all such commands write, and every store. */
export interface PriceListState {
  readonly list: PriceList | null;
  readonly register: PriceListRegister | null;
  readonly stores: readonly Store[];
}

/** A list after a decision, with the stores that know it, and the register. */
export interface PriceListSaved {
  readonly list: PriceList;
  readonly register: PriceListRegister;
  readonly stores: readonly Store[];
}

/** The first state of the register. */
export const EMPTY_REGISTER: PriceListRegister = { _id: 'all', lists: 0, revision: 0 };

function termsOf({ _id: priceListId, name, storeId, group, from, until, currency }: PriceList): PriceListTerms {
  return {
    priceListId,
    name,
    ...(storeId === undefined ? {} : { storeId }),
    ...(group === undefined ? {} : { group }),
    from,
    ...(until === undefined ? {} : { until }),
    currency,
  };
}

/** The terms of lists that a new store begins with: those of every store. */
export function termsOfAll(lists: readonly PriceList[]): PriceListTerms[] {
  return lists.filter(({ storeId }) => storeId === undefined).map(termsOf);
}

function requirePeriod({ from, until }: { readonly from: string; readonly until?: string | undefined }): void {
  if (until === undefined || from <= until) return;
  throw catalogErrors.priceListPeriodWrong('A price list must not end before it begins.', { from, until });
}

function withVersion(
  list: Omit<PriceList, 'versions'>,
  before: PriceList['versions'],
  { now, actor }: Moment,
): PriceList {
  const { name, from, until } = list;
  const version = { name, from, ...(until === undefined ? {} : { until }), setAt: now, setBy: actor.id };
  return { ...list, versions: [...before, version] };
}

function saved(list: PriceList, register: PriceListRegister, stores: readonly Store[]): PriceListSaved {
  const known = stores.filter(({ _id }) => list.storeId === undefined || list.storeId === _id);
  return {
    list,
    register: { ...register, revision: register.revision + 1 },
    stores: known.map((store) => ({
      ...store,
      priceLists: [...(store.priceLists ?? []).filter((one) => one.priceListId !== list._id), termsOf(list)],
    })),
  };
}

/** Adds a price list. Refuses price-list.exists, price-list.period-wrong, store.unknown, price.currency-mismatch, price-list.too-many. */
export function decideCreatePriceList(
  { list, register, stores }: PriceListState,
  { priceListId, ...terms }: ParsedInputOf<typeof catalog.createPriceList>,
  moment: Moment,
): PriceListSaved {
  if (list) throw catalogErrors.priceListExists('There is a price list with this number already.', { priceListId });
  requirePeriod(terms);
  const { storeId, currency } = terms;
  const store = stores.find(({ _id }) => _id === storeId);
  if (storeId !== undefined && !store) throw catalogErrors.storeUnknown('There is no such store.', { storeId });
  if (store && store.currency !== currency) {
    throw catalogErrors.currencyMismatch(`This store sells in ${store.currency}; the list is in ${currency}.`, {
      storeId,
      currency: store.currency,
    });
  }
  const before = register ?? EMPTY_REGISTER;
  if (before.lists >= MAX_PRICE_LISTS) {
    throw catalogErrors.priceListsTooMany(
      `There are ${MAX_PRICE_LISTS} price lists already: let one that has ended begin again.`,
      { most: MAX_PRICE_LISTS },
    );
  }
  const added = { _id: priceListId, ...terms, revision: 1, createdAt: moment.now, createdBy: moment.actor.id };
  return saved(withVersion(added, [], moment), { ...before, lists: before.lists + 1 }, stores);
}

/** The list, or price-list.unknown. */
export function requirePriceList(list: PriceList | null, priceListId: string): PriceList {
  if (!list) throw catalogErrors.priceListUnknown('There is no such price list.', { priceListId });
  return list;
}

/** Renames a list or changes its period, made against its present revision. Refuses price-list.unknown, price-list.changed, price-list.period-wrong, price-list.too-many. */
export function decideChangePriceList(
  { list: found, register, stores }: PriceListState,
  { priceListId, revision, changes }: ParsedInputOf<typeof catalog.changePriceList>,
  moment: Moment,
): PriceListSaved {
  const list = requirePriceList(found, priceListId);
  if (list.revision !== revision) {
    throw catalogErrors.priceListChanged('Someone else has changed this price list meanwhile. Please read it again.', {
      priceListId,
      revision: list.revision,
      asked: revision,
    });
  }
  if (list.versions.length >= MAX_TERMS) {
    throw catalogErrors.priceListsTooMany(`This list was changed ${MAX_TERMS} times: add another one.`, {
      most: MAX_TERMS,
    });
  }
  const { versions, until: untilBefore, ...before } = list;
  const { until: asked, ...others } = changes;
  const until = asked === undefined ? untilBefore : (asked ?? undefined);
  const after = { ...before, ...others, ...(until === undefined ? {} : { until }), revision: revision + 1 };
  requirePeriod(after);
  return saved(withVersion(after, versions, moment), register ?? EMPTY_REGISTER, stores);
}

/** A product with its price on a list after a decision, and the row of the history. */
export interface ListPriceSaved {
  readonly product: Product;
  readonly price: Price;
}

const BAND = ['priceMinMinor', 'priceListMinor', 'priceMaxMinor'] as const;

/** The band of a price that is set: what is not said is the wider of the product's own and the price itself. */
function bandFor(product: Product, { priceListMinor, ...said }: NonNullable<PriceToSet['price']>): PriceBand {
  return {
    priceListMinor,
    priceMinMinor: said.priceMinMinor ?? Math.min(product.priceMinMinor, priceListMinor),
    priceMaxMinor: said.priceMaxMinor ?? Math.max(product.priceMaxMinor, priceListMinor),
  };
}

function historyOf(
  product: Product,
  { _id: priceListId, name }: PriceList,
  band: PriceBand,
  off: boolean,
  setBy: string,
): Price {
  return { ...priceOf(product, band, setBy), priceList: { priceListId, name }, ...(off ? { isOff: true } : {}) };
}

function withPrices(product: Product, prices: readonly PriceOnList[], now: string): Product {
  const { listPrices: _prices, priceListIds: _ids, ...rest } = product;
  return {
    ...rest,
    ...(prices.length > 0 ? { listPrices: prices, priceListIds: prices.map(({ priceListId }) => priceListId) } : {}),
    revision: product.revision + 1,
    changedAt: now,
  } as Product;
}

/** The product with its price on the list set or taken off; undefined where it is so already. */
function priced(
  product: Product,
  list: PriceList,
  price: PriceToSet['price'],
  { now, actor }: Moment,
): ListPriceSaved | undefined {
  const before = product.listPrices?.find(({ priceListId }) => priceListId === list._id);
  const others = (product.listPrices ?? []).filter((one) => one !== before);
  if (price === null) {
    if (!before) return undefined;
    const without = withPrices(product, others, now);
    return { product: without, price: historyOf(without, list, before, true, actor.id) };
  }
  const band = bandFor(product, price);
  refuseDisorder(band);
  if (before && BAND.every((field) => before[field] === band[field])) return undefined;
  if (product.currency !== list.currency) {
    throw catalogErrors.currencyMismatch(
      `The list is in ${list.currency}; ${product.name} is priced in ${product.currency}.`,
      {
        productIds: [product._id],
        currency: list.currency,
      },
    );
  }
  if (others.length >= MAX_LISTS_OF_PRODUCT) {
    throw catalogErrors.priceListsTooMany(`${product.name} is on ${MAX_LISTS_OF_PRODUCT} price lists already.`, {
      most: MAX_LISTS_OF_PRODUCT,
    });
  }
  const after = withPrices(product, [...others, { priceListId: list._id, ...band }], now);
  return { product: after, price: historyOf(after, list, band, false, actor.id) };
}

/** Sets prices on a list, in order of product. Refuses price-list.unknown, product.unknown, product.prices-out-of-order, price.currency-mismatch, price-list.too-many. */
export function decideSetListPrices(
  state: { readonly list: PriceList | null; readonly products: readonly Product[] },
  { priceListId, prices }: ParsedInputOf<typeof catalog.setListPrices>,
  moment: Moment,
): { readonly saved: readonly ListPriceSaved[]; readonly items: ListedProduct[] } {
  const list = requirePriceList(state.list, priceListId);
  const products = new Map(state.products.map((product) => [product._id, product]));
  const unknown = prices.filter(({ productId }) => !products.has(productId)).map(({ productId }) => productId);
  if (unknown.length > 0) {
    throw catalogErrors.productUnknown('Some of these products are not in the catalog.', { productIds: unknown });
  }
  const sorted = prices.toSorted((a, b) => (a.productId < b.productId ? -1 : 1));
  const saved = sorted.flatMap(({ productId, price }) => priced(products.get(productId)!, list, price, moment) ?? []);
  const after = new Map([...products.values(), ...saved.map(({ product }) => product)].map((one) => [one._id, one]));
  return { saved, items: prices.flatMap(({ productId }) => listedOf(after.get(productId)!, priceListId) ?? []) };
}

/** A product as its list shows it; undefined where it is not on the list. */
export function listedOf(
  { _id: productId, sku, name, currency, listPrices }: Product,
  priceListId: string,
): ListedProduct | undefined {
  const found = listPrices?.find((one) => one.priceListId === priceListId);
  if (!found) return undefined;
  const { priceListId: _list, ...band } = found;
  return { productId, sku, name, ...band, currency };
}

/** A list as others see it. */
export function priceListViewOf({ _id, ...rest }: PriceList): PriceListView {
  return { priceListId: _id, ...rest };
}
