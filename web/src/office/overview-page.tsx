import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Paper, SimpleGrid, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { dayIn } from '../days.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { ChoiceFilter, FilterBar, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { decimalsOf } from '../money.js';
import { useMay } from '../session.js';

type Overview = Api['GET /overview']['reply'];
type OfCurrency = Overview['currencies'][number];
type Day = OfCurrency['day'];

const FIGURES: readonly (readonly [name: MessageKey, of: (day: Day) => number])[] = [
  ['overview.gross', (day) => day.grossMinor],
  ['day.margin', (day) => day.marginMinor],
  ['day.cash', (day) => day.cashMinor],
];

/** The day at a glance: sales by hour, margin and money, beside yesterday and the same weekday, for one store or all. */
export function OverviewPage() {
  const { t, day } = useMessages();
  const { store, stores } = useStores();
  const filters = useFilters<'of'>();
  const isAll = filters.values.of === 'all';
  const today = dayIn(store?.timeZone ?? 'UTC', new Date());
  const { data, error } = useQuery({
    queryKey: ['day', 'overview', isAll ? undefined : store?.storeId, today],
    queryFn: () =>
      ask('GET /overview', { query: { day: today, ...(isAll || !store ? {} : { storeId: store.storeId }) } }),
    enabled: store !== undefined,
  });
  return (
    <Page title={t('page.overview')} about={[isAll ? t('overview.all') : store?.name, day(today)].join(' · ')}>
      {stores.length > 1 && (
        <FilterBar>
          <ChoiceFilter
            filters={filters}
            name="of"
            label={t('frame.store')}
            choices={[{ value: 'all', label: t('overview.all') }]}
            none={store?.name ?? ''}
          />
        </FilterBar>
      )}
      <ProblemNote error={error} />
      {data && <Waiting overview={data} />}
      {data?.currencies.map((one) => (
        <Figures key={one.currency} of={one} />
      ))}
    </Page>
  );
}

function Waiting({ overview: { waiting, lowStock } }: { overview: Overview }) {
  const { t } = useMessages();
  const may = useMay();
  if (waiting === 0 && lowStock.count === 0) return null;
  return (
    <ul className="plain notices">
      {waiting > 0 && (
        <li>
          {may('approve') ? (
            <Link className="link" to="/approvals">
              {t('bell.title', { count: waiting })}
            </Link>
          ) : (
            t('bell.title', { count: waiting })
          )}
        </li>
      )}
      {lowStock.count > 0 && (
        <li>
          <Link className="link" to="/stock">
            {t(lowStock.complete ? 'overview.low' : 'overview.low-part', { count: lowStock.count })}
          </Link>
        </li>
      )}
    </ul>
  );
}

function Figures({ of }: { of: OfCurrency }) {
  const { t, money } = useMessages();
  const { currency, day, dayBefore, weekBefore } = of;
  const tiles = [
    {
      name: t('day.sales'),
      value: String(day.sales),
      before: String(dayBefore.sales),
      week: String(weekBefore.sales),
    },
    ...FIGURES.map(([name, figure]) => ({
      name: t(name),
      value: money(figure(day), currency),
      before: money(figure(dayBefore), currency),
      week: money(figure(weekBefore), currency),
    })),
  ];
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        {tiles.map(({ name, value, before, week }) => (
          <Paper withBorder className="tile" key={name}>
            <div className="quiet">{name}</div>
            <div className="tile-figure">{value}</div>
            <div className="quiet">{t('day.before', { figure: before })}</div>
            <div className="quiet">{t('overview.week', { figure: week })}</div>
          </Paper>
        ))}
      </SimpleGrid>
      <Hours of={of} />
      <div className="halves">
        <Best of={of} />
        <Slow of={of} />
      </div>
    </>
  );
}

/** Sales of each hour, beside yesterday's; the same figures as a table for who cannot see the bars. */
function Hours({ of: { currency, day, dayBefore } }: { of: OfCurrency }) {
  const { t, figure, money } = useMessages();
  const inUnits = (minor: number): number => minor / 10 ** decimalsOf(currency);
  const grossAt = (of: Day, hour: number): number => of.hours.find((one) => one.hour === hour)?.grossMinor ?? 0;
  const sold = [...day.hours, ...dayBefore.hours].filter(({ sales }) => sales > 0).map(({ hour }) => hour);
  if (sold.length === 0) return null;
  const [first, last] = [Math.min(...sold), Math.max(...sold)];
  const hours = Array.from({ length: last - first + 1 }, (_none, index) => first + index);
  const today = t('day.today');
  const yesterday = t('day.yesterday');
  return (
    <Paper withBorder p="md">
      <h2>{t('overview.hours', { currency })}</h2>
      <div aria-hidden dir="ltr">
        <BarChart
          h={240}
          data={hours.map((hour) => ({
            hour: `${hour} h`,
            [today]: inUnits(grossAt(day, hour)),
            [yesterday]: inUnits(grossAt(dayBefore, hour)),
          }))}
          dataKey="hour"
          series={[
            { name: today, color: 'cyan.9' },
            { name: yesterday, color: 'gray.5' },
          ]}
          valueFormatter={(value) => figure(Math.round(value * 10 ** decimalsOf(currency)), currency)}
          withLegend
          yAxisProps={{ width: 100 }}
          barChartProps={{ accessibilityLayer: false }} // hidden from those who read the table below
        />
      </div>
      <table className="unseen">
        <caption>{t('overview.hours', { currency })}</caption>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour}>
              <th scope="row">{hour}</th>
              <td>{money(grossAt(day, hour), currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}

function Best({ of: { best, currency } }: { of: OfCurrency }) {
  const { t, figure } = useMessages();
  return (
    <Paper withBorder p="md">
      <h2>{t('overview.best')}</h2>
      {best.length === 0 && <p className="quiet">{t('overview.none-sold')}</p>}
      {best.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('line.product')}</Table.Th>
              <Table.Th className="number">{t('line.quantity')}</Table.Th>
              <Table.Th className="number">{t('overview.margin-in', { currency })}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {best.map(({ productId, name, quantity, marginMinor }) => (
              <Table.Tr key={productId}>
                <Table.Td>
                  <Link className="link" to="/products/$productId" params={{ productId }}>
                    {name}
                  </Link>
                </Table.Td>
                <Table.Td className="number">{quantity}</Table.Td>
                <Table.Td className="number">{figure(marginMinor, currency)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  );
}

function Slow({ of: { slow } }: { of: OfCurrency }) {
  const { t } = useMessages();
  return (
    <Paper withBorder p="md">
      <h2>{t('overview.slow')}</h2>
      {slow.length === 0 && <p className="quiet">{t('overview.none-slow')}</p>}
      <ul className="plain">
        {slow.map(({ productId, name, quantity, quantityBefore }) => (
          <li key={productId}>
            <Link className="link" to="/products/$productId" params={{ productId }}>
              {name}
            </Link>
            <span className="number">{t('overview.instead-of', { count: quantity, before: quantityBefore })}</span>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
