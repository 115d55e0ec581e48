import { NativeSelect, TextInput } from '@mantine/core';
import type { Store } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { amountText, parseAmount } from '../money.js';

/** What a person types of the terms that a store sells on. */
export interface StoreTerms {
  readonly tags: 'withTax' | 'beforeTax';
  /** The smallest coin, as an amount. */
  readonly coin: string;
}

/** The terms of a store; without one, those of a new store: prices with tax, no rounding. */
export function termsOf(store: Store | undefined): StoreTerms {
  if (!store) return { tags: 'withTax', coin: '' };
  const { pricesIncludeTax, cashRoundingMinor, currency } = store;
  const coin = cashRoundingMinor === 1 ? '' : amountText(cashRoundingMinor, currency);
  return { tags: pricesIncludeTax ? 'withTax' : 'beforeTax', coin };
}

/** The smallest coin that was typed, minor units; nothing typed is no rounding. Undefined when it is none. */
export function parseCoin(text: string, currency: string): number | undefined {
  if (text.trim() === '') return 1;
  const minor = parseAmount(text, currency);
  return minor === undefined || minor < 1 ? undefined : minor;
}

/** The terms that were typed, for the API; call it only when the form is valid. */
export function typedTerms({ tags, coin }: StoreTerms, currency: string) {
  return { pricesIncludeTax: tags === 'withTax', cashRoundingMinor: parseCoin(coin, currency) ?? 1 };
}

/** The two fields of the terms, with what a form gives each of them. */
export function StoreTermsInputs({ currency, tags, coin }: { currency: string; tags: object; coin: object }) {
  const { t } = useMessages();
  return (
    <>
      <NativeSelect
        label={t('store.tags')}
        data={[
          { value: 'withTax', label: t('store.tags-with-tax') },
          { value: 'beforeTax', label: t('store.tags-before-tax') },
        ]}
        {...tags}
      />
      <TextInput
        label={t('store.coin', { currency })}
        description={t('store.coin-how')}
        inputMode="decimal"
        {...coin}
      />
    </>
  );
}
