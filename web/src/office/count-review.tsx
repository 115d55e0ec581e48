import { Button, Checkbox, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { CountLine, StockCount } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Facts } from '../kit/facts.js';
import { ChoiceFilter, FilterBar, useFilters } from '../kit/filters.js';
import { Status } from '../kit/status.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';
import { useProductNames } from './use-product-names.js';
import { useCountAct } from './use-stock-count.js';

const SHOWN = ['all', 'counted', 'uncounted', 'uncertain', 'unpriced'] as const;

/** The differences of a count: what was expected and counted, what the difference costs, and which lines are counted anew. */
export function CountReview({ count }: { count: StockCount }) {
  const { t } = useMessages();
  const may = useMay();
  const { stockCountId, revision, state, currency } = count;
  const filters = useFilters<'show'>();
  const show = filters.values.show ?? 'differing';
  const list = useList('GET /stock-counts/{stockCountId}/lines', { params: { stockCountId }, query: { show } });
  const nameOf = useProductNames(list.rows.map(({ productId }) => productId));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const recount = useCountAct(
    (productIds: readonly string[], key) =>
      ask('POST /stock-counts/{stockCountId}/recount', {
        params: { stockCountId },
        body: { revision, productIds: [...productIds] },
        key,
      }),
    () => setChosen([]),
  );
  const mayRecount = state === 'inReview' && may('countStock');
  const choose = (productId: string, isChosen: boolean): void =>
    setChosen((before) => (isChosen ? [...before, productId] : before.filter((one) => one !== productId)));
  const columns = useReviewColumns(currency, nameOf);
  return (
    <section>
      <h2>{t('count.review')}</h2>
      {list.first && <Totals totals={list.first.totals} currency={currency} />}
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="show"
          label={t('count.show')}
          none={t('count.show.differing')}
          choices={SHOWN.map((value) => ({ value, label: t(`count.show.${value}`) }))}
        />
        <Group>
          <CsvButton
            route="GET /stock-counts/{stockCountId}/lines"
            params={{ stockCountId }}
            query={{ show }}
            name="stock-count"
          />
          {mayRecount && (
            <Button
              variant="default"
              disabled={chosen.length === 0}
              loading={recount.isPending}
              onClick={() => recount.mutate(chosen)}
            >
              {t('count.anew', { count: chosen.length })}
            </Button>
          )}
        </Group>
      </FilterBar>
      <ProblemNote error={recount.error} />
      <DataTable
        label={t('count.review')}
        list={list}
        columns={[
          ...(mayRecount
            ? [
                {
                  id: 'choose',
                  head: '',
                  cell: ({ productId }: CountLine) => (
                    <Checkbox
                      aria-label={t('count.anew-of', { name: nameOf(productId) })}
                      checked={chosen.includes(productId)}
                      onChange={(event) => choose(productId, event.currentTarget.checked)}
                    />
                  ),
                },
              ]
            : []),
          ...columns,
        ]}
        rowKey={({ productId }) => productId}
        empty={t('count.none-shown')}
      />
    </section>
  );
}

function useReviewColumns(currency: string, nameOf: (productId: string) => string): Column<CountLine>[] {
  const { t, figure, quantity: shown } = useMessages();
  const may = useMay();
  const of = (quantity: number | undefined, line: CountLine): string =>
    quantity === undefined ? '–' : shown(quantity, line);
  return [
    {
      id: 'product',
      head: t('product.name'),
      cell: ({ productId }) => (
        <Link className="link" to="/products/$productId" params={{ productId }}>
          {nameOf(productId)}
        </Link>
      ),
    },
    {
      id: 'expected',
      head: t('count.expected'),
      numeric: true,
      wide: true,
      cell: (line) => of(line.expectedQuantity ?? line.startQuantity, line),
    },
    { id: 'counted', head: t('count.counted'), numeric: true, cell: (line) => of(line.countedQuantity, line) },
    { id: 'difference', head: t('count.difference'), numeric: true, cell: (line) => of(line.difference, line) },
    ...(may('seeCosts')
      ? [
          {
            id: 'value',
            head: t('count.value', { currency }),
            numeric: true,
            wide: true,
            cell: ({ differenceCostMinor }: CountLine) =>
              differenceCostMinor === undefined ? '–' : figure(differenceCostMinor, currency),
          },
        ]
      : []),
    {
      id: 'marks',
      head: '',
      cell: ({ uncertain, unpriced }) => (
        <>
          {uncertain && <Status tone="warn">{t('count.uncertain')}</Status>}
          {unpriced && <Status tone="warn">{t('count.unpriced')}</Status>}
        </>
      ),
    },
  ];
}

function Totals({
  totals,
  currency,
}: {
  totals: {
    readonly products: number;
    readonly counted: number;
    readonly differing: number;
    readonly uncertain: number;
    readonly missingCostMinor?: number | undefined;
    readonly foundCostMinor?: number | undefined;
  };
  currency: string;
}) {
  const { t, money } = useMessages();
  const { products, counted, differing, uncertain, missingCostMinor, foundCostMinor } = totals;
  const at = (costMinor: number | undefined): string | undefined =>
    costMinor === undefined ? undefined : money(costMinor, currency);
  return (
    <Facts
      facts={[
        [t('count.total-counted'), t('count.of', { counted, products })],
        [t('count.total-differing'), String(differing)],
        [t('count.total-uncertain'), uncertain === 0 ? undefined : String(uncertain)],
        [t('count.missing'), at(missingCostMinor)],
        [t('count.found'), at(foundCostMinor)],
      ]}
    />
  );
}
