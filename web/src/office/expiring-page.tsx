import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { ExpiringBatch } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { Question } from '../kit/question.js';
import { Status } from '../kit/status.js';
import { useAct } from '../kit/use-act.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useMay } from '../session.js';

const WITHIN_DAYS = [0, 7, 14, 60, 90];

/** What of the store has expired, and what soon will; what has expired is written off from here. */
export function ExpiringPage() {
  const { t, date, quantity, money } = useMessages();
  const may = useMay();
  const queries = useQueryClient();
  const { filters, query, list, about } = useStoreList<'GET /expiring-stock', 'withinDays'>('GET /expiring-stock');
  const [asked, setAsked] = useState<ExpiringBatch>();
  const writeOff = useAct({
    run: ({ storeId, productId, batchId, quantity: units }: ExpiringBatch, key) =>
      ask('POST /write-offs', {
        key,
        body: { storeId, reason: 'expired', lines: [{ productId, batchId, quantity: units }] },
      }),
    onDone: async () => {
      setAsked(undefined);
      await Promise.all([['list'], ['alerts']].map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
  const columns: Column<ExpiringBatch>[] = [
    {
      id: 'product',
      head: t('goods.product'),
      cell: ({ productId, name }) => (
        <Link className="link" to="/products/$productId" params={{ productId }}>
          {name}
        </Link>
      ),
    },
    {
      id: 'expires',
      head: t('goods.expires'),
      cell: ({ expiresOn, daysLeft }) => (
        <>
          <bdi>{date(expiresOn)}</bdi>{' '}
          {daysLeft < 0 ? (
            <Status tone="bad">{t('goods.expired')}</Status>
          ) : (
            <Status tone="warn">{t('goods.days-left', { count: daysLeft })}</Status>
          )}
        </>
      ),
    },
    { id: 'quantity', head: t('goods.units'), numeric: true, cell: (row) => quantity(row.quantity, row) },
    ...(may('seeCosts')
      ? [
          {
            id: 'value',
            head: t('goods.value'),
            numeric: true,
            wide: true,
            cell: ({ costMinor, currency }: ExpiringBatch) =>
              costMinor === undefined ? '' : money(costMinor, currency),
          },
        ]
      : []),
    ...(may('writeOffStock')
      ? [
          {
            id: 'write-off',
            head: '',
            cell: (row: ExpiringBatch) =>
              row.daysLeft < 0 && (
                <Button size="compact-sm" variant="default" onClick={() => setAsked(row)}>
                  {t('goods.write-off')}
                </Button>
              ),
          },
        ]
      : []),
  ];
  return (
    <Page
      title={t('page.expiring')}
      about={about}
      tools={<CsvButton route="GET /expiring-stock" query={query} name="expiring-stock" />}
    >
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="withinDays"
          label={t('goods.within')}
          none={t('goods.within-days', { count: 30 })}
          choices={WITHIN_DAYS.map((days) => ({ value: String(days), label: t('goods.within-days', { count: days }) }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.expiring')}
        list={list}
        columns={columns}
        rowKey={({ batchId }) => batchId}
        empty={t('goods.none-expires')}
      />
      <Question
        open={asked !== undefined}
        title={t('goods.write-off')}
        yes={t('goods.write-off')}
        isRunning={writeOff.isPending}
        onYes={() => asked && writeOff.mutate(asked)}
        onNo={() => setAsked(undefined)}
      >
        {asked && t('goods.write-off-how', { units: quantity(asked.quantity, asked), name: asked.name })}
        <ProblemNote error={writeOff.error} />
      </Question>
    </Page>
  );
}
