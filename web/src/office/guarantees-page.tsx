import { Link } from '@tanstack/react-router';
import type { Guarantee } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { useStoreList } from '../kit/use-store-list.js';

/** The guarantees of a store, newest first, with the claims that are open. */
export function GuaranteesPage() {
  const { t, date, moment } = useMessages();
  const { store, filters, query, list, about } = useStoreList<'GET /guarantees', 'number' | 'claims'>(
    'GET /guarantees',
  );
  const columns: Column<Guarantee>[] = [
    {
      id: 'goods',
      head: t('line.product'),
      cell: ({ guaranteeId, lines }) => (
        <Link className="link" to="/guarantees/$guaranteeId" params={{ guaranteeId }}>
          {lines.map(({ name }) => name).join(', ')}
        </Link>
      ),
    },
    { id: 'at', head: t('guarantee.issued'), wide: true, cell: ({ issuedAt }) => moment(issuedAt, store?.timeZone) },
    {
      id: 'until',
      head: t('guarantee.ends'),
      cell: ({ lines }) => {
        const last = lines
          .map(({ expiresOn }) => expiresOn)
          .toSorted()
          .at(-1);
        return last === undefined ? '' : date(last);
      },
    },
    {
      id: 'state',
      head: t('sale.state'),
      cell: ({ state, claims }) => {
        const open = claims.filter((claim) => claim.state === 'open').length;
        return (
          <>
            {state === 'void' && <Status tone="quiet">{t('guarantee.void')}</Status>}{' '}
            {open > 0 && <Status tone="warn">{t('claim.open-count', { count: open })}</Status>}
          </>
        );
      },
    },
  ];
  return (
    <Page
      title={t('page.guarantees')}
      about={about}
      tools={<CsvButton route="GET /guarantees" query={query} name="guarantees" />}
    >
      <FilterBar>
        <TextFilter filters={filters} name="number" label={t('sale.number')} />
        <ChoiceFilter
          filters={filters}
          name="claims"
          label={t('claim.title')}
          choices={[{ value: 'open', label: t('claim.open') }]}
        />
      </FilterBar>
      <DataTable
        label={t('page.guarantees')}
        list={list}
        columns={columns}
        rowKey={({ guaranteeId }) => guaranteeId}
        empty={t('guarantee.none')}
      />
    </Page>
  );
}
