import { IntlMessageFormat } from 'intl-messageformat';
import { useMemo } from 'react';
import { figure, money, withKnownSpaces } from '../money.js';
import { useObservable, observable } from '../observable.js';
import type { officeEn } from './office-en.js';
import type { en } from './en.js';

/** A message of the catalogues: those of every page, and those of the office, which the till does not load. */
export type MessageKey = keyof typeof en | keyof typeof officeEn;

type Catalogue = Readonly<Record<string, string>>;

/** The languages, with the direction they are written in and their catalogues, each loaded when it is needed. */
const LANGUAGES = {
  fr: {
    locale: 'fr',
    dir: 'ltr',
    every: () => import('./fr.js').then(({ fr }) => fr),
    office: () => import('./office-fr.js').then(({ officeFr }) => officeFr),
  },
  en: {
    locale: 'en-GB',
    dir: 'ltr',
    every: () => import('./en.js').then(({ en }) => en),
    office: () => import('./office-en.js').then(({ officeEn }) => officeEn),
  },
  ar: {
    locale: 'ar-DZ',
    dir: 'rtl',
    every: () => import('./ar.js').then(({ ar }) => ar),
    office: () => import('./office-ar.js').then(({ officeAr }) => officeAr),
  },
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
const parts = new Set<'every' | 'office'>(['every']);
let wanted: Language = 'fr';
let loading: Promise<void> | undefined;

/** Loads what is wanted; a later call replaces an earlier one, which then waits for it. */
function load(): Promise<void> {
  const language = wanted;
  const mine: Promise<void> = Promise.all([...parts].map((part) => LANGUAGES[language][part]())).then((catalogues) => {
    if (loading !== mine) return loading;
    current.set({ language, catalogue: Object.assign({}, ...catalogues) as Catalogue });
    document.documentElement.lang = language;
    document.documentElement.dir = LANGUAGES[language].dir;
  });
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
  wanted = next;
  await load();
  localStorage.setItem(KEY, next);
}

/** Loads the messages of the office, in the present language and in those that are chosen later. */
export function loadOfficeMessages(): Promise<void> {
  parts.add('office');
  return load();
}

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
  /** A tax rate or share in basis points. */
  percent(bps: number): string;
  day(day: string): string;
  moment(instant: string, timeZone?: string): string;
  time(instant: string, timeZone?: string): string;
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
    percent: (bps) =>
      apart(
        withKnownSpaces(
          new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(bps / 10_000),
        ),
      ),
    day: (day) => at(`${day}T12:00:00Z`, { dateStyle: 'full', timeZone: 'UTC' }),
    moment: (instant, timeZone) => at(instant, { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23', timeZone }),
    time: (instant, timeZone) => at(instant, { timeStyle: 'medium', hourCycle: 'h23', timeZone }),
  };
}

/** Messages in the language of the pages. */
export function useMessages(): Messages {
  const now = useObservable(current);
  return useMemo(() => createMessages(now.language, now.catalogue), [now]);
}
