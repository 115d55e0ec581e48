import { Paper, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sum } from '@comptoir/contracts/money';
import { ask } from '../api/client.js';
import type { Entry, Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { FiguresTable } from '../kit/figures-table.js';
import { useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { OpeningCsv } from './opening-csv.js';
import { OpeningForm } from './opening-form.js';
import { OpeningGoods } from './opening-goods.js';
import { EntryLink } from './record-link.js';
import { ReverseQuestion } from './reverse-question.js';
import { useChart } from './use-chart.js';

/** The opening position of a store, entered or imported, looked at, posted once, and taken back; below it that of its goods. */
export function OpeningPage() {
  const { t } = useMessages();
  const { store } = useStores();
  return (
    <Page title={t('page.opening')} about={store?.name}>
      {store && <Opening key={store.storeId} store={store} />}
      {store && <OpeningGoods key={`goods/${store.storeId}`} store={store} />}
    </Page>
  );
}

function Opening({ store }: { store: Store }) {
  const { t } = useMessages();
  const { storeId } = store;
  const filters = useFilters<'by'>();
  const { data, error } = useQuery({
    queryKey: ['opening', storeId],
    queryFn: () => ask('GET /ledger/entries', { query: { storeId, ref: `opening/${storeId}` } }),
  });
  const isCsv = filters.values.by === 'csv';
  if (!data) return <ProblemNote error={error} />;
  const [last] = data.items; // each is followed by the one that takes it back
  if (last && data.items.length % 2 === 1) return <Posted store={store} opening={last} />;
  return (
    <>
      <p className="quiet">{t('opening.what')}</p>
      <div>
        <SegmentedControl
          aria-label={t('opening.how')}
          value={isCsv ? 'csv' : 'form'}
          onChange={(value) => filters.set('by', value === 'csv' ? 'csv' : '')}
          data={[
            { value: 'form', label: t('opening.by-form') },
            { value: 'csv', label: t('opening.by-csv') },
          ]}
        />
      </div>
      {isCsv ? <OpeningCsv store={store} /> : <OpeningForm store={store} />}
    </>
  );
}

/** The position that stands, until it is taken back. */
function Posted({ store, opening }: { store: Store; opening: Entry }) {
  const { t, figure, money } = useMessages();
  const { nameOf } = useChart(store.companyId);
  const { entryId, number, businessDay, currency, lines } = opening;
  const totalMinor = sum(lines.map((line) => line.debitMinor));
  const amount = (minor: number): string => (minor === 0 ? '' : figure(minor, currency));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('opening.posted')}>
      <h2>
        {t('opening.posted')} <EntryLink entryId={entryId} number={number} />
      </h2>
      <p className="quiet">{t('opening.posted-on', { day: businessDay })}</p>
      <FiguresTable
        label={t('page.opening')}
        name={t('ledger.account')}
        heads={[`${t('ledger.debit')}, ${currency}`, `${t('ledger.credit')}, ${currency}`]}
        rows={lines.map(({ account, label, debitMinor, creditMinor }, at) => ({
          key: String(at),
          name: (
            <>
              {nameOf(account)} <span className="quiet">{label}</span>
            </>
          ),
          figures: [amount(debitMinor), amount(creditMinor)],
        }))}
        totals={[{ key: 'total', name: t('total.all'), figures: [amount(totalMinor), amount(totalMinor)] }]}
      />
      <ReverseQuestion
        store={store}
        label={t('opening.reverse')}
        title={t('opening.reverse-ask', { number, amount: money(totalMinor, currency) })}
        run={(reversal, key) => ask('POST /openings/reversal', { body: { storeId: store.storeId, ...reversal }, key })}
      />
    </Paper>
  );
}
