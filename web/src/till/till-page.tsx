import { Paper, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useObservable } from '../observable.js';
import { useMessages } from '../i18n/messages.js';
import type { Store } from '../api/shapes.js';
import { PendingSalePanel } from './pending-sale-panel.js';
import { forCustomer } from './cart.js';
import { CartTable } from './cart-table.js';
import { CustomerDialog } from './customer-dialog.js';
import { PayDialog } from './pay-dialog.js';
import { PriceDialog } from './price-dialog.js';
import { ReceiptPanel } from './receipt-panel.js';
import { ScanField } from './scan-field.js';
import { SidePanel } from './side-panel.js';
import { readLevels } from './stock.js';
import { soldSale, tillStoreOf } from './till-store.js';
import { useScans } from './use-scans.js';
import { walkInOf } from './walk-in.js';
import { mayHaveLines, useTillKeys, type TillDialog } from './use-till-keys.js';

/** The till of the selected store. */
export function TillPage() {
  const { t } = useMessages();
  const { store, error } = useStores();
  return (
    <>
      <Title order={1} className="unseen">
        {t('page.till')}
      </Title>
      <ProblemNote error={error} />
      {store ? (
        <StoreTill key={store.storeId} store={store} />
      ) : (
        <div className="till" aria-busy="true">
          <Paper withBorder className="waiting" />
          <Paper withBorder className="waiting" />
        </div>
      )}
    </>
  );
}

function StoreTill({ store }: { store: Store }) {
  const tillStore = tillStoreOf(store.storeId);
  const till = useObservable(tillStore.till);
  const [dialog, setDialog] = useState<TillDialog>();
  const scans = useScans(tillStore);
  const sold = soldSale(till);
  const busy = till.pendingSale !== undefined;
  const open = (next: TillDialog | undefined): void => {
    if ((next === 'price' || next === 'pay') && !mayHaveLines({ tillStore, scans })) return;
    flushSync(() => setDialog(next));
  };
  const close = (): void => open(undefined);
  useQuery(walkInOf(store.storeId)); // loaded before the first payment
  useTillKeys({ tillStore, dialog, open, scans, busy, sold: sold !== undefined });
  useEffect(() => {
    tillStore.resume();
    void readLevels([...new Set(tillStore.till.get().cart.lines.map((line) => line.goods.productId))]).catch(
      () => undefined,
    ); // read again when the stream opens
    return () => tillStore.suspend();
  }, [tillStore]);
  useLayoutEffect(() => {
    if (busy || sold) setDialog(undefined); // also when another tab sold
  }, [busy, sold]);
  useLayoutEffect(() => {
    if (dialog === undefined && document.activeElement === document.body) document.getElementById('scan')?.focus();
  }, [dialog, busy]);
  if (sold && !till.pendingSale) return <ReceiptPanel sale={sold} done={() => tillStore.dismiss()} />;
  return (
    <div className="till">
      <section className="till-goods">
        <ScanField storeId={store.storeId} scans={scans} pay={() => open('pay')} disabled={busy} />
        <CartTable
          cart={till.cart}
          storeId={store.storeId}
          change={(change) => tillStore.change(change)}
          openPrice={() => open('price')}
          locked={busy}
        />
      </section>
      <div className="till-side">
        {till.pendingSale ? (
          <PendingSalePanel tillStore={tillStore} pendingSale={till.pendingSale} timeZone={store.timeZone} />
        ) : (
          <SidePanel store={store} till={till} tillStore={tillStore} open={open} />
        )}
      </div>
      {dialog === 'customer' && (
        <CustomerDialog
          close={close}
          choose={(customer) => (tillStore.change((cart) => forCustomer(cart, customer)), close())}
        />
      )}
      {dialog === 'price' && (
        <PriceDialog
          cart={till.cart}
          currency={store.currency}
          scans={scans}
          change={(change) => tillStore.change(change)}
          close={close}
        />
      )}
      {dialog === 'pay' && (
        <PayDialog cart={till.cart} store={store} tillStore={tillStore} scans={scans} close={close} />
      )}
    </div>
  );
}
