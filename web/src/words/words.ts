import { useMemo } from 'react';
import { figure, money } from '../money.js';
import { useWatched, watched } from '../watched.js';
import { en } from './en.js';
import { fr } from './fr.js';

/** A message of the catalogues. */
export type Word = keyof typeof en;

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

const KEY = 'comptoir.language';

function first(): Language {
  const kept = localStorage.getItem(KEY);
  if (kept === 'fr' || kept === 'en') return kept;
  return navigator.language.startsWith('en') ? 'en' : 'fr';
}

/** The language of the pages. */
export const language = watched<Language>('fr');

function tell(next: Language): void {
  language.set(next);
  document.documentElement.lang = next;
  document.documentElement.dir = LANGUAGES[next].dir;
}

/** Begins in the language this browser was used in last. */
export function beginLanguage(): void {
  tell(first());
}

/** Speaks another language from now on. */
export function speak(next: Language): void {
  localStorage.setItem(KEY, next);
  tell(next);
}

type Values = Readonly<Record<string, string | number>>;

/** Words, amounts, days and times in one language. */
export interface Words {
  readonly language: Language;
  readonly dir: 'ltr' | 'rtl';
  /** The message of a key with its values; with a `count`, the form its plural takes. */
  t(word: Word, values?: Values): string;
  /** The message of a key that may be missing. */
  maybe(word: string, values?: Values): string | undefined;
  money(minor: number, currency: string): string;
  figure(minor: number, currency: string): string;
  /** A tax rate or share in basis points. */
  percent(bps: number): string;
  day(day: string): string;
  moment(instant: string, timeZone?: string): string;
  time(instant: string, timeZone?: string): string;
}

function makeWords(of: Language): Words {
  const { catalogue, locale, dir } = LANGUAGES[of];
  const plural = new Intl.PluralRules(locale);
  const maybe = (word: string, values: Values = {}): string | undefined => {
    const known = catalogue as Readonly<Record<string, string>>;
    const count = values['count'];
    const text = (typeof count === 'number' ? known[`${word}.${plural.select(count)}`] : undefined) ?? known[word];
    return text?.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
  const at = (instant: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options).format(new Date(instant));
  return {
    language: of,
    dir,
    maybe,
    t: (word, values) => maybe(word, values) ?? word,
    money: (minor, currency) => money(locale, minor, currency),
    figure: (minor, currency) => figure(locale, minor, currency),
    percent: (bps) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(bps / 10_000),
    day: (day) => at(`${day}T12:00:00Z`, { dateStyle: 'full', timeZone: 'UTC' }),
    moment: (instant, timeZone) => at(instant, { dateStyle: 'short', timeStyle: 'short', timeZone }),
    time: (instant, timeZone) => at(instant, { timeStyle: 'medium', timeZone }),
  };
}

/** Words in the language of the pages. */
export function useWords(): Words {
  const now = useWatched(language);
  return useMemo(() => makeWords(now), [now]);
}
