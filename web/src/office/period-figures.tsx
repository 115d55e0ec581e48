import { Paper, SimpleGrid, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { Bars } from '../kit/bars.js';
import { CsvButton } from '../kit/csv-button.js';
import { daysOf, periodOf, type Range } from './periods.js';

type DayRow = Api['GET /days']['reply']['items'][number];
type Of = { readonly storeId?: string };

const marginOf = ({ figures }: DayRow): number => figures.netMinor - figures.costMinor;

const TILES: readonly (readonly [name: MessageKey, of: (row: DayRow) => number])[] = [
  ['overview.gross', ({ figures }) => figures.grossMinor],
  ['day.margin', marginOf],
  ['figures.returned', ({ figures }) => figures.returned.grossMinor],
];

function useDays(of: Of, range: Range) {
  return useQuery({
    queryKey: ['day', 'days', of.storeId, range],
    queryFn: () => ask('GET /days', { query: { ...of, ...range } }),
  });
}

/** A week or a month, day by day, beside the one before: closed days as they were sealed, open ones live. */
export function PeriodFigures({
  of,
  period,
  day,
  hasOneStore,
}: {
  of: Of;
  period: 'week' | 'month';
  day: string;
  hasOneStore: boolean;
}) {
  const { t } = useMessages();
  const { now, before } = periodOf(period, day);
  const days = useDays(of, now);
  const daysBefore = useDays(of, before);
  const currencies = [...new Set((days.data?.items ?? []).map((row) => row.currency))];
  const rowsOf = (rows: readonly DayRow[] | undefined, currency: string) =>
    (rows ?? []).filter((row) => row.currency === currency);
  return (
    <>
      <div className="page-head">
        <span>{t('filter.days', now)}</span>
        <div className="page-tools">
          <CsvButton route="GET /days" query={{ ...of, ...now }} name="days" />
        </div>
      </div>
      <ProblemNote error={days.error ?? daysBefore.error} />
      {!days.data && !days.error && <Paper withBorder className="waiting" aria-busy="true" />}
      {days.data && currencies.length === 0 && <p className="quiet">{t('overview.none-in-period')}</p>}
      {currencies.map((currency) => (
        <OfCurrency
          key={currency}
          currency={currency}
          rows={rowsOf(days.data?.items, currency)}
          rowsBefore={rowsOf(daysBefore.data?.items, currency)}
          range={now}
          rangeBefore={before}
          hasOneStore={hasOneStore}
        />
      ))}
    </>
  );
}

interface Shown {
  readonly currency: string;
  readonly rows: readonly DayRow[];
  readonly rowsBefore: readonly DayRow[];
  readonly range: Range;
  readonly rangeBefore: Range;
  readonly hasOneStore: boolean;
}

function OfCurrency({ currency, rows, rowsBefore, range, rangeBefore, hasOneStore }: Shown) {
  const { t, money } = useMessages();
  const total = (of: readonly DayRow[], figure: (row: DayRow) => number): number =>
    of.reduce((sum, row) => sum + figure(row), 0);
  const tiles = [
    {
      name: t('day.sales'),
      value: String(total(rows, ({ figures }) => figures.sales)),
      before: String(total(rowsBefore, ({ figures }) => figures.sales)),
    },
    ...TILES.map(([name, figure]) => ({
      name: t(name),
      value: money(total(rows, figure), currency),
      before: money(total(rowsBefore, figure), currency),
    })),
  ];
  const grossOn = (of: readonly DayRow[], day: string | undefined): number | undefined =>
    of.find((row) => row.businessDay === day)?.figures.grossMinor;
  const earlier = daysOf(rangeBefore);
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        {tiles.map(({ name, value, before }) => (
          <Paper withBorder className="tile" key={name}>
            <div className="quiet">{name}</div>
            <div className="tile-figure">{value}</div>
            <div className="quiet">{t('overview.period-before', { figure: before })}</div>
          </Paper>
        ))}
      </SimpleGrid>
      <Bars
        title={t('overview.days', { currency })}
        series={[t('overview.this-period'), t('overview.last-period')]}
        groups={daysOf(range).map((day, at) => ({
          name: day.slice(5),
          amounts: [grossOn(rows, day), grossOn(rowsBefore, earlier[at])],
        }))}
        currency={currency}
      />
      <Days rows={rows} currency={currency} hasOneStore={hasOneStore} />
    </>
  );
}

function Days({ rows, currency, hasOneStore }: Pick<Shown, 'rows' | 'currency' | 'hasOneStore'>) {
  const { t, figure } = useMessages();
  const heads = [t('day.sales'), t('document.gross', { currency }), t('overview.margin-in', { currency })];
  return (
    <Paper withBorder p="md">
      <Table className="rows-stack">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('ledger.day')}</Table.Th>
            {heads.map((head) => (
              <Table.Th key={head} className="number">
                {head}
              </Table.Th>
            ))}
            <Table.Th>{t('overview.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.businessDay}>
              <Table.Td>
                {hasOneStore ? (
                  <Link className="link" to="/days/$day" params={{ day: row.businessDay }}>
                    {row.businessDay}
                  </Link>
                ) : (
                  row.businessDay
                )}
              </Table.Td>
              {[row.figures.sales, figure(row.figures.grossMinor, currency), figure(marginOf(row), currency)].map(
                (value, at) => (
                  <Table.Td key={heads[at]} className="number" data-label={heads[at]}>
                    {value}
                  </Table.Td>
                ),
              )}
              <Table.Td data-label={t('overview.state')}>
                {t(row.closed === row.stores ? 'overview.is-closed' : 'overview.is-open')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
