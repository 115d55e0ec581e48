import { Paper, Table } from '@mantine/core';
import type { Sale } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { costOfUnit } from '../money.js';
import { returnedQty } from './refund.js';

/** The lines of a sale; for roles that may see costs, with batches, costs and margins. */
export function SaleLines({ sale, costs }: { sale: Sale; costs: boolean }) {
  const { t, figure } = useMessages();
  const { currency } = sale;
  const cost = (minor: number | undefined): string => (minor === undefined ? '' : figure(minor, currency));
  const unitCost = ({ costMinor, quantity }: { costMinor?: number | undefined; quantity: number }): string =>
    cost(costMinor === undefined ? undefined : costOfUnit(costMinor, quantity));
  return (
    <Paper withBorder className="scroll sale-lines" tabIndex={0} role="region" aria-label={t('sale.lines')}>
      <Table className="rows-stack">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('line.product')}</Table.Th>
            <Table.Th className="number">{t('line.quantity')}</Table.Th>
            <Table.Th className="number">{t('line.price')}</Table.Th>
            <Table.Th className="number">{t('line.net')}</Table.Th>
            <Table.Th className="number">{t('line.total')}</Table.Th>
            {costs && (
              <>
                <Table.Th>{t('line.batches')}</Table.Th>
                <Table.Th className="number">{t('line.cost')}</Table.Th>
                <Table.Th className="number">{t('line.margin')}</Table.Th>
              </>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sale.lines.map((line) => (
            <Table.Tr key={line.saleLineId}>
              <Table.Td>
                {line.name}
                <div className="line-more">
                  {line.sku}
                  {returnedQty(sale, line) > 0 && (
                    <span className="mark warn">{t('line.returned', { count: returnedQty(sale, line) })}</span>
                  )}
                </div>
              </Table.Td>
              <Table.Td className="number" data-label={t('line.quantity')}>
                {line.quantity}
              </Table.Td>
              <Table.Td className="number" data-label={t('line.price')}>
                {figure(line.unitPriceMinor, currency)}
              </Table.Td>
              <Table.Td className="number" data-label={t('line.net')}>
                {figure(line.netMinor, currency)}
              </Table.Td>
              <Table.Td className="number" data-label={t('line.total')}>
                {figure(line.grossMinor, currency)}
              </Table.Td>
              {costs && (
                <>
                  <Table.Td data-label={t('line.batches')}>
                    {line.allocations.map((one) => (
                      <div key={one.batchId} className="batch" title={one.batchId}>
                        {t('line.batch', {
                          count: one.quantity,
                          cost: unitCost(one),
                          batch: one.batchId.slice(-6),
                        })}
                      </div>
                    ))}
                  </Table.Td>
                  <Table.Td className="number" data-label={t('line.cost')}>
                    {cost(line.costMinor)}
                  </Table.Td>
                  <Table.Td className="number" data-label={t('line.margin')}>
                    {cost(line.costMinor === undefined ? undefined : line.netMinor - line.costMinor)}
                  </Table.Td>
                </>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={3}>
              {t('total.all')} {currency}
            </Table.Th>
            <Table.Th className="number" data-label={t('line.net')}>
              {figure(sale.netMinor, currency)}
            </Table.Th>
            <Table.Th className="number" data-label={t('line.total')}>
              {figure(sale.grossMinor, currency)}
            </Table.Th>
            {costs && (
              <>
                <Table.Th />
                <Table.Th className="number" data-label={t('line.cost')}>
                  {cost(sale.costMinor)}
                </Table.Th>
                <Table.Th className="number" data-label={t('line.margin')} data-testid="margin">
                  {cost(sale.marginMinor)}
                </Table.Th>
              </>
            )}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Paper>
  );
}
