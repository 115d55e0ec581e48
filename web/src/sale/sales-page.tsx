import { Table, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { FindSaleField } from './find-sale-field.js';

/** Finds a sale by the number of its document, and shows the last sales of the store, newest first. */
export function SalesPage() {
  const { t, money, moment } = useMessages();
  const { store } = useStores();
  const { data, error } = useQuery({
    queryKey: ['sale-list', store?.storeId],
    queryFn: () => ask('GET /sales', { query: { storeId: store?.storeId, limit: '50' } }),
    enabled: store !== undefined,
  });
  return (
    <div className="page">
      <Title order={1} size="h2">
        {t('page.sales')}
      </Title>
      <FindSaleField />
      <ProblemNote error={error} />
      <div className="scroll" tabIndex={0} role="region" aria-label={t('page.sales')}>
        <Table className="rows-stack" aria-busy={!data && !error}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('sale.number')}</Table.Th>
              <Table.Th>{t('sale.at')}</Table.Th>
              <Table.Th>{t('till.customer')}</Table.Th>
              <Table.Th>{t('sale.state')}</Table.Th>
              <Table.Th className="number">{t('total.gross')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data?.items.map((sale) => (
              <Table.Tr key={sale.saleId}>
                <Table.Td>
                  <Link className="link" to="/sales/$saleId" params={{ saleId: sale.saleId }}>
                    {sale.invoiceNumber ?? t('sold.no-number')}
                  </Link>
                </Table.Td>
                <Table.Td data-label={t('sale.at')}>{moment(sale.soldAt, sale.store.timeZone)}</Table.Td>
                <Table.Td data-label={t('till.customer')}>
                  {sale.customer.kind === 'walkIn' ? t('till.walk-in') : sale.customer.name}
                </Table.Td>
                <Table.Td data-label={t('sale.state')}>
                  <span className={sale.state === 'final' ? 'mark good' : 'mark quiet'}>{t(`sale.${sale.state}`)}</span>
                </Table.Td>
                <Table.Td className="number" data-label={t('total.gross')}>
                  {money(sale.grossMinor, sale.currency)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {data?.items.length === 0 && <p className="quiet">{t('sale.none')}</p>}
      </div>
    </div>
  );
}
