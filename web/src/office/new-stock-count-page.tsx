import { ActionIcon, Button, Group, MultiSelect, NativeSelect, Paper, Stack, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, type RequestOptions } from '../api/client.js';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';
import { useCategories } from '../kit/use-categories.js';
import { ProductField } from './product-field.js';

type Scope = RequestOptions<'POST /stock-counts'>['body']['scope'];
const KINDS = ['store', 'categories', 'products', 'cyclic'] as const satisfies readonly Scope['kind'][];
const MAX_CYCLIC = 1000;

/** Begins a stock count of a store: what is counted, and a note. */
export function NewStockCountPage() {
  const { t } = useMessages();
  const { store } = useStores();
  return (
    <Page title={t('count.new')} about={store?.name}>
      {store && <StockCountForm key={store.storeId} storeId={store.storeId} />}
    </Page>
  );
}

function StockCountForm({ storeId }: { storeId: string }) {
  const { t } = useMessages();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { categories } = useCategories();
  const [kind, setKind] = useState<Scope['kind']>('store');
  const [categoryIds, setCategoryIds] = useState<string[]>([]);
  const [chosen, setChosen] = useState<readonly Product[]>([]);
  const [most, setMost] = useState('50');
  const [note, setNote] = useState('');
  const products = /^\d{1,4}$/.test(most) && Number(most) >= 1 && Number(most) <= MAX_CYCLIC ? Number(most) : undefined;
  const scopes: Readonly<Record<Scope['kind'], Scope | undefined>> = {
    store: { kind: 'store' },
    categories: categoryIds.length > 0 ? { kind: 'categories', categoryIds } : undefined,
    products:
      chosen.length > 0 ? { kind: 'products', productIds: chosen.map(({ productId }) => productId) } : undefined,
    cyclic: products === undefined ? undefined : { kind: 'cyclic', products },
  };
  const scope = scopes[kind];
  const begin = useAct({
    run: (of: Scope, key) =>
      ask('POST /stock-counts', {
        key,
        body: { storeId, scope: of, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      }),
    onDone: async ({ stockCountId }) => {
      await queries.invalidateQueries({ queryKey: ['list'] });
      void navigate({ to: '/stock-counts/$stockCountId', params: { stockCountId } });
    },
  });
  const add = (product: Product): void =>
    setChosen((before) =>
      before.some(({ productId }) => productId === product.productId) ? before : [...before, product],
    );
  return (
    <Paper withBorder p="md" className="form">
      <Stack>
        <NativeSelect
          label={t('count.scope')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Scope['kind'])}
          data={KINDS.map((value) => ({ value, label: t(`count.scope.${value}`) }))}
        />
        {kind === 'categories' && (
          <MultiSelect
            label={t('count.scope.categories')}
            placeholder={t('count.choose-category')}
            data={categories.map(({ categoryId, name }) => ({ value: categoryId, label: name }))}
            value={categoryIds}
            onChange={setCategoryIds}
          />
        )}
        {kind === 'products' && (
          <>
            <ProductField label={t('count.choose-product')} onProduct={add} />
            <ul>
              {chosen.map(({ productId, name }) => (
                <li key={productId}>
                  {name}{' '}
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('count.remove', { name })}
                    onClick={() => setChosen(chosen.filter((one) => one.productId !== productId))}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          </>
        )}
        {kind === 'cyclic' && (
          <TextInput
            label={t('count.cyclic-products')}
            description={t('count.cyclic-how')}
            inputMode="numeric"
            value={most}
            onChange={(event) => setMost(event.currentTarget.value)}
            error={products === undefined && t('form.quantity')}
          />
        )}
        <TextInput
          label={t('count.note')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ProblemNote error={begin.error} />
        <Group>
          <Button loading={begin.isPending} disabled={scope === undefined} onClick={() => scope && begin.mutate(scope)}>
            {t('count.begin')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
