import { NativeSelect } from '@mantine/core';
import { useMessages } from '../i18n/messages.js';
import { DayFilter, type Filters } from '../kit/filters.js';
import { daysAsked, PERIOD_NAMES, usualPeriod } from './usual-periods.js';

/** The days of a report: a usual period at one choice, or any two days; both stand in the address. */
export function PeriodFilter({ filters, today }: { filters: Filters<'from' | 'to'>; today: string }) {
  const { t } = useMessages();
  const days = daysAsked(filters.values, today);
  const chosen = PERIOD_NAMES.find((name) => {
    const usual = usualPeriod(name, today);
    return usual.from === days.from && usual.to === days.to;
  });
  const shown = { ...filters, values: days };
  return (
    <>
      <NativeSelect
        label={t('period.choice')}
        value={chosen ?? ''}
        onChange={(event) => {
          const name = PERIOD_NAMES.find((one) => one === event.currentTarget.value);
          if (name) filters.setAll({ ...usualPeriod(name, today) });
        }}
        data={[
          ...PERIOD_NAMES.map((value) => ({ value, label: t(`period.${value}`) })),
          { value: '', label: t('period.other'), disabled: true },
        ]}
      />
      <DayFilter filters={shown} name="from" label={t('filter.from')} />
      <DayFilter filters={shown} name="to" label={t('filter.to')} />
    </>
  );
}
