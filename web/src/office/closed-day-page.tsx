import { Paper, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import { dayBefore, shifted } from '../days.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { useMay } from '../session.js';
import { sectionsOf, type DayReading, type Figure } from './day-sections.js';
import { DriftPanel } from './drift-panel.js';

/** A business day of a store, as it was sealed or live, beside the day before and the same weekday a week before. */
export function ClosedDayPage() {
  const { t, day: dayText, moment } = useMessages();
  const { day } = useParams({ from: '/office/days/$day' });
  const { store } = useStores();
  const may = useMay();
  const storeId = store?.storeId;
  const reading = useReading(storeId, day);
  const others = [useReading(storeId, dayBefore(day)), useReading(storeId, shifted(day, -7))];
  const { data } = reading;
  return (
    <Page title={dayText(day)} about={store?.name}>
      <ProblemNote error={reading.error} />
      {data && (
        <p className="quiet">
          {data.closedAt ? t('figures.sealed-at', { at: moment(data.closedAt, store?.timeZone) }) : t('figures.live')}
        </p>
      )}
      {data && <Sections day={data} others={others.map((one) => one.data)} />}
      {data && <Numbers documents={data.figures.documents} />}
      {data?.closedAt && storeId && may('readDrift') && (
        <DriftPanel key={`${storeId}/${day}`} storeId={storeId} day={day} currency={data.currency} />
      )}
      {data?.hash && (
        <p className="quiet">
          {t('figures.hash')} <code className="break">{data.hash}</code>
        </p>
      )}
    </Page>
  );
}

function useReading(storeId: string | undefined, day: string) {
  return useQuery({
    queryKey: ['day', 'reading', storeId, day],
    queryFn: () => ask('GET /stores/{storeId}/days/{day}', { params: { storeId: storeId!, day } }),
    enabled: storeId !== undefined,
  });
}

function Sections({ day, others }: { day: DayReading; others: readonly (DayReading | undefined)[] }) {
  const { t, figure } = useMessages();
  const { currency } = day;
  const shown = (of: DayReading | undefined, { valueOf, isCount }: Figure): string => {
    const value = of && valueOf(of);
    if (value === undefined) return '–';
    return isCount ? String(value) : figure(value, currency);
  };
  const heads = [t('figures.this-day'), t('figures.day-before'), t('figures.week-before')];
  return (
    <div className="halves">
      {sectionsOf(day, t).map(({ title, figures }) => (
        <Paper withBorder p="md" key={title}>
          <h2>{title}</h2>
          <Table className="rows-stack">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('figures.figure', { currency })}</Table.Th>
                {heads.map((head) => (
                  <Table.Th key={head} className="number">
                    {head}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {figures.map((one) => (
                <Table.Tr key={one.name}>
                  <Table.Th scope="row">{one.name}</Table.Th>
                  {[day, ...others].map((of, at) => (
                    <Table.Td key={heads[at]} className="number" data-label={heads[at]}>
                      {shown(of, one)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      ))}
    </div>
  );
}

/** The numbers that were drawn on the day, by series. */
function Numbers({ documents }: { documents: DayReading['figures']['documents'] }) {
  const { t } = useMessages();
  if (documents.length === 0) return null;
  const heads = [t('figures.count'), t('figures.first'), t('figures.last')];
  return (
    <Paper withBorder p="md">
      <h2>{t('figures.numbers')}</h2>
      <Table className="rows-stack">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('figures.series')}</Table.Th>
            {heads.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {documents.map(({ series, count, first, last }) => (
            <Table.Tr key={series}>
              <Table.Th scope="row">{series}</Table.Th>
              {[count, first, last].map((value, at) => (
                <Table.Td key={heads[at]} data-label={heads[at]}>
                  {value}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
