import { ActionIcon, Button, NativeSelect, useMantineColorScheme, useComputedColorScheme } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { reachable } from '../api/connection.js';
import { canSee, session, signOut, type Part } from '../session.js';
import { useObservable } from '../observable.js';
import { LANGUAGE_NAMES, setLanguage, useMessages, type Language } from '../i18n/messages.js';
import { chooseStore, useStores } from './store-choice.js';

const PAGES: readonly { to: '/till' | '/sales' | '/approvals' | '/day'; part: Part }[] = [
  { to: '/till', part: 'till' },
  { to: '/sales', part: 'sales' },
  { to: '/approvals', part: 'approvals' },
  { to: '/day', part: 'day' },
];

/** The layout of every page: navigation, store, language, the person signed in, and whether the gateway can be reached. */
export function Frame() {
  const { t } = useMessages();
  const person = useObservable(session)?.person;
  return (
    <>
      <header className="frame-head">
        <span className="brand">Comptoir</span>
        <nav aria-label={t('frame.pages')}>
          {PAGES.filter(({ part }) => canSee(person?.role, part)).map(({ to, part }) => (
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
      <ConnectionBanner />
      <main>
        <Outlet />
      </main>
    </>
  );
}

function StoreSelect() {
  const { t } = useMessages();
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
  const { t, language } = useMessages();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('frame.language')}
      value={language}
      data={LANGUAGE_NAMES.map((one) => ({ ...one }))}
      onChange={(event) => setLanguage(event.currentTarget.value as Language)}
    />
  );
}

function SchemeSwitch() {
  const { t } = useMessages();
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

function ConnectionBanner() {
  const { t } = useMessages();
  const connected = useObservable(reachable);
  return (
    <div role="status" className="connection-banner" data-shown={!connected || undefined}>
      {connected ? '' : t('connection.lost')}
    </div>
  );
}
