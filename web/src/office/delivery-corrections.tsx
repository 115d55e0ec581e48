import { Paper, Table } from '@mantine/core';
import type { Delivery } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { usePeople } from '../kit/use-people.js';

/** What of a delivery was corrected since, oldest first; nothing where nothing was. */
export function DeliveryCorrections({
  delivery: { corrections = [], batches, currency },
  nameOf,
  timeZone,
}: {
  delivery: Delivery;
  nameOf: (productId: string) => string;
  timeZone: string | undefined;
}) {
  const { t, money, moment, quantity: shown } = useMessages();
  const { nameOf: personOf } = usePeople();
  if (corrections.length === 0) return null;
  const measureOf = new Map(batches.map((one) => [one.productId, one]));
  const costs = corrections.some(({ owedCostMinor }) => owedCostMinor !== undefined);
  return (
    <Paper withBorder p="md">
      <h2>{t('correct.title')}</h2>
      <Table className="rows-stack">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('correct.line')}</Table.Th>
            <Table.Th>{t('correct.what')}</Table.Th>
            {costs && <Table.Th className="number">{t('correct.owed')}</Table.Th>}
            <Table.Th>{t('correct.why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {corrections.map((one) => (
            <Table.Tr key={one.deliveryCorrectionId}>
              <Table.Td>{nameOf(one.productId)}</Table.Td>
              <Table.Td>
                {t(`correct.kind.${one.kind}`)}{' '}
                {one.kind !== 'cost' && <bdi>{shown(one.quantity, measureOf.get(one.productId)!)}</bdi>}
              </Table.Td>
              {costs && (
                <Table.Td className="number">
                  <bdi>{one.owedCostMinor === undefined ? '' : money(one.owedCostMinor, currency)}</bdi>
                </Table.Td>
              )}
              <Table.Td>
                {one.reason}{' '}
                <span className="quiet">
                  {personOf(one.by)} · {moment(one.at, timeZone)}
                </span>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
