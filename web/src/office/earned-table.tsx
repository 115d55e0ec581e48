import { Paper } from '@mantine/core';
import { sum } from '@comptoir/contracts/money';
import type { Api } from '../api/schema.js';
import { useMessages } from '../i18n/messages.js';
import { FiguresTable } from '../kit/figures-table.js';

type Margin = Api['GET /deliveries/{deliveryId}/margin']['reply'];

/** What was sold so far of deliveries, product by product, and what it earned; nothing where nothing was sold. */
export function EarnedTable({ margin, nameOf }: { margin: Margin; nameOf: (productId: string) => string }) {
  const { t, money, figure, quantity } = useMessages();
  const products = [...Map.groupBy(margin.items, (one) => one.productId)];
  if (products.length === 0) return null;
  const figuresOf = (of: readonly Pick<Margin['totals'][number], 'revenueMinor' | 'costMinor' | 'marginMinor'>[]) =>
    (['revenueMinor', 'costMinor', 'marginMinor'] as const).map((field) => sum(of.map((one) => one[field])));
  return (
    <Paper withBorder p="md">
      <h2>{t('delivery.earned')}</h2>
      <FiguresTable
        label={t('delivery.earned')}
        name={t('line.product')}
        heads={[t('line.quantity'), t('margin.revenue'), t('margin.cost'), t('margin.margin')]}
        rows={products.map(([productId, of]) => ({
          key: productId,
          name: nameOf(productId),
          figures: [
            quantity(sum(of.map((one) => one.quantity)), of[0]!),
            ...figuresOf(of).map((minor) => figure(minor, of[0]!.currency)),
          ],
        }))}
        totals={margin.totals.map((total) => ({
          key: total.currency,
          name: t('total.all'),
          figures: ['', ...figuresOf([total]).map((minor) => money(minor, total.currency))],
        }))}
      />
      {margin.priceDifferenceMinor !== 0 && margin.totals[0] && (
        <p className="quiet">
          {t('bill.difference-earned', { amount: money(margin.priceDifferenceMinor, margin.totals[0].currency) })}
        </p>
      )}
    </Paper>
  );
}
