import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Paper, useDirection } from '@mantine/core';
import { useMessages } from '../i18n/messages.js';
import { decimalsOf } from '../money.js';

/** A group of bars: what it is called, and an amount of each series in minor units; undefined where there is none. */
export interface BarGroup {
  readonly name: string;
  readonly amounts: readonly (number | undefined)[];
}

const COLORS = ['cyan.9', 'gray.5'];

/** Amounts as bars, from right to left where the page is; the same figures as a table for who cannot see them. */
export function Bars({
  title,
  series,
  groups,
  currency,
}: {
  title: string;
  series: readonly string[];
  groups: readonly BarGroup[];
  currency: string;
}) {
  const { figure, money } = useMessages();
  const { dir } = useDirection();
  const unit = 10 ** decimalsOf(currency);
  const isReversed = dir === 'rtl';
  const data = groups.map(({ name, amounts }) => ({
    name,
    ...Object.fromEntries(series.map((one, at) => [one, (amounts[at] ?? 0) / unit])),
  }));
  return (
    <Paper withBorder p="md">
      <h2>{title}</h2>
      <div aria-hidden dir="ltr" className="bars">
        <BarChart
          h={240}
          data={data}
          dataKey="name"
          series={series.map((name, at) => ({ name, color: COLORS[at % COLORS.length]! }))}
          valueFormatter={(value) => figure(Math.round(value * unit), currency)}
          withLegend={series.length > 1}
          xAxisProps={{ reversed: isReversed }}
          yAxisProps={{ width: 100, orientation: isReversed ? 'right' : 'left' }}
          barChartProps={{ accessibilityLayer: false }} // hidden from those who read the table below
        />
      </div>
      <div className="unseen">
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <td />
              {series.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ name, amounts }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {series.map((one, at) => (
                  <td key={one}>{money(amounts[at] ?? 0, currency)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Paper>
  );
}
