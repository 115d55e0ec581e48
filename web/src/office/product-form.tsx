import { NumberInput, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import type { Api } from '../api/schema.js';
import type { Product } from '../api/shapes.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { amountText, parseAmount } from '../money.js';

/** What a person types of a product; amounts and shares as text, as they are written. */
export interface ProductFields {
  readonly sku: string;
  readonly name: string;
  readonly barcodes: string[];
  readonly priceListMinor: string;
  readonly priceMinMinor: string;
  readonly priceMaxMinor: string;
  readonly taxRateBps: string;
  readonly warrantyMonths: number | string;
  readonly lowStockThreshold: number | string;
}

type NewProduct = Api['POST /products']['body'];
const PRICES = ['priceListMinor', 'priceMinMinor', 'priceMaxMinor'] as const;
const HIGHEST_RATE = 100;

/** A rate in basis points from a percentage as it is typed; undefined for anything else. */
function parseRate(text: string): number | undefined {
  const percent = Number(text.trim().replace(',', '.'));
  const bps = Math.round(percent * 100);
  return text.trim() !== '' && percent >= 0 && percent <= HIGHEST_RATE && Math.abs(bps - percent * 100) < 1e-6
    ? bps
    : undefined;
}

/** The fields of a product as it is stored; without one, those of a new product. */
export function fieldsOf(product?: Product): ProductFields {
  const amount = (minor: number | undefined): string =>
    product && minor !== undefined ? amountText(minor, product.currency) : '';
  return {
    sku: product?.sku ?? '',
    name: product?.name ?? '',
    barcodes: [...(product?.barcodes ?? [])],
    priceListMinor: amount(product?.priceListMinor),
    priceMinMinor: amount(product?.priceMinMinor),
    priceMaxMinor: amount(product?.priceMaxMinor),
    taxRateBps: product ? String(product.taxRateBps / 100) : '',
    warrantyMonths: product?.warrantyMonths ?? 0,
    lowStockThreshold: product?.lowStockThreshold ?? 0,
  };
}

/** The product that was typed, for the API; call it only when the form is valid. */
export function productOf(fields: ProductFields, currency: NewProduct['currency']): NewProduct {
  const amount = (text: string): number => parseAmount(text, currency) ?? 0;
  return {
    sku: fields.sku.trim(),
    name: fields.name.trim(),
    barcodes: fields.barcodes.map((one) => one.trim()),
    priceListMinor: amount(fields.priceListMinor),
    priceMinMinor: amount(fields.priceMinMinor || fields.priceListMinor),
    priceMaxMinor: amount(fields.priceMaxMinor || fields.priceListMinor),
    currency,
    taxRateBps: parseRate(fields.taxRateBps) ?? 0,
    warrantyMonths: Number(fields.warrantyMonths),
    lowStockThreshold: Number(fields.lowStockThreshold),
  };
}

/** The form of a product; the lowest and highest price may be left empty, they are the list price then. */
export function useProductForm(product: Product | undefined, currency: string): UseFormReturnType<ProductFields> {
  const { t } = useMessages();
  const price = (text: string, mayBeEmpty: boolean): string | null =>
    (mayBeEmpty && text.trim() === '') || parseAmount(text, currency) !== undefined ? null : t('form.amount');
  return useForm<ProductFields>({
    initialValues: fieldsOf(product),
    validate: {
      sku: (text) => (text.trim() ? null : t('form.missing')),
      name: (text) => (text.trim() ? null : t('form.missing')),
      priceListMinor: (text) => price(text, false),
      priceMinMinor: (text) => price(text, true),
      priceMaxMinor: (text) => price(text, true),
      taxRateBps: (text) => (parseRate(text) === undefined ? t('product.rate-how') : null),
      warrantyMonths: (value) => (Number.isInteger(value) ? null : t('form.whole')),
      lowStockThreshold: (value) => (Number.isInteger(value) ? null : t('form.whole')),
    },
  });
}

/** The fields of a product. */
export function ProductInputs({ form, currency }: { form: UseFormReturnType<ProductFields>; currency: string }) {
  const { t } = useMessages();
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t('product.name')} required maxLength={200} {...form.getInputProps('name')} />
        <TextInput label={t('product.sku')} required maxLength={64} {...form.getInputProps('sku')} />
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
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput label={t('product.rate')} inputMode="decimal" required {...form.getInputProps('taxRateBps')} />
        <NumberInput label={t('product.warranty')} min={0} max={120} {...form.getInputProps('warrantyMonths')} />
        <NumberInput label={t('product.threshold')} min={0} {...form.getInputProps('lowStockThreshold')} />
      </SimpleGrid>
    </>
  );
}
