import { Paper, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { costOfUnit } from '../money.js';

const DAY_MS = 86_400_000;

/** The batches of a product that are left in a store, oldest first: that is the order in which they are sold. */
export function Batches({ store, productId }: { store: Store; productId: string }) {
  const { t, date, figure, moment, quantity } = useMessages();
  const { storeId, currency, timeZone } = store;
  const { data, error } = useQuery({
    queryKey: ['batches', storeId, productId],
    queryFn: () => ask('GET /stock', { query: { storeId, productId } }),
  });
  const [level] = data?.items ?? [];
  const batches = (level?.batches ?? []).filter(({ remainingQty }) => remainingQty > 0);
  const costs = batches.some(({ remainingCostMinor }) => remainingCostMinor !== undefined);
  const dated = batches.some(({ expiresOn }) => expiresOn !== undefined);
  const ageOf = (receivedAt: string): number => Math.floor((Date.now() - Date.parse(receivedAt)) / DAY_MS);
  return (
    <Paper withBorder p="md">
      <h2>{t('batch.title', { store: store.name })}</h2>
      <ProblemNote error={error} />
      {level && (
        <p className="quiet">
          {t('batch.level', { available: quantity(level.available, level), held: quantity(level.held, level) })}
        </p>
      )}
      {level && batches.length > 0 && (
        <div className="scroll">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('batch.received')}</Table.Th>
                <Table.Th className="number">{t('batch.age')}</Table.Th>
                <Table.Th className="number">{t('batch.left')}</Table.Th>
                {dated && <Table.Th>{t('batch.expires')}</Table.Th>}
                {costs && <Table.Th className="number">{t('batch.cost', { currency })}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {batches.map((batch) => (
                <Table.Tr key={batch.batchId}>
                  <Table.Td>{moment(batch.receivedAt, timeZone)}</Table.Td>
                  <Table.Td className="number">{ageOf(batch.receivedAt)}</Table.Td>
                  <Table.Td className="number">
                    {t('back.of', {
                      count: quantity(batch.remainingQty, level),
                      all: quantity(batch.receivedQty, level),
                    })}
                  </Table.Td>
                  {dated && (
                    <Table.Td>
                      <bdi>{batch.expiresOn && date(batch.expiresOn)}</bdi>
                    </Table.Td>
                  )}
                  {costs && (
                    <Table.Td className="number">
                      {figure(
                        costOfUnit(batch.remainingCostMinor ?? 0, batch.remainingQty, level.quantityDecimals),
                        batch.currency,
                      )}
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Paper>
  );
}
