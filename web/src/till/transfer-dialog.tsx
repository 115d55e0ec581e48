import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { decimalQuantity, parseQuantity } from '@comptoir/contracts/units';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { useObservable } from '../observable.js';
import { otherStoresOf } from '../office/use-transfer.js';
import { quantityInCart, wholeUnit, type Cart, type CartLine } from './cart.js';
import { DialogFrame } from './dialog-frame.js';
import { levels, type Levels } from './stock.js';

/** The line that is asked for: the selected one where it is short, else the first short one, else the selected one. */
export function lineToAsk(cart: Cart, storeId: string, known: Levels): CartLine | undefined {
  const isShort = (line: CartLine | undefined): boolean =>
    line !== undefined && missingOf(cart, line, storeId, known) > 0;
  const selected = cart.lines[cart.selected];
  return isShort(selected) ? selected : (cart.lines.find(isShort) ?? selected);
}

/** Units of a line that the store has not, in the smallest unit: all of them where it never had any, none where no stock is known. */
export function missingOf(cart: Cart, { goods }: CartLine, storeId: string, known: Levels): number {
  const stock = known[goods.productId];
  return stock ? Math.max(0, quantityInCart(cart, goods.productId) - (stock[storeId]?.available ?? 0)) : 0;
}

interface Other {
  readonly otherStoreId: string;
  readonly name: string;
  readonly available: number;
}

/** Asks another store for what is missing of a line: the store that has most of it is chosen already, Enter asks. */
export function TransferDialog({ cart, store, close }: { cart: Cart; store: Store; close: () => void }) {
  const { t, quantity: shown } = useMessages();
  const queries = useQueryClient();
  const known = useObservable(levels);
  const [line] = useState(() => lineToAsk(cart, store.storeId, levels.get()));
  const stores = useQuery(otherStoresOf(store.storeId));
  const goods = line?.goods;
  const [text, setText] = useState(() => {
    if (!line) return '';
    const missing = missingOf(cart, line, store.storeId, levels.get()) || wholeUnit(line.goods);
    return decimalQuantity(missing, line.goods.quantityDecimals);
  });
  const [chosen, setChosen] = useState<string>();
  const othersOf = (items: readonly { otherStoreId: string; name: string }[]): Other[] =>
    items
      .map((one) => ({ ...one, available: known[goods?.productId ?? '']?.[one.otherStoreId]?.available ?? 0 }))
      .filter((one) => one.available > 0)
      .toSorted((a, b) => b.available - a.available);
  const others = othersOf(stores.data?.items ?? []);
  const units = goods && parseQuantity(text, goods.quantityDecimals);
  const request = useAct({
    run: async ({ productId, quantity }: { productId: string; quantity: number }, key) => {
      const { items } = await queries.ensureQueryData(otherStoresOf(store.storeId)); // Enter may be faster
      const found = othersOf(items);
      const from = found.find((one) => one.otherStoreId === chosen) ?? found[0];
      if (!from) return undefined;
      const body = { storeId: store.storeId, fromStoreId: from.otherStoreId, lines: [{ productId, quantity }] };
      return ask('POST /transfers', { key, body });
    },
    onDone: () => void queries.invalidateQueries({ queryKey: ['list'] }),
  });
  const asked = request.data;
  return (
    <DialogFrame title={t('till.transfer-title')} close={close}>
      {asked && goods ? (
        <Stack>
          <p role="status" data-testid="transfer-asked">
            {t('till.transfer-asked', {
              count: shown(asked.lines[0]?.quantity ?? 0, goods),
              name: goods.name,
              store: asked.fromStoreName,
              number: asked.number,
            })}
          </p>
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {t('dialog.close')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (goods && units !== undefined && !request.isPending)
              request.mutate({ productId: goods.productId, quantity: units });
          }}
        >
          <Stack>
            <TextInput
              label={t('till.transfer-quantity', { name: goods?.name ?? '' })}
              data-autofocus
              inputMode={goods?.quantityDecimals === 0 ? 'numeric' : 'decimal'}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              error={units === undefined && t('form.quantity')}
            />
            {stores.data && others.length === 0 && (
              <p className="quiet" role="status">
                {t('till.transfer-none')}
              </p>
            )}
            <Radio.Group
              label={t('till.transfer-store')}
              value={chosen ?? others[0]?.otherStoreId ?? ''}
              onChange={setChosen}
            >
              <Stack gap="xs" mt="xs">
                {goods &&
                  others.map(({ otherStoreId, name, available }) => (
                    <Radio
                      key={otherStoreId}
                      value={otherStoreId}
                      label={t('till.transfer-has', { store: name, count: shown(available, goods) })}
                    />
                  ))}
              </Stack>
            </Radio.Group>
            <ProblemNote error={request.error ?? stores.error} />
            <Group justify="end">
              <Button variant="default" onClick={close}>
                {t('dialog.back')}
              </Button>
              <Button type="submit" loading={request.isPending}>
                {t('till.transfer-ask')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </DialogFrame>
  );
}
