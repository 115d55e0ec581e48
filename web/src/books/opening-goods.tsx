import { Button, Paper, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sum } from '@comptoir/contracts/money';
import { ask, newKey } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { useAct } from '../kit/use-act.js';
import { useMay } from '../session.js';
import { CsvChooser } from './csv-chooser.js';
import { OpeningDeliveries } from './opening-deliveries.js';
import { useBooksChanged } from './use-post-entry.js';

const COLUMNS = 'sku,quantity,cost';

type Line = Api['POST /openings/goods/csv/preview']['reply']['items'][number];

/** The goods of the opening position: brought in from a CSV file, listed, and taken back. */
export function OpeningGoods({ store }: { store: Store }) {
  const { t } = useMessages();
  const may = useMay();
  return (
    <>
      <h2>{t('opening.goods')}</h2>
      {may('receiveOpeningStock') && <GoodsCsv store={store} />}
      <OpeningDeliveries store={store} />
    </>
  );
}

function GoodsCsv({ store: { storeId, currency } }: { store: Store }) {
  const { t } = useMessages();
  const [round, setRound] = useState(0);
  const check = useMutation({
    mutationFn: async (chosen: File) => {
      const csv = await chosen.text();
      const { items } = await ask('POST /openings/goods/csv/preview', { body: { storeId, csv }, key: newKey() });
      return { csv, items };
    },
  });
  return (
    <>
      <Paper withBorder p="md">
        <Stack>
          <div className="quiet">{t('opening.goods-how', { columns: COLUMNS, currency })}</div>
          <CsvChooser
            key={round}
            label={t('opening.goods-file')}
            columns={COLUMNS}
            templateName="opening-goods.csv"
            error={check.error}
            onChosen={(chosen) => (chosen ? check.mutate(chosen) : check.reset())}
          />
        </Stack>
      </Paper>
      {check.data && (
        <GoodsImport
          key={check.data.csv}
          storeId={storeId}
          currency={currency}
          csv={check.data.csv}
          items={check.data.items}
          onDone={() => {
            check.reset();
            setRound(round + 1);
          }}
        />
      )}
    </>
  );
}

/** What a file without faults brings in, and the act that takes it in. */
function GoodsImport({
  storeId,
  currency,
  csv,
  items,
  onDone,
}: {
  storeId: string;
  currency: Store['currency'];
  csv: string;
  items: readonly Line[];
  onDone: () => void;
}) {
  const { t, figure, quantity: shown } = useMessages();
  const refresh = useBooksChanged();
  const [reference, setReference] = useState('');
  const post = useAct({
    run: (_input: void, key) => {
      const named = reference.trim() === '' ? {} : { reference: reference.trim() };
      return ask('POST /openings/goods/csv', { body: { storeId, csv, ...named }, key });
    },
    onDone: async () => {
      await refresh();
      onDone();
    },
  });
  const rows = items.map((line, at) => ({ ...line, at: at + 1 }));
  const columns: Column<(typeof rows)[number]>[] = [
    { id: 'at', head: '#', numeric: true, cell: ({ at }) => at },
    { id: 'sku', head: t('opening.sku'), cell: ({ sku }) => sku },
    { id: 'product', head: t('opening.product'), cell: ({ name }) => name },
    {
      id: 'quantity',
      head: t('opening.quantity'),
      numeric: true,
      cell: ({ quantity, ...measure }) => shown(quantity, measure),
    },
    {
      id: 'cost',
      head: t('opening.cost', { currency }),
      numeric: true,
      cell: ({ costMinor }) => figure(costMinor, currency),
    },
  ];
  const totalMinor = sum(items.map((line) => line.costMinor));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('opening.goods-preview')}>
      <Stack>
        <h3>{t('opening.goods-preview')}</h3>
        <DataTable
          label={t('opening.goods-preview')}
          list={{ rows, error: undefined, isLoading: false, hasMore: false, loadMore: () => undefined }}
          columns={columns}
          rowKey={({ at }) => String(at)}
          empty={t('opening.goods-none')}
          foot={[{ sku: t('total.all'), cost: figure(totalMinor, currency) }]}
        />
        <TextInput
          label={t('opening.reference')}
          maxLength={60}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <ProblemNote error={post.error} />
        <div>
          <Button loading={post.isPending} onClick={() => post.mutate()}>
            {t('opening.goods-post')}
          </Button>
        </div>
      </Stack>
    </Paper>
  );
}
