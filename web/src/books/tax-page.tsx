import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { FiguresTable } from '../kit/figures-table.js';
import { FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { PrintButton } from '../kit/print-button.js';
import { PeriodFilter } from './period-filter.js';
import { StoreFilter } from './store-filter.js';
import { useReport } from './use-report.js';

type Tax = Api['GET /reports/tax']['reply']['totals'][number];

/** Bases and taxes of a period by rate: output less input tax is what is due. */
export function TaxPage() {
  const { t, figure, percent } = useMessages();
  const { store, filters, today, days, isReady, of, within } = useReport();
  const query = { ...days, ...(store ? { storeId: store.storeId } : {}) };
  const { data, error } = useQuery({
    queryKey: ['report', 'tax', query],
    queryFn: () => ask('GET /reports/tax', { query }),
    enabled: isReady,
  });
  const figuresOf = ({ baseMinor, outputTaxMinor, inputTaxMinor, dueMinor, currency }: Tax) =>
    [baseMinor, outputTaxMinor, inputTaxMinor, dueMinor].map((minor) => figure(minor, currency));
  return (
    <Page
      title={t('page.tax')}
      about={`${of} · ${within}`}
      tools={
        <>
          <PrintButton print={() => window.print()} />
          <CsvButton route="GET /reports/tax" query={query} name="tax" />
        </>
      }
    >
      <FilterBar>
        <StoreFilter filters={filters} />
        <PeriodFilter filters={filters} today={today} />
      </FilterBar>
      <ProblemNote error={error} />
      {data?.totals.length === 0 && <p className="empty">{t('tax.none')}</p>}
      {data?.totals.map((total) => (
        <Paper withBorder p="md" key={total.currency}>
          <h2>{t('report.in', { currency: total.currency })}</h2>
          <FiguresTable
            label={t('page.tax')}
            name={t('tax.rate')}
            heads={[t('tax.base'), t('tax.output'), t('tax.input'), t('tax.due')]}
            rows={data.items
              .filter(({ currency }) => currency === total.currency)
              .map((row) => ({
                key: String(row.taxRateBps),
                name: row.taxRateBps === undefined ? t('tax.no-rate') : percent(row.taxRateBps),
                figures: figuresOf(row),
              }))}
            totals={[{ key: 'total', name: t('total.all'), figures: figuresOf(total) }]}
          />
        </Paper>
      ))}
    </Page>
  );
}
