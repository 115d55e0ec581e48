import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';
import { useCategories } from '../kit/use-categories.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';
import { chosenLines, useWhatToOrderColumns, type ChosenLine, type Corrections } from './what-to-order-columns.js';

const WEEKS = [4, 8, 13, 26, 52];
const USUAL_WEEKS = 8;
const REVIEW_DAYS = [7, 14, 30];
const USUAL_REVIEW_DAYS = 7;
/** A page costs as much as its store sold in these weeks, whatever its length. */
const PAGE_ROWS = '1000';

/** What to order for a store, with the figures it follows from; quantities are corrected, and drafts made of what is chosen. */
export function WhatToOrderPage() {
  const { t } = useMessages();
  const may = useMay();
  const { store } = useStores();
  const filters = useFilters<'supplierId' | 'categoryId' | 'weeks' | 'reviewDays' | 'show'>();
  const { show, ...narrowed } = filters.values;
  const query = { storeId: store?.storeId, ...narrowed, ...(show === 'all' ? {} : { wanted: 'true' }) };
  const list = useList('GET /what-to-order', { query, enabled: store !== undefined, pageRows: PAGE_ROWS });
  const [corrections, setCorrections] = useState<Corrections>(new Map());
  const mayOrder = may('changePurchaseOrders');
  const columns = useWhatToOrderColumns({ mayOrder, corrections, setCorrections });
  return (
    <Page
      title={t('page.what-to-order')}
      about={store?.name}
      tools={
        <>
          {mayOrder && store && (
            <MakeDrafts
              key={store.storeId}
              storeId={store.storeId}
              lines={chosenLines(list.rows, corrections)}
              done={(made) => setCorrections(new Map(made.map(({ productId }) => [productId, { isChosen: false }])))}
            />
          )}
          <CsvButton route="GET /what-to-order" query={query} name="what-to-order" />
        </>
      }
    >
      <Filters filters={filters} />
      <p className="quiet">{t('what.how')}</p>
      <DataTable
        label={t('page.what-to-order')}
        list={list}
        columns={columns}
        rowKey={({ productId }) => productId}
        empty={t(show === 'all' ? 'what.none-found' : 'what.none')}
      />
    </Page>
  );
}

function Filters({
  filters,
}: {
  filters: ReturnType<typeof useFilters<'supplierId' | 'categoryId' | 'weeks' | 'reviewDays' | 'show'>>;
}) {
  const { t } = useMessages();
  const { categories } = useCategories();
  const { data: suppliers } = useQuery({
    queryKey: ['suppliers', 'offered'],
    queryFn: () => ask('GET /suppliers', { query: { limit: '200' } }),
    staleTime: 60_000,
  });
  const others = (all: readonly number[], usual: number) => all.filter((one) => one !== usual);
  return (
    <FilterBar>
      <ChoiceFilter
        filters={filters}
        name="supplierId"
        label={t('what.supplier')}
        choices={(suppliers?.items ?? []).map(({ supplierId, name }) => ({ value: supplierId, label: name }))}
      />
      <ChoiceFilter
        filters={filters}
        name="categoryId"
        label={t('what.category')}
        choices={categories.map(({ categoryId, name }) => ({ value: categoryId, label: name }))}
      />
      <ChoiceFilter
        filters={filters}
        name="weeks"
        label={t('what.pace')}
        none={t('what.weeks', { count: USUAL_WEEKS })}
        choices={others(WEEKS, USUAL_WEEKS).map((count) => ({
          value: String(count),
          label: t('what.weeks', { count }),
        }))}
      />
      <ChoiceFilter
        filters={filters}
        name="reviewDays"
        label={t('what.review')}
        none={t('what.days', { count: USUAL_REVIEW_DAYS })}
        choices={others(REVIEW_DAYS, USUAL_REVIEW_DAYS).map((count) => ({
          value: String(count),
          label: t('what.days', { count }),
        }))}
      />
      <ChoiceFilter
        filters={filters}
        name="show"
        label={t('what.show')}
        none={t('what.show-needed')}
        choices={[{ value: 'all', label: t('what.show-all') }]}
      />
    </FilterBar>
  );
}

/** Makes the drafts of the chosen lines: one a supplier, once however often it is pressed. */
function MakeDrafts({
  storeId,
  lines,
  done,
}: {
  storeId: string;
  lines: ReturnType<typeof chosenLines>;
  /** Gets the lines that drafts were made of: they are not chosen any more. */
  done: (made: readonly ChosenLine[]) => void;
}) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const make = useAct({
    run: (chosen: readonly ChosenLine[], key) =>
      ask('POST /what-to-order/drafts', { body: { storeId, lines: [...chosen] }, key }),
    onDone: async ({ items }) => {
      done(items.flatMap((order) => order.lines.map((line) => ({ ...line, supplierId: order.supplierId }))));
      await queries.invalidateQueries({ queryKey: ['list'] });
    },
  });
  const count = new Set(lines?.map(({ supplierId }) => supplierId)).size;
  const made = make.data?.items.length ?? 0;
  return (
    <>
      <ProblemNote error={make.error} />
      {made > 0 && (
        <span role="status">
          {t('what.made', { count: made })}{' '}
          <Link className="link" to="/purchase-orders" search={{ state: 'draft' }}>
            {t('what.see-drafts')}
          </Link>
        </span>
      )}
      <Button loading={make.isPending} disabled={!lines || count === 0} onClick={() => lines && make.mutate(lines)}>
        {t('what.make', { count })}
      </Button>
    </>
  );
}
