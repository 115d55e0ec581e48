import { useMemo } from 'react';
import { figure, money, withKnownSpaces } from '../money.js';
import { useObservable, observable } from '../observable.js';
import type { officeEn } from './office-en.js';
import { en } from './en.js';
import { fr } from './fr.js';

/** A message of the catalogues: those of every page, and those of the office, which the till does not load. */
export type MessageKey = keyof typeof en | keyof typeof officeEn;

/** A language of the pages, with the direction it is written in. */
const LANGUAGES = {
  fr: { catalogue: fr, locale: 'fr', dir: 'ltr' },
  en: { catalogue: en, locale: 'en-GB', dir: 'ltr' },
} as const;

/** A language of the pages. */
export type Language = keyof typeof LANGUAGES;

/** Every language, as it names itself. */
export const LANGUAGE_NAMES: readonly { value: Language; label: string }[] = [
  { value: 'fr', label: 'Français' },
  { value: 'en', label: 'English' },
];

const added: Record<Language, Readonly<Record<string, string>>> = { fr: {}, en: {} };

/** Adds the messages of pages that are loaded later. */
export function addMessages(messages: Readonly<Record<Language, Readonly<Record<string, string>>>>): void {
  for (const { value } of LANGUAGE_NAMES) added[value] = { ...added[value], ...messages[value] };
}

const KEY = 'comptoir.language';

function initialLanguage(): Language {
  const stored = localStorage.getItem(KEY);
  if (stored === 'fr' || stored === 'en') return stored;
  return navigator.language.startsWith('en') ? 'en' : 'fr';
}

/** The language of the pages. */
export const language = observable<Language>('fr');

function applyLanguage(next: Language): void {
  language.set(next);
  document.documentElement.lang = next;
  document.documentElement.dir = LANGUAGES[next].dir;
}

/** Sets the language last used in this browser, or else the browser's own. */
export function initLanguage(): void {
  applyLanguage(initialLanguage());
}

/** Changes the language of the pages. */
export function setLanguage(next: Language): void {
  localStorage.setItem(KEY, next);
  applyLanguage(next);
}

type Values = Readonly<Record<string, string | number>>;

/** Messages, amounts, days and times in one language. */
export interface Messages {
  readonly language: Language;
  readonly dir: 'ltr' | 'rtl';
  /** The message of a key with its values; with a `count`, the form its plural takes. */
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

function createMessages(of: Language): Messages {
  const { catalogue, locale, dir } = LANGUAGES[of];
  const plural = new Intl.PluralRules(locale);
  const lookup = (key: string, values: Values = {}): string | undefined => {
    const known = (name: string): string | undefined =>
      (catalogue as Readonly<Record<string, string>>)[name] ?? added[of][name];
    const count = values['count'];
    const text = (typeof count === 'number' ? known(`${key}.${plural.select(count)}`) : undefined) ?? known(key);
    return text?.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
  const at = (instant: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options).format(new Date(instant));
  return {
    language: of,
    dir,
    lookup,
    t: (key, values) => lookup(key, values) ?? key,
    money: (minor, currency) => money(locale, minor, currency),
    figure: (minor, currency) => figure(locale, minor, currency),
    percent: (bps) =>
      withKnownSpaces(
        new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(bps / 10_000),
      ),
    day: (day) => at(`${day}T12:00:00Z`, { dateStyle: 'full', timeZone: 'UTC' }),
    moment: (instant, timeZone) => at(instant, { dateStyle: 'short', timeStyle: 'short', timeZone }),
    time: (instant, timeZone) => at(instant, { timeStyle: 'medium', timeZone }),
  };
}

/** Messages in the language of the pages. */
export function useMessages(): Messages {
  const now = useObservable(language);
  return useMemo(() => createMessages(now), [now]);
}
