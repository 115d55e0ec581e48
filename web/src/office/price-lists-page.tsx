import { Link } from '@tanstack/react-router';
import type { PriceList } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Page } from '../kit/page.js';
import { Status, type Tone } from '../kit/status.js';
import { usePriceLists } from '../kit/use-price-lists.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { PriceListForm } from './price-list-form.js';

const TONES: Readonly<Record<'now' | 'later' | 'ended', Tone>> = { now: 'good', later: 'warn', ended: 'quiet' };

/** Whether a list holds on a day. */
export function standingOf({ from, until }: Pick<PriceList, 'from' | 'until'>, day: string): keyof typeof TONES {
  if (day < from) return 'later';
  return until !== undefined && until < day ? 'ended' : 'now';
}

/** The price lists: of which store, for whom, and when; each leads to its prices. */
export function PriceListsPage() {
  const { t } = useMessages();
  const may = useMay();
  const { store, stores } = useStores();
  const { priceLists: rows, isLoading, error } = usePriceLists();
  const today = dayIn(store?.timeZone ?? 'UTC', new Date());
  const storeName = (storeId: string): string => stores.find((one) => one.storeId === storeId)?.name ?? storeId;
  const columns: Column<PriceList>[] = [
    {
      id: 'name',
      head: t('pricelist.name'),
      cell: ({ priceListId, name }) => (
        <Link className="link" to="/price-lists/$priceListId" params={{ priceListId }}>
          {name}
        </Link>
      ),
    },
    {
      id: 'store',
      head: t('frame.store'),
      cell: ({ storeId }) => (storeId === undefined ? t('pricelist.all-stores') : storeName(storeId)),
    },
    { id: 'group', head: t('customer.group'), cell: ({ group }) => group ?? t('pricelist.everybody') },
    {
      id: 'period',
      head: t('pricelist.period'),
      wide: true,
      cell: ({ from, until }) =>
        until === undefined ? t('pricelist.since', { from }) : t('filter.days', { from, to: until }),
    },
    { id: 'currency', head: t('pricelist.currency'), wide: true, cell: ({ currency }) => currency },
    {
      id: 'state',
      head: t('pricelist.state'),
      cell: (list) => {
        const standing = standingOf(list, today);
        return <Status tone={TONES[standing]}>{t(`pricelist.${standing}`)}</Status>;
      },
    },
  ];
  return (
    <Page
      title={t('page.price-lists')}
      tools={
        <>
          {may('changeProducts') && (
            <ActDialog label={t('pricelist.add')} title={t('pricelist.add')}>
              {(done) => <PriceListForm done={done} />}
            </ActDialog>
          )}
          <CsvButton route="GET /price-lists" query={{}} name="price-lists" />
        </>
      }
    >
      <p className="quiet">{t('pricelist.rule')}</p>
      <DataTable
        label={t('page.price-lists')}
        list={{ rows, error, isLoading, hasMore: false, loadMore: () => undefined }}
        columns={columns}
        rowKey={({ priceListId }) => priceListId}
        empty={t('pricelist.none')}
      />
    </Page>
  );
}
