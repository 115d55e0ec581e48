import {
  catalogErrors,
  MAX_VARIANTS,
  type catalog,
  type CommandContext,
  type ParsedInputOf,
  type ProductChanges,
  type SharedField,
  type VariantOption,
} from '@comptoir/contracts';
import { changedOf, decideCreateProduct, type ProductSaved } from './product.js';
import type { Availability, Barcode, Product } from './records.js';
import { skuKeyOf } from './search-keys.js';

type Moment = Pick<CommandContext, 'now' | 'actor'>;
type Input = ParsedInputOf<typeof catalog.createVariants>;

/** The fields of a product behind each shared field: prices go together, so that they keep their order. */
const FIELDS: Readonly<Record<SharedField, readonly (keyof Product)[]>> = {
  name: ['name'],
  brand: ['brand'],
  categoryId: ['categoryId'],
  prices: ['priceMinMinor', 'priceListMinor', 'priceMaxMinor', 'currency'],
  taxRateBps: ['taxRateBps'],
  warrantyMonths: ['warrantyMonths'],
  lowStockThreshold: ['lowStockThreshold'],
};
const SHARED = Object.keys(FIELDS) as SharedField[];

/** What is known when variants are added: the parent, its variants, its cached stock, and what the new ones would take. */
export interface VariantsState {
  readonly parent: Product | null;
  readonly variants: readonly Product[];
  readonly stock: readonly Availability[];
  /** Products that have an id of a new variant. */
  readonly known: readonly Product[];
  /** Products that have a SKU of a new variant. */
  readonly skus: readonly Product[];
  readonly barcodes: readonly Barcode[];
}

/** The parent with its options, and its new variants. */
export interface VariantsSaved {
  readonly parent: Product;
  readonly saved: readonly ProductSaved[];
}

function nameOf(parent: string, values: readonly string[]): string {
  return `${parent.slice(0, 200 - values.join(' / ').length - 3)} · ${values.join(' / ')}`;
}

const combination = (values: readonly string[]): string => JSON.stringify(values.map((one) => one.toLowerCase()));

/** Options of before stay, each with its values in their order; values may be added at the end. */
function requireExtended(before: readonly VariantOption[], after: readonly VariantOption[]): void {
  const keeps =
    before.length === after.length &&
    before.every(
      ({ name, values }, at) => after[at]!.name === name && values.every((value, n) => after[at]!.values[n] === value),
    );
  if (before.length === 0 || keeps) return;
  throw catalogErrors.variantOptionsChanged(
    'The options of this product and their values stay: add values at the end.',
    {
      options: before.map(({ name, values }) => ({ name, values: [...values] })),
    },
  );
}

function requireCombinations({ options, variants }: Input, present: readonly Product[]): void {
  const taken = new Set(present.map((one) => combination(one.variantOf!.values)));
  for (const { values } of variants) {
    const fits = values.length === options.length && values.every((value, at) => options[at]!.values.includes(value));
    if (!fits || taken.has(combination(values))) {
      throw catalogErrors.variantValuesWrong(
        fits
          ? `There is a variant ${values.join(' / ')} already.`
          : `A variant has one value of each option; ${values.join(' / ')} is none.`,
        { values },
      );
    }
    taken.add(combination(values));
  }
}

function requireParent({ parent, stock }: VariantsState, { productId, revision }: Input): Product {
  if (!parent) throw catalogErrors.productUnknown('There is no such product.', { productIds: [productId] });
  if (parent.variantOf)
    throw catalogErrors.productIsVariant(`${parent.name} is a variant: add variants to its parent.`);
  if (parent.parts) throw catalogErrors.isBundle(`${parent.name} is a bundle: it has no variants.`, { productId });
  if (parent.revision !== revision) {
    throw catalogErrors.productChanged('Someone else has changed this product meanwhile. Please read it again.', {
      productId,
      revision: parent.revision,
      asked: revision,
    });
  }
  const storeIds = stock.filter(({ available }) => available !== 0).map(({ storeId }) => storeId);
  if (storeIds.length > 0 && !parent.variantOptions) {
    throw catalogErrors.productHasStock(
      `${parent.name} has stock of its own: sell it first, or begin with a new product.`,
      { storeIds },
    );
  }
  return parent;
}

/**
 * Adds variants to a product, which becomes their parent. Each has what the parent has, and its own SKU and barcodes. Refuses
 * product.is-variant, product.is-bundle, product.has-stock, variants.options-changed, variants.values-wrong, variants.too-many and what
 * decideCreateProduct and decideChangeProduct refuse.
 */
export function decideCreateVariants(state: VariantsState, input: Input, moment: Moment): VariantsSaved {
  const before = requireParent(state, input);
  requireExtended(before.variantOptions ?? [], input.options);
  requireCombinations(input, state.variants);
  if (state.variants.length + input.variants.length > MAX_VARIANTS) {
    throw catalogErrors.variantsTooMany(`A product has at most ${MAX_VARIANTS} variants.`, { most: MAX_VARIANTS });
  }
  const { _id: parentId, sku: _sku, skuKey: _key, barcodes: _codes, ...given } = before;
  const {
    revision: _revision,
    createdAt: _created,
    changedAt: _changed,
    storeThresholds: _thresholds,
    ...more
  } = given;
  const {
    listPrices: _prices,
    priceListIds: _lists,
    picture: _picture,
    variantOptions: _options,
    categoryId,
    ...fields
  } = more;
  const skus = new Map(state.skus.map((one) => [one.skuKey, one._id]));
  const barcodes = new Map(state.barcodes.map((one) => [one._id, one]));
  const saved = input.variants.map(({ productId, values, sku, barcodes: codes }): ProductSaved => {
    const skuOwner = skus.get(skuKeyOf(sku));
    const taken = {
      ...(skuOwner === undefined ? {} : { skuOwner }),
      barcodes: codes.flatMap((code) => barcodes.get(code) ?? []),
    };
    const one = decideCreateProduct(
      { known: state.known.some(({ _id }) => _id === productId), taken },
      { ...fields, productId, sku, barcodes: codes, name: nameOf(before.name, values) },
      moment,
    );
    skus.set(skuKeyOf(sku), productId);
    for (const code of codes) barcodes.set(code, { _id: code, productId });
    const category = categoryId === undefined ? {} : { categoryId }; // it exists: categories are never removed
    const variantOf = { productId: parentId, values, own: [] };
    return { ...one, product: { ...one.product, ...category, variantOf } };
  });
  const parent = {
    ...before,
    variantOptions: input.options,
    revision: before.revision + 1,
    changedAt: moment.now,
  };
  return { parent, saved };
}

const differs = (before: Product, after: Product, field: keyof Product): boolean =>
  JSON.stringify(before[field]) !== JSON.stringify(after[field]);

/** Which shared fields a change is about. */
function changedFields(before: Product, after: Product): SharedField[] {
  return SHARED.filter((shared) => FIELDS[shared].some((field) => differs(before, after, field)));
}

/** A variant that was changed itself: what was changed is its own from now on. */
export function withOwnFields(before: Product, saved: ProductSaved): ProductSaved {
  const { variantOf } = before;
  if (!variantOf) return saved;
  const own = [...new Set([...variantOf.own, ...changedFields(before, saved.product)])];
  return { ...saved, product: { ...saved.product, variantOf: { ...variantOf, own } } };
}

/** The variants that a change of their parent reaches, in order of product: what they have not of their own, and the archive. */
export function followersOf(
  before: Product,
  after: Product,
  variants: readonly Product[],
  { now, actor }: Moment,
): ProductSaved[] {
  const changed = changedFields(before, after);
  const archives = before.archivedAt !== after.archivedAt;
  return variants
    .toSorted((a, b) => (a._id < b._id ? -1 : 1))
    .flatMap((variant) => {
      const { own, values } = variant.variantOf!;
      const shared = changed.filter((field) => !own.includes(field));
      if (shared.length === 0 && !archives) return [];
      const next: Record<string, unknown> = { ...variant, revision: variant.revision + 1, changedAt: now };
      const take = (field: keyof Product): void => {
        if (after[field] === undefined) delete next[field];
        else next[field] = after[field];
      };
      for (const field of shared.flatMap((one) => FIELDS[one])) take(field);
      if (shared.includes('name')) next['name'] = nameOf(after.name, values);
      if (archives) for (const field of ['archivedAt', 'archivedBy'] as const) take(field);
      return [changedOf(next as unknown as Product, variant, actor.id)];
    });
}

/** Whether changes of a product would reach its variants. */
export function reachesVariants(product: Product, changes: ProductChanges): boolean {
  if (!product.variantOptions) return false;
  return changes.archived !== undefined || SHARED.some((one) => FIELDS[one].some((field) => field in changes));
}
