import { ActionIcon, Button, NativeSelect, useMantineColorScheme, useComputedColorScheme } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { reachable } from '../api/link.js';
import { sees, session, signOut, type Part } from '../session.js';
import { useWatched } from '../watched.js';
import { LANGUAGE_NAMES, speak, useWords, type Language } from '../words/words.js';
import { chooseStore, useStores } from './store-choice.js';

const PAGES: readonly { to: '/till' | '/sales' | '/approvals' | '/day'; part: Part }[] = [
  { to: '/till', part: 'till' },
  { to: '/sales', part: 'sales' },
  { to: '/approvals', part: 'approvals' },
  { to: '/day', part: 'day' },
];

/** What every page stands in: where one can go, which store, who, and whether the gateway is there. */
export function Frame() {
  const { t } = useWords();
  const person = useWatched(session)?.person;
  return (
    <>
      <header className="frame-head">
        <span className="brand">Comptoir</span>
        <nav aria-label={t('frame.pages')}>
          {PAGES.filter(({ part }) => sees(person?.role, part)).map(({ to, part }) => (
            <Link key={to} to={to} className="nav-link">
              {t(`page.${part as 'till' | 'sales' | 'approvals' | 'day'}`)}
            </Link>
          ))}
        </nav>
        <div className="frame-tools">
          {person && <StoreSelect />}
          <LanguageSelect />
          <SchemeSwitch />
          {person && (
            <Button size="compact-sm" variant="default" onClick={signOut}>
              {t('frame.sign-out', { name: t(`role.${person.role as 'owner'}`) })}
            </Button>
          )}
        </div>
      </header>
      <LinkNote />
      <main>
        <Outlet />
      </main>
    </>
  );
}

function StoreSelect() {
  const { t } = useWords();
  const { stores, store } = useStores();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('frame.store')}
      value={store?.storeId ?? ''}
      onChange={(event) => chooseStore(event.currentTarget.value)}
      data={stores.map(({ storeId, name }) => ({ value: storeId, label: name }))}
      className="store-select"
    />
  );
}

/** Chooses the language of the pages. */
export function LanguageSelect() {
  const { t, language } = useWords();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('frame.language')}
      value={language}
      data={LANGUAGE_NAMES.map((one) => ({ ...one }))}
      onChange={(event) => speak(event.currentTarget.value as Language)}
    />
  );
}

function SchemeSwitch() {
  const { t } = useWords();
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light');
  const other = now === 'light' ? 'dark' : 'light';
  return (
    <ActionIcon
      variant="default"
      aria-label={t(`frame.${other}`)}
      title={t(`frame.${other}`)}
      onClick={() => setColorScheme(other)}
    >
      <span aria-hidden>{now === 'light' ? '☾' : '☀'}</span>
    </ActionIcon>
  );
}

function LinkNote() {
  const { t } = useWords();
  const there = useWatched(reachable);
  return (
    <div role="status" className="link-note" data-shown={!there || undefined}>
      {there ? '' : t('link.gone')}
    </div>
  );
}
