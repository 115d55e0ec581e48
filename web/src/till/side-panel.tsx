import { Button, Kbd, Paper, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ProblemNote } from '../frame/problem-note.js';
import type { Sale, Store } from '../api/shapes.js';
import { changeOf } from '../sale/paid.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { sum } from '@comptoir/contracts/money';
import { cartPrices, EMPTY_CART, forCustomer, obstacle, type Cart, type DocumentType } from './cart.js';
import { soldSale, type Till, type TillStore } from './till-store.js';
import type { TillDialog } from './till-keys.js';

const KEYS: readonly [key: string, label: MessageKey][] = [
  ['F2', 'keys.scan'],
  ['↑ ↓', 'keys.line'],
  ['+ −', 'keys.quantity'],
  ['Del', 'keys.remove'],
  ['Ctrl Z', 'keys.undo'],
  ['F3', 'keys.discount'],
  ['F8', 'keys.price'],
  ['F6', 'keys.park'],
  ['F7', 'keys.parked'],
  ['F4', 'keys.customer'],
  ['F10', 'keys.document'],
  ['F12', 'keys.transfer'],
  ['F1', 'keys.session'],
  ['F9', 'keys.pay'],
];

/** Characters of an amount that still fits in large type. */
const LONG_AMOUNT = 14;

/** Customer, document, totals, and the keys. */
export function SidePanel({
  store,
  till,
  tillStore,
  open,
}: {
  store: Store;
  till: Till;
  tillStore: TillStore;
  open: (dialog: TillDialog) => void;
}) {
  const { t, money } = useMessages();
  const { cart, outcome } = till;
  const { lines: prices, ...totals } = cartPrices(cart, store.pricesIncludeTax);
  const discountMinor = sum(prices.map((line) => line.discountMinor));
  const lastSale = soldSale(till) ?? till.lastSale;
  const lacks = obstacle(cart);
  const toPay = money(totals.grossMinor, store.currency);
  return (
    <Paper withBorder className="side">
      {lastSale && <LastSale sale={lastSale} />}
      <Outcome outcome={outcome} cart={cart} />
      <div className="side-row">
        <div>
          <div className="quiet">{t('document.customer')}</div>
          <div className="strong">{cart.customer?.name ?? t('document.walk-in')}</div>
        </div>
        <div className="side-buttons">
          {cart.customer && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => tillStore.change((present) => forCustomer(present, undefined))}
            >
              {t('document.walk-in')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => open('customer')}>
            {t('till.change')}{' '}
            <Kbd size="xs" ms={6}>
              F4
            </Kbd>
          </Button>
        </div>
      </div>
      <SegmentedControl
        fullWidth
        aria-label={t('document.type')}
        value={cart.documentType}
        onChange={(value) => tillStore.change((present) => ({ ...present, documentType: value as DocumentType }))}
        data={[
          { value: 'BON_DE_VENTE', label: t('document.BON_DE_VENTE') },
          { value: 'FACTURE', label: t('document.FACTURE') },
        ]}
      />
      <div className="side-pay">
        <dl className="totals">
          {discountMinor > 0 && (
            <div>
              <dt>{t('total.discount')}</dt>
              <dd data-testid="discount">−{money(discountMinor, store.currency)}</dd>
            </div>
          )}
          <div>
            <dt>{t('total.net')}</dt>
            <dd>{money(totals.netMinor, store.currency)}</dd>
          </div>
          <div>
            <dt>{t('total.tax')}</dt>
            <dd>{money(totals.taxMinor, store.currency)}</dd>
          </div>
          <div className="grand">
            <dt>{t('total.gross')}</dt>
            <dd data-testid="gross" data-long={toPay.length > LONG_AMOUNT || undefined}>
              {toPay}
            </dd>
          </div>
        </dl>
        {cart.lines.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => open('discount')}>
            {t('discount.title')}{' '}
            <Kbd size="xs" ms={6}>
              F3
            </Kbd>
          </Button>
        )}
        <div className="side-note" role="status">
          {lacks && lacks !== 'empty' ? t(`obstacle.${lacks}`) : ''}
        </div>
        <Button size="lg" fullWidth disabled={lacks !== undefined} onClick={() => open('pay')}>
          {t('till.pay')} <Kbd ms={8}>F9</Kbd>
        </Button>
      </div>
      {cart.lines.length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => tillStore.change(({ draft }) => ({ ...EMPTY_CART, draft }))}
        >
          {t('till.clear')}
        </Button>
      )}
      <dl className="keys" aria-label={t('keys.title')}>
        {KEYS.map(([key, label]) => (
          <div key={key}>
            <dt>
              <Kbd size="xs">{key}</Kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
}

/** The last sale: its customer may still wait for the change, or want the receipt printed again. */
function LastSale({ sale }: { sale: Sale }) {
  const { t, money } = useMessages();
  return (
    <div className="last-sale" role="status" data-testid="last-sale">
      <Link className="link" to="/sales/$saleId" params={{ saleId: sale.saleId }}>
        {t('till.last-sale', { number: sale.invoiceNumber ?? t('sold.no-number') })}
      </Link>
      {changeOf(sale) > 0 && (
        <div className="due change">
          <span>{t('pay.change')}</span>
          <output>{money(changeOf(sale), sale.currency)}</output>
        </div>
      )}
    </div>
  );
}

/** The outcome of the last attempt, when it was not a sale. */
function Outcome({ outcome, cart }: { outcome: Till['outcome']; cart: Cart }) {
  const { t } = useMessages();
  if (outcome?.kind === 'cancelled')
    return (
      <div className="mark quiet" role="status">
        {t('pending-sale.cancelled')}
      </div>
    );
  if (outcome?.kind !== 'refused') return null;
  return (
    <ProblemNote problem={outcome.problem}>
      <ManagersNote details={outcome.problem.details} />
      <Shortages details={outcome.problem.details} cart={cart} />
    </ProblemNote>
  );
}

/** What the manager wrote who said no. */
function ManagersNote({ details }: { details: Record<string, unknown> | undefined }) {
  const { t } = useMessages();
  const note = details?.['note'];
  if (typeof note !== 'string') return null;
  return <p className="managers-note">{t('pending-sale.note', { note })}</p>;
}

function Shortages({ details, cart }: { details: Record<string, unknown> | undefined; cart: Cart }) {
  const { t, quantity } = useMessages();
  const shown = (productId: string, count: number): string => {
    const goods = cart.lines.find((line) => line.goods.productId === productId)?.goods;
    return quantity(count, goods ?? { unit: 'piece', quantityDecimals: 0 });
  };
  const shortages = details?.['shortages'] as { productId: string; asked: number; available: number }[] | undefined;
  if (!Array.isArray(shortages)) return null;
  return (
    <ul>
      {shortages.map((one) => (
        <li key={one.productId}>
          {t('pending-sale.shortage', {
            asked: shown(one.productId, one.asked),
            available: shown(one.productId, one.available),
          })}
        </li>
      ))}
    </ul>
  );
}
