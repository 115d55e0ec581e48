import { Paper, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';

/** The sums of every account of a store, by currency; debit and credit are equal. */
export function TrialBalancePage() {
  const { t, figure } = useMessages();
  const { store } = useStores();
  const { data, error } = useQuery({
    queryKey: ['trial-balance', store?.storeId],
    queryFn: () => ask('GET /ledger/trial-balance', { query: { storeId: store?.storeId } }),
    enabled: store !== undefined,
  });
  return (
    <Page title={t('page.trial-balance')} about={store?.name}>
      <ProblemNote error={error} />
      {data?.balances.length === 0 && <p className="quiet">{t('ledger.none')}</p>}
      {data?.balances.map(({ currency, accounts, totalDebitMinor, totalCreditMinor }) => (
        <Paper withBorder p="md" key={currency}>
          <h2>{currency}</h2>
          <Table className="rows-stack">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('ledger.account')}</Table.Th>
                <Table.Th className="number">{t('ledger.debit')}</Table.Th>
                <Table.Th className="number">{t('ledger.credit')}</Table.Th>
                <Table.Th className="number">{t('ledger.balance')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {accounts.map(({ account, debitMinor, creditMinor, balanceMinor }) => (
                <Table.Tr key={account}>
                  <Table.Td>{t(`account.${account}`)}</Table.Td>
                  <Table.Td className="number" data-label={t('ledger.debit')}>
                    {figure(debitMinor, currency)}
                  </Table.Td>
                  <Table.Td className="number" data-label={t('ledger.credit')}>
                    {figure(creditMinor, currency)}
                  </Table.Td>
                  <Table.Td className="number" data-label={t('ledger.balance')}>
                    {figure(balanceMinor, currency)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th>{t('total.all')}</Table.Th>
                <Table.Th className="number" data-label={t('ledger.debit')}>
                  {figure(totalDebitMinor, currency)}
                </Table.Th>
                <Table.Th className="number" data-label={t('ledger.credit')}>
                  {figure(totalCreditMinor, currency)}
                </Table.Th>
                <Table.Th className="number" data-label={t('ledger.balance')}>
                  {figure(totalDebitMinor - totalCreditMinor, currency)}
                </Table.Th>
              </Table.Tr>
            </Table.Tfoot>
          </Table>
        </Paper>
      ))}
    </Page>
  );
}
