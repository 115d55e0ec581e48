import { Paper, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
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
import { useTillKeys, type TillDialog } from './use-till-keys.js';

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
  useQuery(walkInOf(store.storeId)); // known before the first payment
  useTillKeys({
    desk,
    dialog,
    open: setDialog,
    scan: scans.scan,
    busy: till.act !== undefined,
    sold: sold !== undefined,
  });
  useEffect(() => {
    desk.carryOn();
    void readLevels([...new Set(desk.till.get().cart.lines.map((line) => line.goods.productId))]).catch(
      () => undefined,
    ); // read again when the stream opens
    return () => desk.rest();
  }, [desk]);
  const close = (): void => setDialog(undefined);
  useEffect(() => {
    if (dialog === undefined) document.getElementById('scan')?.focus();
  }, [dialog]);
  if (sold && !till.act) return <ReceiptPanel sale={sold} done={() => desk.putAway()} />;
  return (
    <div className="till">
      <section className="till-goods">
        <ScanField
          storeId={store.storeId}
          scans={scans}
          pay={() => setDialog('pay')}
          disabled={till.act !== undefined}
        />
        <CartTable
          cart={till.cart}
          storeId={store.storeId}
          change={(change) => desk.change(change)}
          openPrice={() => setDialog('price')}
          locked={till.act !== undefined}
        />
      </section>
      <div className="till-side">
        {till.act ? (
          <ActPanel desk={desk} act={till.act} timeZone={store.timeZone} />
        ) : (
          <SidePanel store={store} till={till} desk={desk} open={setDialog} />
        )}
      </div>
      {dialog === 'customer' && (
        <CustomerDialog
          close={close}
          choose={(customer) => (desk.change((cart) => forCustomer(cart, customer)), close())}
        />
      )}
      {dialog === 'price' && <PriceDialog cart={till.cart} change={(change) => desk.change(change)} close={close} />}
      {dialog === 'pay' && <PayDialog cart={till.cart} store={store} desk={desk} close={close} />}
    </div>
  );
}
