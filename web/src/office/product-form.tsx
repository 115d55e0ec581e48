import { NativeSelect, NumberInput, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { rightBarcode } from '@comptoir/contracts/barcodes';
import { decimalQuantity, parseQuantity, UNIT_DECIMALS, type Unit } from '@comptoir/contracts/units';
import type { Api } from '../api/schema.js';
import type { Product } from '../api/shapes.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { useCategories } from '../kit/use-categories.js';
import { amountText, parseAmount } from '../money.js';
import { BrandField } from './brand-field.js';
import { changesOf } from './changes-of.js';
import { PartFields } from './part-fields.js';
import { isCountable, typedFrom, type TypedGoods } from './typed-goods.js';

/** What a person types of a product; amounts and shares as text, as they are written. */
export interface ProductFields {
  readonly sku: string;
  readonly name: string;
  /** Empty for none. */
  readonly brand: string;
  /** Empty for none. */
  readonly categoryId: string;
  readonly barcodes: string[];
  readonly priceListMinor: string;
  readonly priceMinMinor: string;
  readonly priceMaxMinor: string;
  readonly taxRateBps: string;
  readonly warrantyMonths: number | string;
  readonly unit: Unit;
  /** Empty where no expiry dates are kept. */
  readonly expiry: string;
  /** In the unit, with at most its decimals. */
  readonly lowStockThreshold: string;
  /** Of a bundle; empty for any other product. */
  readonly parts: TypedGoods[];
}

type NewProduct = Api['POST /products']['body'];
const PRICES = ['priceListMinor', 'priceMinMinor', 'priceMaxMinor'] as const;
const HIGHEST_RATE = 100;
const UNITS = Object.keys(UNIT_DECIMALS) as Unit[];

/** The decimals of the quantities of a product; of a new one, those of its unit. */
function decimalsOf(unit: Unit, product: Product | undefined): number {
  return product?.quantityDecimals ?? UNIT_DECIMALS[unit];
}

/** A rate in basis points from a percentage as it is typed; undefined for anything else. */
function parseRate(text: string): number | undefined {
  const percent = Number(text.trim().replace(',', '.'));
  const bps = Math.round(percent * 100);
  return text.trim() !== '' && percent >= 0 && percent <= HIGHEST_RATE && Math.abs(bps - percent * 100) < 1e-6
    ? bps
    : undefined;
}

/** The fields of a product as it is stored; without one, those of a new product. */
function fieldsOf(product?: Product, parts: ReadonlyMap<string, Product> = new Map()): ProductFields {
  const amount = (minor: number | undefined): string =>
    product && minor !== undefined ? amountText(minor, product.currency) : '';
  return {
    sku: product?.sku ?? '',
    name: product?.name ?? '',
    brand: product?.brand ?? '',
    categoryId: product?.categoryId ?? '',
    barcodes: [...(product?.barcodes ?? [])],
    priceListMinor: amount(product?.priceListMinor),
    priceMinMinor: amount(product?.priceMinMinor),
    priceMaxMinor: amount(product?.priceMaxMinor),
    taxRateBps: product ? String(product.taxRateBps / 100) : '',
    warrantyMonths: product?.warrantyMonths ?? 0,
    unit: product?.unit ?? 'piece',
    expiry: product?.expiry ?? '',
    lowStockThreshold: product ? decimalQuantity(product.lowStockThreshold, product.quantityDecimals) : '0',
    parts: (product?.parts ?? []).map((one) => typedFrom(parts.get(one.productId)!, one.quantity, parts)),
  };
}

/** The product that was typed, for the API; call it only when the form is valid. */
export function productOf(fields: ProductFields, currency: NewProduct['currency'], product?: Product): NewProduct {
  const amount = (text: string): number => parseAmount(text, currency) ?? 0;
  return {
    sku: fields.sku.trim(),
    name: fields.name.trim(),
    ...(fields.brand.trim() ? { brand: fields.brand.trim() } : {}),
    ...(fields.categoryId ? { categoryId: fields.categoryId } : {}),
    barcodes: fields.barcodes.map((one) => one.trim()),
    priceListMinor: amount(fields.priceListMinor),
    priceMinMinor: amount(fields.priceMinMinor || fields.priceListMinor),
    priceMaxMinor: amount(fields.priceMaxMinor || fields.priceListMinor),
    currency,
    taxRateBps: parseRate(fields.taxRateBps) ?? 0,
    warrantyMonths: Number(fields.warrantyMonths),
    unit: fields.unit,
    ...(fields.expiry ? { expiry: fields.expiry as NonNullable<Product['expiry']> } : {}),
    lowStockThreshold: parseQuantity(fields.lowStockThreshold, decimalsOf(fields.unit, product)) ?? 0,
    ...(fields.parts.length > 0
      ? {
          parts: fields.parts.map(({ productId, quantity, quantityDecimals }) => ({
            productId,
            quantity: parseQuantity(quantity, quantityDecimals) ?? 0,
          })),
        }
      : {}),
  };
}

/** What was typed anew of a product, for the API; null takes its category, its brand or its expiry dates away. `parts` are the products in a bundle. */
export function productChangesOf(
  fields: ProductFields,
  product: Product,
  parts: ReadonlyMap<string, Product>,
): Api['PATCH /products/{productId}']['body']['changes'] {
  const typed = (of: ProductFields) => ({
    ...productOf(of, product.currency, product),
    brand: of.brand.trim() || null,
    categoryId: of.categoryId || null,
    expiry: (of.expiry || null) as Product['expiry'] | null,
  });
  return changesOf(typed(fieldsOf(product, parts)), typed(fields));
}

/** The form of a product; the lowest and highest price may be left empty, they are the list price then. */
export function useProductForm(
  product: Product | undefined,
  currency: string,
  parts?: ReadonlyMap<string, Product>,
): UseFormReturnType<ProductFields> {
  const { t } = useMessages();
  const price = (text: string, mayBeEmpty: boolean): string | null =>
    (mayBeEmpty && text.trim() === '') || parseAmount(text, currency) !== undefined ? null : t('form.amount');
  return useForm<ProductFields>({
    initialValues: fieldsOf(product, parts),
    validate: {
      sku: (text) => (text.trim() ? null : t('form.missing')),
      name: (text) => (text.trim() ? null : t('form.missing')),
      barcodes: (codes) => {
        const [wrong] = codes.filter((code) => !product?.barcodes.includes(code)).filter(rightBarcode);
        return wrong === undefined ? null : t('product.check-digit', { code: wrong, right: rightBarcode(wrong) ?? '' });
      },
      priceListMinor: (text) => price(text, false),
      priceMinMinor: (text) => price(text, true),
      priceMaxMinor: (text) => price(text, true),
      taxRateBps: (text) => (parseRate(text) === undefined ? t('product.rate-how') : null),
      warrantyMonths: (value) => (Number.isInteger(value) ? null : t('form.whole')),
      parts: {
        quantity: (text: string, fields, path) => (isCountable(text, fields.parts, path) ? null : t('form.quantity')),
      },
      lowStockThreshold: (text, { unit }) => {
        const decimals = decimalsOf(unit, product);
        const isQuantity = parseQuantity(text, decimals) !== undefined;
        return isQuantity ? null : t('product.quantity-how', { unit: t(`unit.${unit}`), decimals });
      },
    },
  });
}

/** The fields of a product; what an existing one is counted in stays as it is. */
export function ProductInputs({
  form,
  currency,
  product,
}: {
  form: UseFormReturnType<ProductFields>;
  currency: string;
  product?: Product | undefined;
}) {
  const { t } = useMessages();
  const { categories } = useCategories();
  const { unit } = form.values;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t('product.name')} required maxLength={200} {...form.getInputProps('name')} />
        <TextInput label={t('product.sku')} required maxLength={64} {...form.getInputProps('sku')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('product.category')}
          data={[
            { value: '', label: t('product.no-category') },
            ...categories.map(({ categoryId, name }) => ({ value: categoryId, label: name })),
          ]}
          {...form.getInputProps('categoryId')}
        />
        <BrandField {...form.getInputProps('brand')} value={form.values.brand} />
      </SimpleGrid>
      <TagsInput
        label={t('product.barcodes')}
        description={t('product.barcodes-how')}
        {...form.getInputProps('barcodes')}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {PRICES.map((name) => (
          <TextInput
            key={name}
            label={t(`product.${name}` as MessageKey, { currency })}
            inputMode="decimal"
            required={name === 'priceListMinor'}
            {...form.getInputProps(name)}
          />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('product.unit')}
          description={product ? undefined : t('product.unit-how')}
          disabled={product !== undefined}
          data={UNITS.map((value) => ({ value, label: t(`measure.${value}`) }))}
          {...form.getInputProps('unit')}
        />
        <TextInput
          label={t('product.threshold')}
          inputMode="decimal"
          rightSection={unit === 'piece' ? undefined : t(`unit.${unit}`)}
          {...form.getInputProps('lowStockThreshold')}
        />
      </SimpleGrid>
      <NativeSelect
        label={t('product.expiry')}
        data={[
          { value: '', label: t('product.expiry.none') },
          { value: 'fefo', label: t('product.expiry.fefo') },
          { value: 'fifo', label: t('product.expiry.fifo') },
        ]}
        {...form.getInputProps('expiry')}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t('product.rate')} inputMode="decimal" required {...form.getInputProps('taxRateBps')} />
        <NumberInput label={t('product.warranty')} min={0} max={120} {...form.getInputProps('warrantyMonths')} />
      </SimpleGrid>
      <PartFields form={form} product={product} />
    </>
  );
}
