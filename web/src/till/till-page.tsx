import { Paper, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useWatched } from '../watched.js';
import { useWords } from '../words/words.js';
import type { Store } from '../api/shapes.js';
import { ActPanel } from './act-panel.js';
import { forCustomer } from './cart.js';
import { CartTable } from './cart-table.js';
import { CustomerDialog } from './customer-dialog.js';
import { PayDialog } from './pay-dialog.js';
import { PriceDialog } from './price-dialog.js';
import { ReceiptPanel } from './receipt-panel.js';
import { ScanField } from './scan-field.js';
import { SidePanel } from './side-panel.js';
import { readLevels } from './stock.js';
import { soldIn, tillOf } from './till-store.js';
import { useScans } from './use-scans.js';
import { walkInOf } from './walk-in.js';
import { mayHaveLines, useTillKeys, type TillDialog } from './use-till-keys.js';

/** The till of the store one works in. */
export function TillPage() {
  const { t } = useWords();
  const { store, error } = useStores();
  return (
    <>
      <Title order={1} className="unseen">
        {t('page.till')}
      </Title>
      <ProblemNote error={error} />
      {store ? (
        <TillOf key={store.storeId} store={store} />
      ) : (
        <div className="till" aria-busy="true">
          <Paper withBorder className="waiting" />
          <Paper withBorder className="waiting" />
        </div>
      )}
    </>
  );
}

function TillOf({ store }: { store: Store }) {
  const desk = tillOf(store.storeId);
  const till = useWatched(desk.till);
  const [dialog, setDialog] = useState<TillDialog>();
  const scans = useScans(desk);
  const sold = soldIn(till);
  const busy = till.act !== undefined;
  const open = (next: TillDialog | undefined): void => {
    if ((next === 'price' || next === 'pay') && !mayHaveLines({ desk, scans })) return;
    flushSync(() => setDialog(next));
  };
  const close = (): void => open(undefined);
  useQuery(walkInOf(store.storeId)); // known before the first payment
  useTillKeys({ desk, dialog, open, scans, busy, sold: sold !== undefined });
  useEffect(() => {
    desk.carryOn();
    void readLevels([...new Set(desk.till.get().cart.lines.map((line) => line.goods.productId))]).catch(
      () => undefined,
    ); // read again when the stream opens
    return () => desk.rest();
  }, [desk]);
  useLayoutEffect(() => {
    if (busy || sold) setDialog(undefined); // also when another tab sold
  }, [busy, sold]);
  useLayoutEffect(() => {
    if (dialog === undefined && document.activeElement === document.body) document.getElementById('scan')?.focus();
  }, [dialog, busy]);
  if (sold && !till.act) return <ReceiptPanel sale={sold} done={() => desk.putAway()} />;
  return (
    <div className="till">
      <section className="till-goods">
        <ScanField storeId={store.storeId} scans={scans} pay={() => open('pay')} disabled={busy} />
        <CartTable
          cart={till.cart}
          storeId={store.storeId}
          change={(change) => desk.change(change)}
          openPrice={() => open('price')}
          locked={busy}
        />
      </section>
      <div className="till-side">
        {till.act ? (
          <ActPanel desk={desk} act={till.act} timeZone={store.timeZone} />
        ) : (
          <SidePanel store={store} till={till} desk={desk} open={open} />
        )}
      </div>
      {dialog === 'customer' && (
        <CustomerDialog
          close={close}
          choose={(customer) => (desk.change((cart) => forCustomer(cart, customer)), close())}
        />
      )}
      {dialog === 'price' && (
        <PriceDialog
          cart={till.cart}
          currency={store.currency}
          scans={scans}
          change={(change) => desk.change(change)}
          close={close}
        />
      )}
      {dialog === 'pay' && <PayDialog cart={till.cart} store={store} desk={desk} scans={scans} close={close} />}
    </div>
  );
}
