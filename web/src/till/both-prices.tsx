import { totalsOfLine } from '@comptoir/contracts/money';
import { useMessages } from '../i18n/messages.js';
import type { Goods } from './cart.js';

/** Units of goods at a net unit price, minor units: the amount with tax large, the amount before tax small. */
export function BothPrices({
  goods,
  unitPriceMinor,
  quantity = 1,
  withCurrency = false,
}: {
  goods: Pick<Goods, 'taxRateBps' | 'currency'>;
  unitPriceMinor: number;
  quantity?: number;
  withCurrency?: boolean;
}) {
  const { t, money, figure } = useMessages();
  const { netMinor, grossMinor } = totalsOfLine({ quantity, unitPriceMinor, taxRateBps: goods.taxRateBps });
  return (
    <>
      <span className="gross">{(withCurrency ? money : figure)(grossMinor, goods.currency)}</span>{' '}
      <small className="net">{t('price.net', { amount: figure(netMinor, goods.currency) })}</small>
    </>
  );
}
