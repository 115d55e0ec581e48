import { IntlMessageFormat } from 'intl-messageformat';
import { useMemo } from 'react';
import { MAX_QUANTITY_DECIMALS, type Unit } from '@comptoir/contracts/units';
import { figure, money, withKnownSpaces } from '../money.js';
import { useObservable, observable } from '../observable.js';

/** The parts of the catalogues: `every` is of every page; a page names the others that it shows (router.tsx). */
interface Parts {
  readonly every: typeof import('./en/every.js');
  readonly setup: typeof import('./en/setup.js');
  readonly till: typeof import('./en/till.js');
  readonly parking: typeof import('./en/parking.js');
  readonly order: typeof import('./en/order.js');
  readonly session: typeof import('./en/session.js');
  readonly payment: typeof import('./en/payment.js');
  readonly price: typeof import('./en/price.js');
  readonly variant: typeof import('./en/variant.js');
  readonly pricelist: typeof import('./en/pricelist.js');
  readonly receipt: typeof import('./en/receipt.js');
  readonly progress: typeof import('./en/progress.js');
  readonly sale: typeof import('./en/sale.js');
  readonly elsewhere: typeof import('./en/elsewhere.js');
  readonly customer: typeof import('./en/customer.js');
  readonly card: typeof import('./en/card.js');
  readonly approvals: typeof import('./en/approvals.js');
  readonly day: typeof import('./en/day.js');
  readonly audit: typeof import('./en/audit.js');
  readonly overview: typeof import('./en/overview.js');
  readonly alert: typeof import('./en/alert.js');
  readonly ages: typeof import('./en/ages.js');
  readonly view: typeof import('./en/view.js');
  readonly goods: typeof import('./en/goods.js');
  readonly correct: typeof import('./en/correct.js');
  readonly product: typeof import('./en/product.js');
  readonly category: typeof import('./en/category.js');
  readonly imports: typeof import('./en/imports.js');
  readonly labels: typeof import('./en/labels.js');
  readonly batch: typeof import('./en/batch.js');
  readonly delivery: typeof import('./en/delivery.js');
  readonly supplier: typeof import('./en/supplier.js');
  readonly purchase: typeof import('./en/purchase.js');
  readonly bill: typeof import('./en/bill.js');
  readonly webhook: typeof import('./en/webhook.js');
  readonly transfer: typeof import('./en/transfer.js');
  readonly count: typeof import('./en/count.js');
  readonly writeoff: typeof import('./en/writeoff.js');
  readonly guarantee: typeof import('./en/guarantee.js');
  readonly ledger: typeof import('./en/ledger.js');
  readonly chart: typeof import('./en/chart.js');
  readonly statement: typeof import('./en/statement.js');
  readonly period: typeof import('./en/period.js');
  readonly report: typeof import('./en/report.js');
  readonly company: typeof import('./en/company.js');
  readonly posting: typeof import('./en/posting.js');
  readonly opening: typeof import('./en/opening.js');
  readonly days: typeof import('./en/days.js');
  readonly figures: typeof import('./en/figures.js');
  readonly margin: typeof import('./en/margin.js');
  readonly store: typeof import('./en/store.js');
  readonly operations: typeof import('./en/operations.js');
}

/** A part of the catalogues. */
export type MessagePart = keyof Parts;

/** A message of the catalogues. */
export type MessageKey = { [P in MessagePart]: keyof Parts[P]['words'] }[MessagePart];

type Catalogue = Readonly<Record<string, string>>;

/** Every part in every language, each loaded when it is shown. */
const WORDS = import.meta.glob<Catalogue>('./{en,fr,ar}/*.ts', { import: 'words' });

/** The languages, with the direction they are written in. */
const LANGUAGES = {
  fr: { locale: 'fr', dir: 'ltr' },
  en: { locale: 'en-GB', dir: 'ltr' },
  ar: { locale: 'ar-DZ', dir: 'rtl' },
} as const;

/** A language of the pages. */
export type Language = keyof typeof LANGUAGES;

/** Every language, as it names itself. */
export const LANGUAGE_NAMES: readonly { value: Language; label: string }[] = [
  { value: 'fr', label: 'Français' },
  { value: 'en', label: 'English' },
  { value: 'ar', label: 'العربية' },
];

const KEY = 'comptoir.language';

function initialLanguage(): Language {
  const wanted = [localStorage.getItem(KEY), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.find((name): name is Language => name !== null && name in LANGUAGES) ?? 'fr';
}

/** The language of the pages, with its messages. */
const current = observable<{ language: Language; catalogue: Catalogue }>({ language: 'fr', catalogue: {} });
const parts = new Set<MessagePart>(['every']);
let wanted: Language = 'fr';
let loading: Promise<void> | undefined;

/** Loads what is wanted; a later call replaces an earlier one, which then waits for it. */
function load(): Promise<void> {
  const language = wanted;
  const loaded = [...parts].map((part) => WORDS[`./${language}/${part}.ts`]!());
  const mine: Promise<void> = Promise.all(loaded).then(
    (catalogues) => {
      if (loading !== mine) return loading;
      current.set({ language, catalogue: Object.assign({}, ...catalogues) as Catalogue });
      document.documentElement.lang = language;
      document.documentElement.dir = LANGUAGES[language].dir;
    },
    (error: unknown) => {
      if (loading === mine) loading = undefined; // the next call tries again
      throw error;
    },
  );
  loading = mine;
  return mine;
}

/** Sets the language last used in this browser, or else the browser's own; resolves when its messages are there. */
export function initLanguage(): Promise<void> {
  wanted = initialLanguage();
  return load();
}

/** Changes the language of the pages, once its messages are there; rejects when they cannot be loaded. */
export async function setLanguage(next: Language): Promise<void> {
  const before = wanted;
  wanted = next;
  await load().catch((error: unknown) => {
    wanted = before;
    throw error;
  });
  localStorage.setItem(KEY, next);
}

/** Loads parts of the catalogues, in the present language and in those that are chosen later. */
export function loadMessages(...more: readonly MessagePart[]): Promise<void> {
  const known = parts.size;
  for (const part of more) parts.add(part);
  return loading && parts.size === known ? loading : load();
}

/** What a quantity is counted in. */
type Measure = { readonly unit: Unit; readonly quantityDecimals: number };

type Values = Readonly<Record<string, string | number>>;

/** Messages, amounts, days and times in one language. */
export interface Messages {
  readonly language: Language;
  readonly dir: 'ltr' | 'rtl';
  /** The message of a key with its values (ICU MessageFormat); throws when one of them is missing. */
  t(key: MessageKey, values?: Values): string;
  /** The message of a key that may be missing. */
  lookup(key: string, values?: Values): string | undefined;
  money(minor: number, currency: string): string;
  figure(minor: number, currency: string): string;
  /** A quantity in the smallest unit, in the unit of its product: pieces as a number, others with their unit. */
  quantity(quantity: number, measure: Measure): string;
  /** A tax rate or share in basis points. */
  percent(bps: number): string;
  /** A day with its weekday and month in words. */
  day(day: string): string;
  /** A day in figures, for columns. */
  date(day: string): string;
  /** A month (`2026-11`) or a year (`2026`). */
  period(period: string): string;
  /** A moment in the time zone of its store; `undefined` where it belongs to no store: in the reader's. */
  moment(instant: string, timeZone: string | undefined): string;
  time(instant: string, timeZone: string | undefined): string;
}

/** Keeps a value in one piece and in its own direction within a text that is written from right to left. */
const isolated = (value: string): string => `\u2068${value}\u2069`;

function createMessages(language: Language, catalogue: Catalogue): Messages {
  const { locale, dir } = LANGUAGES[language];
  const formats = new Map<string, IntlMessageFormat>();
  const formatOf = (key: string, text: string): IntlMessageFormat => {
    const format = formats.get(key) ?? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
    formats.set(key, format);
    return format;
  };
  const lookup = (key: string, values: Values = {}): string | undefined => {
    const text = catalogue[key];
    if (!text?.includes('{')) return text;
    const placed = Object.entries(values).map(([name, value]) => [
      name,
      dir === 'rtl' && typeof value === 'string' ? isolated(value) : value,
    ]);
    return String(formatOf(key, text).format(Object.fromEntries(placed) as Values));
  };
  const apart = dir === 'rtl' ? isolated : (value: string): string => value;
  const at = (instant: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options).format(new Date(instant));
  return {
    language,
    dir,
    lookup,
    t: (key, values) => lookup(key, values) ?? key,
    money: (minor, currency) => apart(money(locale, minor, currency)),
    figure: (minor, currency) => figure(locale, minor, currency),
    quantity: (quantity, { unit, quantityDecimals }) => {
      const units = new Intl.NumberFormat(locale, { maximumFractionDigits: MAX_QUANTITY_DECIMALS });
      const figures = withKnownSpaces(units.format(quantity / 10 ** quantityDecimals));
      return unit === 'piece' ? figures : apart(`${figures}\u00A0${lookup(`unit.${unit}`)}`);
    },
    percent: (bps) =>
      apart(
        withKnownSpaces(
          new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(bps / 10_000),
        ),
      ),
    day: (day) => at(`${day}T12:00:00Z`, { dateStyle: 'full', timeZone: 'UTC' }),
    date: (day) => at(`${day}T12:00:00Z`, { dateStyle: 'short', timeZone: 'UTC' }),
    period: (period) =>
      period.includes('-') ? at(`${period}-15T12:00:00Z`, { month: 'long', year: 'numeric', timeZone: 'UTC' }) : period,
    moment: (instant, timeZone) => at(instant, { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23', timeZone }),
    time: (instant, timeZone) => at(instant, { timeStyle: 'medium', hourCycle: 'h23', timeZone }),
  };
}

/** Messages in the language of the pages. */
export function useMessages(): Messages {
  const now = useObservable(current);
  return useMemo(() => createMessages(now.language, now.catalogue), [now]);
}
