import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Account } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import type { LoadedList } from '../kit/use-list.js';
import { useMay } from '../session.js';
import { AccountDialog } from './account-dialog.js';
import { ACCOUNT_TYPES } from './account-types.js';
import { useChart } from './use-chart.js';

/** The chart of accounts of the store's company: codes and names, what each account is, and its statement. */
export function ChartPage() {
  const { t } = useMessages();
  const may = useMay();
  const { store } = useStores();
  const { chart, error } = useChart(store?.companyId);
  const filters = useFilters<'text' | 'type'>();
  const [edited, setEdited] = useState<Account | 'new'>();
  const { text = '', type } = filters.values;
  const sought = text.toLocaleLowerCase();
  const rows = (chart?.items ?? []).filter(
    (one) =>
      (type === undefined || one.type === type) &&
      (one.code.toLocaleLowerCase().startsWith(sought) || one.name.toLocaleLowerCase().includes(sought)),
  );
  const list: LoadedList<Account> = {
    rows,
    error,
    isLoading: chart === undefined,
    hasMore: false,
    loadMore: () => undefined,
  };
  const columns: Column<Account>[] = [
    { id: 'code', head: t('chart.code'), cell: ({ code }) => <span className="tabular">{code}</span> },
    {
      id: 'name',
      head: t('chart.name'),
      cell: ({ account, name }) => (
        <Link className="link" to="/account-statement" search={{ account }}>
          {name}
        </Link>
      ),
    },
    { id: 'type', head: t('chart.type'), cell: (one) => t(`chart.type.${one.type}`) },
    {
      id: 'by',
      head: t('chart.by'),
      wide: true,
      cell: ({ subAccountsBy }) => subAccountsBy && t(`chart.by.${subAccountsBy}`),
    },
    {
      id: 'change',
      head: <span className="unseen">{t('chart.change')}</span>,
      cell: (one) =>
        may('changeCharts') && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t('chart.change-of', { name: one.name })}
            onClick={() => setEdited(one)}
          >
            {t('chart.change')}
          </Button>
        ),
    },
  ];
  return (
    <Page
      title={t('page.accounts')}
      about={store && [store.legal.companyName, t(`company.profile.${chart?.profile ?? 'generic'}`)].join(' · ')}
      tools={
        store && (
          <>
            {may('changeCharts') && chart && <Button onClick={() => setEdited('new')}>{t('chart.add')}</Button>}
            <CsvButton route="GET /accounts" query={{ companyId: store.companyId }} name="accounts" />
          </>
        )
      }
    >
      <FilterBar>
        <TextFilter filters={filters} name="text" label={t('chart.find')} />
        <ChoiceFilter
          filters={filters}
          name="type"
          label={t('chart.type')}
          choices={ACCOUNT_TYPES.map((value) => ({ value, label: t(`chart.type.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.accounts')}
        list={list}
        columns={columns}
        rowKey={({ account }) => account}
        empty={t('chart.none')}
      />
      {chart && edited && <AccountDialog chart={chart} edited={edited} close={() => setEdited(undefined)} />}
    </Page>
  );
}
