import type { Currency } from './kernel/money.js';
import { normalizeText } from './kernel/search-text.js';

/** Which price list a price is taken from: one rule for the quote, the till, labels and the audit. */

/** A price of a whole unit and what may be negotiated around it, minor units in the terms of the tag. */
export interface PriceBand {
  readonly priceMinMinor: number;
  readonly priceListMinor: number;
  readonly priceMaxMinor: number;
}

/** What decides where, for whom and when a price list holds; days are business days of the store, both included. */
export interface PriceListTerms {
  readonly priceListId: string;
  readonly name: string;
  /** Absent: in every store. */
  readonly storeId?: string | undefined;
  /** Absent: for every customer. */
  readonly group?: string | undefined;
  readonly from: string;
  /** Absent: until it is ended. */
  readonly until?: string | undefined;
  readonly currency: Currency;
}

/** What a product costs on a price list. */
export interface PriceOnList extends PriceBand {
  readonly priceListId: string;
}

/** A price with the list that it is from; without one it is the product's own. */
export interface Offer extends PriceBand {
  readonly priceList?: { readonly priceListId: string; readonly name: string } | undefined;
}

/** What a product costs for everybody, and for each group of customers that has another price. */
export interface Offers extends Offer {
  readonly groupPrices?: readonly (Offer & { readonly group: string })[] | undefined;
}

/** Where and on which business day a price is asked for. */
export interface PlaceAndDay {
  readonly storeId: string;
  readonly day: string;
}

/** Key by which names of customer groups are the same: case, accents and the number of blanks do not tell two apart. */
export function groupKeyOf(group: string): string {
  return normalizeText(group).trim().replace(/\s+/g, ' ');
}

function holds({ storeId, from, until }: PriceListTerms, at: PlaceAndDay): boolean {
  return (storeId ?? at.storeId) === at.storeId && from <= at.day && at.day <= (until ?? at.day);
}

const rank = ({ group, storeId }: PriceListTerms): number =>
  (group === undefined ? 0 : 2) + (storeId === undefined ? 0 : 1);

/** Whether a list goes before another: for a group before a store before all, then the later start, then the lower id. */
function goesBefore(a: PriceListTerms, b: PriceListTerms): boolean {
  if (rank(a) !== rank(b)) return rank(a) > rank(b);
  if (a.from !== b.from) return a.from > b.from;
  return a.priceListId < b.priceListId;
}

/** The list that wins in a store on a day for customers of a group, or of none; undefined where none holds. */
export function winningList<T extends PriceListTerms>(
  lists: readonly T[],
  at: PlaceAndDay & { readonly group?: string | undefined },
): T | undefined {
  const groupKey = at.group === undefined ? undefined : groupKeyOf(at.group);
  return lists
    .filter((list) => holds(list, at) && (list.group === undefined || groupKeyOf(list.group) === groupKey))
    .reduce<T | undefined>((best, list) => (best && !goesBefore(list, best) ? best : list), undefined);
}

function bandOf({ priceMinMinor, priceListMinor, priceMaxMinor }: PriceBand): PriceBand {
  return { priceMinMinor, priceListMinor, priceMaxMinor };
}

/** What a product costs in a store on a day, of these lists of the store, for everybody and for each group. */
export function offersOf(
  product: PriceBand & { readonly currency: string; readonly listPrices?: readonly PriceOnList[] | undefined },
  lists: readonly PriceListTerms[],
  at: PlaceAndDay,
): Offers {
  const prices = new Map(product.listPrices?.map((price) => [price.priceListId, price]));
  const own = lists.filter(({ priceListId, currency }) => prices.has(priceListId) && currency === product.currency);
  const offer = (group?: string): Offer => {
    const list = winningList(own, { ...at, group });
    if (!list) return bandOf(product);
    const { priceListId, name } = list;
    return { ...bandOf(prices.get(priceListId)!), priceList: { priceListId, name } };
  };
  const groups = new Map(
    own.flatMap((list) => (list.group === undefined || !holds(list, at) ? [] : [[groupKeyOf(list.group), list.group]])),
  );
  const groupPrices = [...groups.values()].map((group) => ({ ...offer(group), group }));
  return { ...offer(), ...(groupPrices.length > 0 ? { groupPrices } : {}) };
}

/** The offer for a customer of a group, or of none. */
export function offerFor({ groupPrices = [], ...everybody }: Offers, group: string | undefined): Offer {
  const own = group === undefined ? undefined : groupPrices.find((one) => groupKeyOf(one.group) === groupKeyOf(group));
  const { priceList, ...prices } = own ?? everybody;
  return { ...bandOf(prices), ...(priceList ? { priceList } : {}) };
}
