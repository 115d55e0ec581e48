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
  const heads = [t('ledger.debit'), t('ledger.credit'), t('ledger.balance')] as const;
  /** Each amount of a row with the head of its column, which a phone shows beside it. */
  const amounts = (currency: string, ...minors: readonly [debit: number, credit: number, balance: number]) =>
    heads.map((head, at) => [head, figure(minors[at] ?? 0, currency)] as const);
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
                {heads.map((head) => (
                  <Table.Th key={head} className="number">
                    {head}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {accounts.map(({ account, debitMinor, creditMinor, balanceMinor }) => (
                <Table.Tr key={account}>
                  <Table.Td>{t(`account.${account}`)}</Table.Td>
                  {amounts(currency, debitMinor, creditMinor, balanceMinor).map(([head, amount]) => (
                    <Table.Td key={head} className="number" data-label={head}>
                      {amount}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th>{t('total.all')}</Table.Th>
                {amounts(currency, totalDebitMinor, totalCreditMinor, totalDebitMinor - totalCreditMinor).map(
                  ([head, amount]) => (
                    <Table.Th key={head} className="number" data-label={head}>
                      {amount}
                    </Table.Th>
                  ),
                )}
              </Table.Tr>
            </Table.Tfoot>
          </Table>
        </Paper>
      ))}
    </Page>
  );
}
