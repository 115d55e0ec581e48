import { Paper, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useObservable } from '../observable.js';
import { useMessages } from '../i18n/messages.js';
import type { Product, Store } from '../api/shapes.js';
import { deviceTillIn, tillsOf, useDeviceTill } from '../till-session/device-till.js';
import { OvernightNote, TillBar } from '../till-session/till-bar.js';
import { later, loadLater } from './later.js';
import { forCustomer } from './cart.js';
import { CartTable } from './cart-table.js';
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

/** What is not needed before the first article is loaded with it, and after so long a time. */
const LATER_MS = 2_000;

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
  const [parent, setParent] = useState<Product>();
  const scans = useScans(tillStore);
  const parts = useObservable(later);
  const device = useDeviceTill(store.storeId);
  const queries = useQueryClient();
  const openSession = device.till?.openSession;
  const [text, setText] = useState('');
  const busy = till.pendingSale !== undefined;
  const sold = text === '' && !busy ? soldSale(till) : undefined; // text in the scan field is for the next cart
  /** Nothing is sold without an open session; what was asked for before, and a report on the screen, are still shown. */
  const isClosed = device.tills !== undefined && !openSession && !busy && !sold && dialog !== 'session';
  const [typedAhead] = useState(() => new TypedAhead(replayKey));
  const hasSession = async (): Promise<boolean> => {
    const { items } = await queries.fetchQuery(tillsOf(store.storeId));
    return deviceTillIn(store.storeId, items)?.openSession !== undefined;
  };
  const show = (next: TillDialog | undefined): boolean => {
    if (next && (isClosed || tillStore.till.get().pendingSale)) return false;
    const needsLines =
      next === 'price' || next === 'discount' || next === 'pay' || next === 'park' || next === 'transfer';
    if (needsLines && !mayHaveLines({ tillStore, scans })) return false;
    flushSync(() => setDialog(next));
    return true;
  };
  /** The payment opens a second after the last scan; keys wait for it, and are dropped when a scan was unknown. */
  const showPayment = async (cancelled: AbortSignal): Promise<boolean> => {
    const before = scans.misses();
    await loadLater();
    for (let waitMs = 0; (waitMs = PAY_AFTER_SCAN_MS - scans.sinceLatestMs()) > 0;) await delay(waitMs);
    return !cancelled.aborted && show('pay') && scans.misses() === before;
  };
  const open = (next: TillDialog | undefined): void => {
    if (next === 'pay' && scans.sinceLatestMs() < PAY_AFTER_SCAN_MS) typedAhead.hold(showPayment);
    else if (next && (!later.get() || (next === 'session' && !openSession)))
      typedAhead.hold(async (cancelled) => {
        await loadLater();
        const may = next !== 'session' || (await hasSession()); // the tills may not be read yet
        return may && !cancelled.aborted && show(next);
      });
    else show(next);
  };
  const close = (): void => open(undefined);
  useLayoutEffect(() => {
    tillStore.store = store;
  }, [tillStore, store]);
  useQuery(walkInOf(store.storeId)); // loaded before the first payment
  useTillKeys({ tillStore, dialog, open, scans, type: setText, typedAhead, busy, sold: sold !== undefined });
  useEffect(() => {
    tillStore.resume();
    void readLevels(tillStore.till.get().cart.lines.map((line) => line.goods)).catch(() => undefined); // read again when the stream opens
    return () => {
      typedAhead.cancel();
      tillStore.suspend();
    };
  }, [tillStore, typedAhead]);
  useLayoutEffect(() => {
    if (busy || sold) setDialog(undefined); // also when another tab sold
  }, [busy, sold]);
  const needsParts =
    isClosed ||
    sold !== undefined ||
    till.pendingSale !== undefined ||
    scans.pending() ||
    till.cart.lines.length > 0 ||
    (till.waiting ?? []).length > 0;
  useEffect(() => {
    if (needsParts) void loadLater();
    const timer = setTimeout(() => void loadLater(), LATER_MS);
    return () => clearTimeout(timer);
  }, [needsParts]);
  const refusal = till.outcome?.kind === 'refused' ? till.outcome.problem.code : undefined;
  useEffect(() => {
    if (refusal?.startsWith('till.')) void queries.invalidateQueries({ queryKey: ['tills'] }); // it was closed elsewhere
  }, [refusal, queries]);
  useLayoutEffect(() => {
    if (dialog === undefined && document.activeElement === document.body) document.getElementById('scan')?.focus();
  }, [dialog, busy]);
  return (
    <>
      <ScanAnnouncement queue={tillStore.scans} />
      <RemovedNote tillStore={tillStore} />
      <ProblemNote error={device.tills ? undefined : device.error} />
      {device.till && <TillBar till={device.till} open={() => open('session')} />}
      {sold ? (
        parts && (
          <parts.ReceiptPanel sale={sold} done={() => tillStore.dismiss()}>
            <WaitingScans scans={scans} />
            <UnknownCodes scans={scans} />
          </parts.ReceiptPanel>
        )
      ) : isClosed && device.tills ? (
        parts && <parts.TillGate store={store} tills={device.tills} till={device.till} />
      ) : (
        <div className="till">
          <section className="till-goods">
            <ScanField
              store={store}
              group={till.cart.customer?.group}
              scans={scans}
              text={text}
              setText={setText}
              openVariants={(product) => (setParent(product), open('variants'))}
            />
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
            {device.till && <OvernightNote till={device.till} store={store} open={() => open('session')} />}
            {parts && (
              <parts.WaitingSales
                store={store}
                tillStore={tillStore}
                waiting={till.waiting ?? []}
                occupied={till.cart.lines.length > 0}
              />
            )}
            {till.cart.draft && !till.pendingSale && parts && (
              <parts.ChangedElsewhere tillStore={tillStore} draft={till.cart.draft} timeZone={store.timeZone} />
            )}
            {till.pendingSale ? (
              parts && (
                <parts.PendingSalePanel
                  tillStore={tillStore}
                  pendingSale={till.pendingSale}
                  timeZone={store.timeZone}
                />
              )
            ) : (
              <SidePanel store={store} till={till} tillStore={tillStore} open={open} />
            )}
          </div>
          {dialog === 'customer' && parts && (
            <parts.CustomerDialog
              close={close}
              hold={(wait) => typedAhead.hold(wait)}
              choose={(customer) => (tillStore.change((cart) => forCustomer(cart, customer)), close())}
            />
          )}
          {dialog === 'variants' && parts && parent && (
            <parts.VariantDialog
              parent={parent}
              store={store}
              group={till.cart.customer?.group}
              choose={(variant) => (scans.add(variant), close())}
              close={close}
            />
          )}
          {dialog === 'price' && parts && (
            <parts.PriceDialog
              cart={till.cart}
              store={store}
              scans={scans}
              change={(change) => tillStore.change(change)}
              close={close}
            />
          )}
          {dialog === 'discount' && parts && (
            <parts.DiscountDialog
              cart={till.cart}
              currency={store.currency}
              scans={scans}
              change={(change) => tillStore.change(change)}
              close={close}
            />
          )}
          {dialog === 'park' && parts && (
            <parts.ParkDialog store={store} tillStore={tillStore} scans={scans} close={close} />
          )}
          {dialog === 'transfer' && parts && <parts.TransferDialog cart={till.cart} store={store} close={close} />}
          {dialog === 'parked' && parts && <parts.ParkedDialog store={store} tillStore={tillStore} close={close} />}
          {dialog === 'session' && <SessionInDialog store={store} session={openSession} close={close} />}
          {dialog === 'pay' && parts && (
            <parts.PayDialog cart={till.cart} store={store} tillStore={tillStore} scans={scans} close={close} />
          )}
        </div>
      )}
    </>
  );
}

/** What is done with the session that was open when the dialog opened: its final report stays once it is closed. */
function SessionInDialog({
  store,
  session,
  close,
}: {
  store: Store;
  session: { sessionId: string; number: number } | undefined;
  close: () => void;
}) {
  const { t } = useMessages();
  const [kept] = useState(session);
  const parts = useObservable(later);
  return (
    kept &&
    parts && <parts.SessionDialog store={store} sessionId={kept.sessionId} title={t('session.title')} close={close} />
  );
}
