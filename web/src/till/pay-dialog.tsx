import { Button, Group, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { AccountStanding } from '../sale/account-standing.js';
import { obstacle, pricePosition, type Cart } from './cart.js';
import { DialogFrame, useShown } from './dialog-frame.js';
import { isBarcode, offerOf, type Means } from './payment.js';
import { UnknownCodes } from './scan-entries.js';
import type { TillStore } from './till-store.js';
import type { Scans } from './use-scans.js';
import { walkInOf } from './walk-in.js';

/** Means of payment, cash tendered and change; Enter sells once everything scanned before it is in the cart. */
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
  const [means, setMeans] = useState<Means>('cash');
  const [given, setGiven] = useState('');
  const [note, setNote] = useState('');
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [selling, setSelling] = useState(false);
  const asked = useRef(false);
  const shown = useShown();
  const { dueMinor, tenderedMinor, short } = offerOf(cart, means, given, store.currency);
  const scanned = isBarcode(given, dueMinor, store.currency);
  const maySell = obstacle(cart) === undefined && !short;
  const asks = cart.lines.some((line) => pricePosition(line) !== 'inside');
  /** Sells the cart with everything scanned before; sells nothing when one of the scans found no product. */
  const sellCart = async (allFound: boolean): Promise<void> => {
    const walkIn = cart.customer ? undefined : await queries.ensureQueryData(walkInOf(store.storeId));
    const { cart: present } = tillStore.till.get();
    const customerId = present.customer?.customerId ?? walkIn?.customerId;
    const offer = offerOf(present, means, given, store.currency);
    if (!shown.current || !allFound || customerId === undefined || obstacle(present) || offer.short) return;
    const lines = present.lines.map(({ goods, quantity, unitPriceMinor }) => ({
      productId: goods.productId,
      quantity,
      unitPriceMinor,
    }));
    const said = note.trim() === '' ? {} : { note: note.trim() };
    tillStore.sell(
      {
        storeId: store.storeId,
        customerId,
        documentType: present.documentType,
        taxed: true,
        approvalRequested: false,
        lines,
        ...said,
      },
      offer.payment,
    );
    close();
  };
  const submit = async (): Promise<void> => {
    if (asked.current) return; // Enter again, while the first one waits
    if (scanned) return (setGiven(''), scans.scan(given.trim()));
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
  const methods: Means[] = cart.customer ? ['cash', 'card', 'transfer', 'account'] : ['cash', 'card', 'transfer'];
  return (
    <DialogFrame title={t('pay.title')} size="lg" close={close}>
      <form onSubmit={(event) => (event.preventDefault(), void submit())}>
        <Stack>
          <div className="due">
            <span>{t('pay.due')}</span>
            <output>{money(dueMinor, store.currency)}</output>
          </div>
          <SegmentedControl
            fullWidth
            aria-label={t('pay.means')}
            value={means}
            onChange={(value) => setMeans(value as Means)}
            data={methods.map((value) => ({ value, label: t(`means.${value}`) }))}
          />
          {means === 'cash' && (
            <>
              <TextInput
                label={t('pay.given', { currency: store.currency })}
                description={t('pay.exact')}
                inputMode="decimal"
                size="lg"
                data-autofocus
                value={given}
                onChange={(event) => setGiven(event.currentTarget.value)}
                error={given.trim() !== '' && short ? t('pay.short') : undefined}
                className="given"
              />
              <div className="due change">
                <span>{t('pay.change')}</span>
                <output data-testid="change">
                  {short ? '—' : money((tenderedMinor ?? dueMinor) - dueMinor, store.currency)}
                </output>
              </div>
            </>
          )}
          {means === 'account' && cart.customer && (
            <div>
              <p className="side-note">{t('pay.account-how', { name: cart.customer.name })}</p>
              <AccountStanding customerId={cart.customer.customerId} currency={store.currency} addedMinor={dueMinor} />
            </div>
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
