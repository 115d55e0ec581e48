import { Paper, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Sale } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { sum } from '@comptoir/contracts/money';
import { BundleParts } from '../kit/bundle-parts.js';
import { costOfUnit } from '../money.js';
import { useMay } from '../session.js';
import { returnedQty } from './refund.js';

type Allocation = Sale['lines'][number]['allocations'][number];

/** What units of a batch are counted in: as the line, or as the part of the bundle. */
function measureOf(line: Sale['lines'][number], { productId }: Allocation) {
  return line.parts?.find((part) => part.productId === productId) ?? line;
}

/** The lines of a sale; for roles that may see costs, with batches, the deliveries that brought them, costs and margins. */
export function SaleLines({ sale, costs }: { sale: Sale; costs: boolean }) {
  const { t, figure, quantity } = useMessages();
  const mayFollow = useMay()('readDeliveries');
  const { currency } = sale;
  const priceHead = sale.pricesIncludeTax ? 'line.price-with-tax' : 'line.price';
  const cost = (minor: number | undefined): string => (minor === undefined ? '' : figure(minor, currency));
  const unitCost = (line: Sale['lines'][number], one: Allocation): string => {
    const { costMinor, quantity: units } = one;
    return cost(
      costMinor === undefined ? undefined : costOfUnit(costMinor, units, measureOf(line, one).quantityDecimals),
    );
  };
  return (
    <Paper withBorder className="scroll sale-lines" tabIndex={0} role="region" aria-label={t('sale.lines')}>
      <Table className="rows-stack">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('line.product')}</Table.Th>
            <Table.Th className="number">{t('line.quantity')}</Table.Th>
            <Table.Th className="number">{t(priceHead)}</Table.Th>
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
                <BundleParts parts={line.parts} />
                <div className="line-more">
                  {line.sku}
                  {returnedQty(sale, line) > 0 && (
                    <span className="mark warn">
                      {t('line.returned', { count: quantity(returnedQty(sale, line), line) })}
                    </span>
                  )}
                </div>
              </Table.Td>
              <Table.Td className="number" data-label={t('line.quantity')}>
                {quantity(line.quantity, line)}
              </Table.Td>
              <Table.Td className="number" data-label={t(priceHead)}>
                {figure(line.unitPriceMinor, currency)}
                <LineDiscount sale={sale} line={line} />
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
                        <FromDelivery deliveryId={one.deliveryId} mayFollow={mayFollow}>
                          {t('line.batch', {
                            count: quantity(one.quantity, measureOf(line, one)),
                            cost: unitCost(line, one),
                            batch: one.batchId.slice(-6),
                          })}
                        </FromDelivery>
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
      {sale.discount && (
        <p className="quiet" data-testid="sale-discount">
          {t('line.discount-why', {
            amount: figure(sum(sale.lines.map((line) => line.documentDiscountMinor)), currency),
            reason: sale.discount.reason,
          })}
        </p>
      )}
    </Paper>
  );
}

/** What came with a delivery; it leads there for those who may read it. */
function FromDelivery({
  deliveryId,
  mayFollow,
  children,
}: {
  deliveryId: string;
  mayFollow: boolean;
  children: string;
}) {
  if (!mayFollow) return children;
  return (
    <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId }}>
      {children}
    </Link>
  );
}

/** The discount that a line has of its own, with its reason. */
function LineDiscount({ sale, line }: { sale: Sale; line: Sale['lines'][number] }) {
  const { t, figure } = useMessages();
  if (!line.discount) return null;
  const amount = figure(line.discountMinor - line.documentDiscountMinor, sale.currency);
  return <div className="line-more">{t('line.discount-why', { amount, reason: line.discount.reason })}</div>;
}
