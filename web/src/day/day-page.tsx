import { Paper, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { DaySummary, Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { dayBefore, dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { useMay } from '../session.js';
import { LowStock } from './low-stock.js';
import { AuditPanel } from './audit-panel.js';

type Row = readonly [label: MessageKey, figure: (day: DaySummary) => number];

const TILES: readonly Row[] = [
  ['day.net', (day) => day.netMinor],
  ['day.margin', (day) => day.marginMinor],
  ['day.cash', (day) => day.cashMinor],
];
const STOCK: readonly Row[] = [
  ['stock.received', (day) => day.stock.receivedMinor],
  ['stock.sold', (day) => 0 - day.stock.soldMinor],
  ['stock.returned', (day) => day.stock.returnedMinor],
  ['stock.written-off', (day) => 0 - day.stock.writtenOffMinor],
  ['stock.counted', (day) => day.stock.countedMinor],
  ['stock.change', (day) => day.stock.changeMinor],
];
const MONEY: readonly Row[] = [
  ['means.cash', (day) => day.cashMinor],
  ['means.card', (day) => day.cardMinor],
  ['means.transfer', (day) => day.transferMinor],
  ['day.on-account', (day) => day.onAccountMinor],
  ['day.tax', (day) => day.taxMinor],
  ['day.cost', (day) => day.costMinor],
];

/** The day of a store, compared with the day before. */
export function DayPage() {
  const { t, day } = useMessages();
  const { store, error } = useStores();
  return (
    <Page title={t('page.day')} about={store && `${store.name} · ${day(dayIn(store.timeZone, new Date()))}`}>
      <ProblemNote error={error} />
      {store && <DayOf store={store} />}
    </Page>
  );
}

function useDay(store: Store, day: string) {
  return useQuery({
    queryKey: ['day', store.storeId, day],
    queryFn: () => ask('GET /stores/{storeId}/days/{day}/summary', { params: { storeId: store.storeId, day } }),
  });
}

function DayOf({ store }: { store: Store }) {
  const { t, money } = useMessages();
  const may = useMay();
  const date = dayIn(store.timeZone, new Date());
  const today = useDay(store, date);
  const before = useDay(store, dayBefore(date));
  const amount = (minor: number | undefined): string => (minor === undefined ? '…' : money(minor, store.currency));
  const rows = (of: readonly Row[]) =>
    of.map(([label, figure]) => ({
      label,
      values: [today.data, before.data].map((one) => amount(one && figure(one))),
    }));
  return (
    <>
      <ProblemNote error={today.error ?? before.error} />
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        <Paper withBorder className="tile">
          <div className="quiet">{t('day.sales')}</div>
          <div className="tile-figure" data-testid="sales">
            {today.data?.sales ?? '…'}
          </div>
          <div className="quiet">{t('day.before', { figure: before.data?.sales ?? '…' })}</div>
        </Paper>
        {rows(TILES).map(({ label, values }) => (
          <Paper withBorder className="tile" key={label}>
            <div className="quiet">{t(label)}</div>
            <div className="tile-figure" data-testid={label}>
              {values[0]}
            </div>
            <div className="quiet">{t('day.before', { figure: values[1] ?? '' })}</div>
          </Paper>
        ))}
      </SimpleGrid>
      <div className="thirds">
        <Comparison title={t('day.money')} rows={rows(MONEY)} />
        <Comparison title={t('day.stock')} rows={rows(STOCK)} />
        <Comparison
          title={t('day.documents')}
          rows={(['FACTURE', 'BON_DE_VENTE', 'CREDIT_NOTE'] as const).map((type) => ({
            label: `document.${type}` as const,
            values: [today.data, before.data].map((one) =>
              one ? `${one.documents[type].count} · ${money(one.documents[type].grossMinor, store.currency)}` : '…',
            ),
          }))}
        />
      </div>
      <div className="halves">
        <div className="stack">
          <Waiting storeId={store.storeId} />
          <LowStock store={store} />
        </div>
        {may('runAudit') && <AuditPanel timeZone={store.timeZone} />}
      </div>
    </>
  );
}

function Comparison({
  title,
  rows,
}: {
  title: string;
  rows: readonly { label: MessageKey; values: readonly string[] }[];
}) {
  const { t } = useMessages();
  return (
    <Paper withBorder className="records">
      <h2>{title}</h2>
      <table className="comparison">
        <thead>
          <tr>
            <th>
              <span className="unseen">{t('day.figure')}</span>
            </th>
            <th scope="col">{t('day.today')}</th>
            <th scope="col">{t('day.yesterday')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, values }) => (
            <tr key={label}>
              <th scope="row">{t(label)}</th>
              {values.map((value, index) => (
                <td key={index}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}

function Waiting({ storeId }: { storeId: string }) {
  const { t, money } = useMessages();
  const { data, error } = useQuery({
    queryKey: ['orders', 'pending', storeId],
    queryFn: () => ask('GET /orders', { query: { state: 'pendingApproval', storeId } }),
  });
  return (
    <Paper withBorder className="records">
      <h2>
        {t('page.approvals')} {data && data.items.length > 0 && <span className="mark warn">{data.items.length}</span>}
      </h2>
      <ProblemNote error={error} />
      {data?.items.length === 0 && <p className="quiet">{t('bell.none')}</p>}
      <ul className="plain">
        {data?.items.map(
          ({ orderId, priced, approval }) =>
            priced &&
            approval && (
              <li key={orderId}>
                <Link className="link" to="/approvals">
                  {t(`reason.${approval.reasons[0]?.code ?? 'requested'}`)}
                </Link>
                <span className="number">{money(priced.grossMinor, priced.currency)}</span>
              </li>
            ),
        )}
      </ul>
    </Paper>
  );
}
