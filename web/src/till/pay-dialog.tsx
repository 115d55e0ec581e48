import { Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useOpenItems } from '../sale/account-of-sale.js';
import { AccountStanding } from '../sale/account-standing.js';
import { deviceTillIn, tillsOf } from '../till-session/device-till.js';
import { cartPrices, obstacle, pricePosition, type Cart } from './cart.js';
import { DialogFrame, useShown } from './dialog-frame.js';
import { orderOf } from './order-content.js';
import { isBarcode, meansLeft, offerOf, type Means, type TypedPayment } from './payment.js';
import { CashFields, PartFields, TakenParts } from './payment-parts.js';
import { UnknownCodes } from './scan-entries.js';
import type { TillStore } from './till-store.js';
import type { Scans } from './use-scans.js';
import { walkInOf } from './walk-in.js';

const NOTHING_TYPED: TypedPayment = { means: 'cash', given: '', reference: '', taken: [], creditMinor: 0 };

/** The payments of a cart, one or several, with the change; Enter sells once everything scanned before it is in the cart. */
export function PayDialog({
  cart,
  store,
  tillStore,
  scans,
  close,
}: {
  cart: Cart;
  store: Store;
  tillStore: TillStore;
  scans: Scans;
  close: () => void;
}) {
  const { t, money } = useMessages();
  const [entered, setEntered] = useState(NOTHING_TYPED);
  const [note, setNote] = useState('');
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [selling, setSelling] = useState(false);
  const asked = useRef(false);
  const shown = useShown();
  const { data: account } = useOpenItems(cart.customer?.customerId);
  const creditMinor = account?.credits.find((one) => one.currency === store.currency)?.creditMinor ?? 0;
  const typed = { ...entered, creditMinor };
  const type = (change: Partial<TypedPayment>): void => setEntered((present) => ({ ...present, ...change }));
  const { means, given, taken } = typed;
  const offer = offerOf(cart, typed, store);
  const { dueMinor, leftMinor, part } = offer;
  const scanned = isBarcode(given, dueMinor, store.currency);
  const maySell = obstacle(cart) === undefined && !offer.short;
  const prices = cartPrices(cart, store.pricesIncludeTax).lines;
  const asks = cart.lines.some((line, at) => pricePosition(line, prices[at]?.discountMinor) !== 'inside');
  const methods = meansLeft(typed, cart.customer !== undefined);
  /** Sells the cart with everything scanned before; sells nothing when one of the scans found no product. */
  const sellCart = async (allFound: boolean): Promise<void> => {
    const walkIn = cart.customer ? undefined : await queries.ensureQueryData(walkInOf(store.storeId));
    const { items } = await queries.ensureQueryData(tillsOf(store.storeId));
    const tillSessionId = deviceTillIn(store.storeId, items)?.openSession?.sessionId;
    if (tillSessionId === undefined) return close(); // the page says so, and asks to open the till
    const { cart: present } = tillStore.till.get();
    const customerId = present.customer?.customerId ?? walkIn?.customerId;
    const { short, payments } = offerOf(present, typed, store);
    if (!shown.current || !allFound || customerId === undefined || obstacle(present) || short) return;
    tillStore.sell(orderOf(present, store.storeId, customerId, note.trim()), { payments, tillSessionId });
    close();
  };
  const submit = async (): Promise<void> => {
    if (asked.current) return; // Enter again, while the first one waits
    if (scanned) return (type({ given: '' }), scans.scan(given.trim()));
    asked.current = true;
    setSelling(true);
    setError(undefined);
    await scans
      .act(sellCart)
      .catch(setError)
      .finally(() => {
        asked.current = false;
        setSelling(false);
      });
  };
  /** Keeps what is typed as a part of the payment, and asks for the rest by the next means. */
  const takePart = (): void => {
    if (!part) return;
    const next = meansLeft({ taken: [...taken, part], creditMinor }, cart.customer !== undefined);
    const other = next.find((one) => one !== means) ?? means;
    type({ taken: [...taken, part], given: '', reference: '', means: other });
  };
  return (
    <DialogFrame title={t('pay.title')} size="lg" close={close}>
      <form onSubmit={(event) => (event.preventDefault(), void submit())}>
        <Stack>
          <TakenParts
            taken={taken}
            currency={store.currency}
            remove={(at) => type({ taken: taken.filter((_one, index) => index !== at) })}
          />
          <div className="due">
            <span>{t(taken.length > 0 ? 'pay.left' : 'pay.due')}</span>
            <output data-testid="left">{money(leftMinor, store.currency)}</output>
          </div>
          <SegmentedControl
            fullWidth
            aria-label={t('pay.means')}
            value={means}
            onChange={(value) => type({ means: value as Means, given: '', reference: '' })}
            data={methods.map((value) => ({ value, label: t(`means.${value}`) }))}
          />
          {means === 'cash' ? (
            <CashFields typed={typed} offer={offer} currency={store.currency} type={type} />
          ) : (
            means !== 'account' && <PartFields typed={typed} offer={offer} currency={store.currency} type={type} />
          )}
          {means === 'account' && cart.customer && (
            <div>
              <p className="side-note">{t('pay.account-how', { name: cart.customer.name })}</p>
              <AccountStanding customerId={cart.customer.customerId} currency={store.currency} addedMinor={leftMinor} />
            </div>
          )}
          {part && (
            <Button variant="default" onClick={takePart}>
              {t('pay.take-part', {
                amount: money(part.amountMinor, store.currency),
                means: t(`means.${part.method}`),
              })}
            </Button>
          )}
          {asks && (
            <Textarea
              label={t('pay.why')}
              description={t('pay.asks-manager')}
              value={note}
              maxLength={500}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
          <UnknownCodes scans={scans} />
          <ProblemNote error={error} />
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {t('dialog.back')}
            </Button>
            <Button type="submit" size="md" disabled={!maySell && !scans.pending() && !scanned} loading={selling}>
              {t(asks ? 'pay.ask-and-sell' : 'pay.sell')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DialogFrame>
  );
}
