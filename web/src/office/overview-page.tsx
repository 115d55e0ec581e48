import { Paper, SimpleGrid, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { dayIn } from '../days.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { Bars } from '../kit/bars.js';
import { ChoiceFilter, DayFilter, FilterBar, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { OvernightSessions } from '../till-session/overnight-sessions.js';
import { useMay } from '../session.js';
import { PeriodFigures } from './period-figures.js';

type Overview = Api['GET /overview']['reply'];
type OfCurrency = Overview['currencies'][number];
type Day = OfCurrency['day'];

const FIGURES: readonly (readonly [name: MessageKey, of: (day: Day) => number])[] = [
  ['overview.gross', (day) => day.grossMinor],
  ['day.margin', (day) => day.marginMinor],
  ['day.cash', (day) => day.cashMinor],
];

/**
 * A day at a glance, beside the day before and the same weekday, or a week or month beside the one before: for one store or
 * all. What is closed is read as it was sealed, today is live.
 */
export function OverviewPage() {
  const { t, day: dayText } = useMessages();
  const { store, stores } = useStores();
  const may = useMay();
  const filters = useFilters<'of' | 'day' | 'period'>();
  const isAll = filters.values.of === 'all';
  const today = dayIn(store?.timeZone ?? 'UTC', new Date());
  const day = filters.values.day ?? today;
  const { period } = filters.values;
  const of = isAll || !store ? {} : { storeId: store.storeId };
  return (
    <Page title={t('page.overview')} about={[isAll ? t('overview.all') : store?.name, dayText(day)].join(' · ')}>
      <FilterBar>
        {stores.length > 1 && (
          <ChoiceFilter
            filters={filters}
            name="of"
            label={t('frame.store')}
            choices={[{ value: 'all', label: t('overview.all') }]}
            none={store?.name ?? ''}
          />
        )}
        <DayFilter filters={filters} name="day" label={t('ledger.day')} none={today} />
        <ChoiceFilter
          filters={filters}
          name="period"
          label={t('overview.period')}
          choices={[
            { value: 'week', label: t('overview.period-week') },
            { value: 'month', label: t('overview.period-month') },
          ]}
          none={t('overview.period-day')}
        />
      </FilterBar>
      {day === today &&
        may('useTills') &&
        (isAll || !store ? stores : [store]).map((one) => <OvernightSessions key={one.storeId} store={one} />)}
      {store &&
        (period === 'week' || period === 'month' ? (
          <PeriodFigures of={of} period={period} day={day} hasOneStore={!isAll} />
        ) : (
          <DayAtAGlance of={of} day={day} isToday={day === today} />
        ))}
    </Page>
  );
}

function DayAtAGlance({ of, day, isToday }: { of: { storeId?: string }; day: string; isToday: boolean }) {
  const { data, error } = useQuery({
    queryKey: ['day', 'overview', of.storeId, day],
    queryFn: () => ask('GET /overview', { query: { day, ...of } }),
  });
  return (
    <>
      <ProblemNote error={error} />
      {!data && !error && <Paper withBorder className="waiting" aria-busy="true" />}
      {data && isToday && <Waiting overview={data} />}
      {data?.currencies.map((one) => (
        <Figures key={one.currency} of={one} stores={data.storeIds.length} />
      ))}
    </>
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

function Figures({ of, stores }: { of: OfCurrency; stores: number }) {
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
      <p className="quiet">{t(day.closed === stores ? 'overview.sealed' : 'overview.live')}</p>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        {tiles.map(({ name, value, before, week }) => (
          <Paper withBorder className="tile" key={name}>
            <div className="quiet">{name}</div>
            <div className="tile-figure">{value}</div>
            <div className="quiet">{t('overview.day-before', { figure: before })}</div>
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

/** Sales of each hour, beside those of the day before. */
function Hours({ of: { currency, day, dayBefore } }: { of: OfCurrency }) {
  const { t } = useMessages();
  const grossAt = (of: Day, hour: number): number => of.hours.find((one) => one.hour === hour)?.grossMinor ?? 0;
  const sold = [...day.hours, ...dayBefore.hours].filter(({ sales }) => sales > 0).map(({ hour }) => hour);
  if (sold.length === 0) return null;
  const [first, last] = [Math.min(...sold), Math.max(...sold)];
  const hours = Array.from({ length: last - first + 1 }, (_none, index) => first + index);
  return (
    <Bars
      title={t('overview.hours', { currency })}
      series={[day.businessDay, dayBefore.businessDay]}
      groups={hours.map((hour) => ({ name: `${hour} h`, amounts: [grossAt(day, hour), grossAt(dayBefore, hour)] }))}
      currency={currency}
    />
  );
}

function Best({ of: { best, currency } }: { of: OfCurrency }) {
  const { t, figure, quantity: shown } = useMessages();
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
            {best.map(({ productId, name, quantity, marginMinor, ...measure }) => (
              <Table.Tr key={productId}>
                <Table.Td>
                  <Link className="link" to="/products/$productId" params={{ productId }}>
                    {name}
                  </Link>
                </Table.Td>
                <Table.Td className="number">{shown(quantity, measure)}</Table.Td>
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
  const { t, quantity: shown } = useMessages();
  return (
    <Paper withBorder p="md">
      <h2>{t('overview.slow')}</h2>
      {slow.length === 0 && <p className="quiet">{t('overview.none-slow')}</p>}
      <ul className="plain">
        {slow.map(({ productId, name, quantity, quantityBefore, ...measure }) => (
          <li key={productId}>
            <Link className="link" to="/products/$productId" params={{ productId }}>
              {name}
            </Link>
            <span className="number">
              {t('overview.instead-of', { count: shown(quantity, measure), before: shown(quantityBefore, measure) })}
            </span>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
