import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { ListedProduct, PriceList } from '../api/shapes.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { amountText, parseAmount } from '../money.js';

const PRICES = ['priceListMinor', 'priceMinMinor', 'priceMaxMinor'] as const;

/** What shows prices of lists: lists of them, and products. */
const SHOWING = ['list', 'product', 'search', 'code', 'find'];

/** The price of a product on a list; lowest and highest may be left empty, the product's own limits reach to the price then. */
export function ListPriceForm({
  list: { priceListId, currency },
  product,
  isOn,
  done,
}: {
  list: PriceList;
  product: Pick<ListedProduct, 'productId'> & Partial<ListedProduct>;
  /** It is on the list, and may be taken off. */
  isOn: boolean;
  done: () => void;
}) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const shown = (minor: number | undefined): string => (minor === undefined ? '' : amountText(minor, currency));
  const amount = (text: string): string | null =>
    text.trim() === '' || parseAmount(text, currency) !== undefined ? null : t('form.amount');
  const form = useForm({
    initialValues: {
      priceListMinor: shown(product.priceListMinor),
      priceMinMinor: shown(product.priceMinMinor),
      priceMaxMinor: shown(product.priceMaxMinor),
    },
    validate: {
      priceListMinor: (text) => (text.trim() === '' ? t('form.missing') : amount(text)),
      priceMinMinor: amount,
      priceMaxMinor: amount,
    },
  });
  type Typed = typeof form.values;
  const save = useAct({
    run: (typed: Typed | null, key) => {
      const minor = (name: keyof Typed): number | undefined => (typed ? parseAmount(typed[name], currency) : undefined);
      const [priceMinMinor, priceMaxMinor] = [minor('priceMinMinor'), minor('priceMaxMinor')];
      const price = typed && {
        priceListMinor: minor('priceListMinor')!,
        ...(priceMinMinor === undefined ? {} : { priceMinMinor }),
        ...(priceMaxMinor === undefined ? {} : { priceMaxMinor }),
      };
      return ask('PUT /price-lists/{priceListId}/prices', {
        params: { priceListId },
        body: { prices: [{ productId: product.productId, price }] },
        key,
      });
    },
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: async () => {
      await Promise.all(SHOWING.map((name) => queries.invalidateQueries({ queryKey: [name] })));
      done();
    },
  });
  return (
    <form onSubmit={form.onSubmit((typed) => save.mutate(typed))} noValidate>
      <Stack>
        {PRICES.map((name) => (
          <TextInput
            key={name}
            label={t(`pricelist.${name}` as MessageKey, { currency })}
            inputMode="decimal"
            required={name === 'priceListMinor'}
            {...(name === 'priceListMinor' ? { 'data-autofocus': true } : {})}
            {...form.getInputProps(name)}
          />
        ))}
        <FormEnd
          error={save.error}
          isDirty={form.isDirty() && !save.isSuccess}
          isSaving={save.isPending}
          save={t('pricelist.set')}
        >
          {isOn && (
            <Button variant="default" disabled={save.isPending} onClick={() => save.mutate(null)}>
              {t('pricelist.take-off')}
            </Button>
          )}
        </FormEnd>
      </Stack>
    </form>
  );
}
