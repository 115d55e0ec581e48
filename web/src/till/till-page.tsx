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
import { RemovedNote } from './removed-note.js';
import { replayKey } from './replay-key.js';
import { ScanAnnouncement, UnknownCodes, WaitingScans } from './scan-entries.js';
import { ScanField } from './scan-field.js';
import { SidePanel } from './side-panel.js';
import { readLevels } from './stock.js';
import './till.css';
import { soldSale, tillStoreOf } from './till-store.js';
import { useScans } from './use-scans.js';
import { walkInOf } from './walk-in.js';
import { mayHaveLines, PAY_AFTER_SCAN_MS, type TillDialog } from './till-keys.js';
import { TypedAhead } from './typed-ahead.js';
import { useTillKeys } from './use-till-keys.js';

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

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
  const [text, setText] = useState('');
  const busy = till.pendingSale !== undefined;
  const sold = text === '' && !busy ? soldSale(till) : undefined; // text in the scan field is for the next cart
  const [typedAhead] = useState(() => new TypedAhead(replayKey));
  const show = (next: TillDialog | undefined): boolean => {
    if (next && tillStore.till.get().pendingSale) return false;
    if ((next === 'price' || next === 'pay') && !mayHaveLines({ tillStore, scans })) return false;
    flushSync(() => setDialog(next));
    return true;
  };
  /** The payment opens a second after the last scan; keys wait for it, and are dropped when a scan was unknown. */
  const showPayment = async (cancelled: AbortSignal): Promise<boolean> => {
    const before = scans.misses();
    for (let waitMs = 0; (waitMs = PAY_AFTER_SCAN_MS - scans.sinceLatestMs()) > 0;) await delay(waitMs);
    return !cancelled.aborted && show('pay') && scans.misses() === before;
  };
  const open = (next: TillDialog | undefined): void => {
    if (next === 'pay' && scans.sinceLatestMs() < PAY_AFTER_SCAN_MS) typedAhead.hold(showPayment);
    else show(next);
  };
  const close = (): void => open(undefined);
  useQuery(walkInOf(store.storeId)); // loaded before the first payment
  useTillKeys({ tillStore, dialog, open, scans, type: setText, typedAhead, busy, sold: sold !== undefined });
  useEffect(() => {
    tillStore.resume();
    void readLevels([...new Set(tillStore.till.get().cart.lines.map((line) => line.goods.productId))]).catch(
      () => undefined,
    ); // read again when the stream opens
    return () => {
      typedAhead.cancel();
      tillStore.suspend();
    };
  }, [tillStore, typedAhead]);
  useLayoutEffect(() => {
    if (busy || sold) setDialog(undefined); // also when another tab sold
  }, [busy, sold]);
  useLayoutEffect(() => {
    if (dialog === undefined && document.activeElement === document.body) document.getElementById('scan')?.focus();
  }, [dialog, busy]);
  return (
    <>
      <ScanAnnouncement queue={tillStore.scans} />
      <RemovedNote tillStore={tillStore} />
      {sold ? (
        <ReceiptPanel sale={sold} done={() => tillStore.dismiss()}>
          <WaitingScans scans={scans} />
          <UnknownCodes scans={scans} />
        </ReceiptPanel>
      ) : (
        <div className="till">
          <section className="till-goods">
            <ScanField storeId={store.storeId} scans={scans} text={text} setText={setText} />
            <CartTable
              cart={till.cart}
              storeId={store.storeId}
              queue={tillStore.scans}
              change={(change) => tillStore.change(change)}
              openPrice={() => open('price')}
              scan={scans.scan}
              locked={busy}
            />
            <WaitingScans scans={scans} />
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
              hold={(wait) => typedAhead.hold(wait)}
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
      )}
    </>
  );
}
