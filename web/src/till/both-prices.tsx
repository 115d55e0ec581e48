import { priceDocument } from '@comptoir/contracts/pricing';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { wholeUnit, type Goods } from './cart.js';

/**
 * A quantity of goods at a unit price, less a discount, minor units: what the customer pays large, the amount before tax
 * small. A whole unit when no quantity is given.
 */
export function BothPrices({
  goods,
  unitPriceMinor,
  quantity = wholeUnit(goods),
  discountMinor = 0,
  withCurrency = false,
}: {
  goods: Pick<Goods, 'taxRateBps' | 'currency' | 'quantityDecimals'>;
  unitPriceMinor: number;
  quantity?: number;
  discountMinor?: number;
  withCurrency?: boolean;
}) {
  const { t, money, figure } = useMessages();
  const pricesIncludeTax = useStores().store?.pricesIncludeTax ?? false;
  const { quantityDecimals, taxRateBps } = goods;
  const line = { quantity, quantityDecimals, unitPriceMinor, taxRateBps, discount: { amountMinor: discountMinor } };
  const { netMinor, grossMinor } = priceDocument([line], { pricesIncludeTax });
  return (
    <>
      <span className="gross">{(withCurrency ? money : figure)(grossMinor, goods.currency)}</span>{' '}
      <small className="net">{t('price.net', { amount: figure(netMinor, goods.currency) })}</small>
    </>
  );
}
