import type { Api } from '../api/schema.js';
import type { MessageKey, Messages } from '../i18n/messages.js';

export type DayReading = Api['GET /stores/{storeId}/days/{day}']['reply'];

/** A figure of a day: its name and where it stands; amounts in minor units. */
export interface Figure {
  readonly name: string;
  readonly valueOf: (day: DayReading) => number | undefined;
  readonly isCount?: boolean;
}

/** Figures that belong together. */
export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
}

type Translate = Messages['t'];
type Row = readonly [name: MessageKey, valueOf: Figure['valueOf'], isCount?: 'count'];

const SALES: readonly Row[] = [
  ['figures.sales', ({ figures }) => figures.sales, 'count'],
  ['figures.corrections', ({ figures }) => figures.corrections, 'count'],
  ['figures.sold', ({ figures }) => figures.sold.grossMinor],
  ['figures.returned', ({ figures }) => figures.returned.grossMinor],
  ['figures.gross', ({ figures }) => figures.grossMinor],
  ['figures.discount', ({ figures }) => figures.discountNetMinor],
  ['figures.net', ({ figures }) => figures.netMinor],
  ['figures.cost', ({ figures }) => figures.costMinor],
  ['figures.margin', ({ figures }) => figures.netMinor - figures.costMinor],
];
const TILLS: readonly Row[] = [
  ['figures.sessions', ({ figures }) => figures.tills.sessions, 'count'],
  ['figures.expected', ({ figures }) => figures.tills.expectedMinor],
  ['figures.counted', ({ figures }) => figures.tills.countedMinor],
  ['figures.difference', ({ figures }) => figures.tills.differenceMinor],
];
const STOCK: readonly Row[] = [
  ['figures.stock-in', ({ figures }) => figures.stock.inMinor],
  ['figures.stock-out', ({ figures }) => figures.stock.outMinor],
];
const STOCK_END: Row = ['figures.stock-end', ({ ends }) => ends.stockMinor];
const CUSTOMERS: readonly Row[] = [
  ['figures.owed-change', ({ figures }) => figures.receivableMinor],
  ['figures.owed-end', ({ ends }) => ends.receivableMinor],
  ['figures.credit-change', ({ figures }) => figures.creditMinor],
  ['figures.credit-end', ({ ends }) => ends.creditMinor],
];
const WARRANTY: readonly Row[] = [
  ['figures.guarantees', ({ figures }) => figures.guarantees, 'count'],
  ['figures.claims-opened', ({ claims }) => claims?.opened, 'count'],
  ['figures.claims-closed', ({ claims }) => claims?.closed, 'count'],
];
const PERPETUAL: readonly Row[] = [
  ['figures.sales', ({ perpetual }) => perpetual?.sales, 'count'],
  ['figures.gross', ({ perpetual }) => perpetual?.grossMinor],
  ['figures.sold', ({ perpetual }) => perpetual?.soldGrossMinor],
  ['figures.net', ({ perpetual }) => perpetual?.netMinor],
];

/** The figures of a day in sections; means of payment, rates and kinds of movement are those that the day has. */
export function sectionsOf(day: DayReading, t: Translate): Section[] {
  const { figures } = day;
  const named = (rows: readonly Row[]): Figure[] =>
    rows.map(([name, valueOf, isCount]) => ({ name: t(name), valueOf, isCount: isCount !== undefined }));
  const means = Object.entries(figures.paid).filter(([, { inMinor, outMinor }]) => inMinor !== 0 || outMinor !== 0);
  const paid = means.flatMap(([method]): Figure[] => {
    const name = t(`means.${method}` as MessageKey);
    return [
      { name: t('figures.paid-in', { means: name }), valueOf: (of) => of.figures.paid[method]?.inMinor ?? 0 },
      { name: t('figures.paid-out', { means: name }), valueOf: (of) => of.figures.paid[method]?.outMinor ?? 0 },
    ];
  });
  const taxes = Object.keys(figures.taxByRate).map((rate): Figure => ({
    name: t('figures.tax-at', { rate: Number(rate) / 100 }),
    valueOf: (of) => of.figures.taxByRate[rate] ?? 0,
  }));
  const kinds = Object.keys(figures.stock.byKind).map((kind): Figure => ({
    name: t(`entry.${kind}` as MessageKey),
    valueOf: (of) => of.figures.stock.byKind[kind] ?? 0,
  }));
  return [
    { title: t('figures.section-sales'), figures: named(SALES) },
    { title: t('figures.section-money'), figures: paid },
    { title: t('figures.section-tax'), figures: [...taxes, ...named([['figures.tax', (of) => of.figures.taxMinor]])] },
    { title: t('figures.section-tills'), figures: named(TILLS) },
    { title: t('figures.section-stock'), figures: [...named(STOCK), ...kinds, ...named([STOCK_END])] },
    { title: t('figures.section-customers'), figures: named(CUSTOMERS) },
    { title: t('figures.section-warranty'), figures: named(WARRANTY) },
    ...(day.perpetual ? [{ title: t('figures.section-perpetual'), figures: named(PERPETUAL) }] : []),
  ].filter((section) => section.figures.length > 0);
}
