import { useDocumentTitle } from '@mantine/hooks';
import { IconLayoutSidebar } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMessages } from '../i18n/messages.js';
import { useObservable } from '../observable.js';
import { session } from '../session.js';
import { TILL_BAR } from '../till-session/till-bar.js';
import { PageOutlet } from './page-outlet.js';
import { PersonTools } from './person-tools.js';
import { startPage } from './pages.js';
import { StoreSelect } from './store-select.js';

/** The till has the whole screen: no menu, only the way to the other pages. */
export function TillShell() {
  const { t } = useMessages();
  useDocumentTitle(`${t('page.till')} · Comptoir`);
  const person = useObservable(session)?.person;
  const start = person && startPage(person);
  return (
    <>
      <header className="frame-head">
        <span className="brand">Comptoir</span>
        <Link to={start === '/till' || !start ? '/sales' : start} className="nav-link">
          <IconLayoutSidebar size={18} stroke={1.5} aria-hidden />
          {t('frame.office')}
        </Link>
        <div id={TILL_BAR} className="till-bar" />
        <div className="frame-tools">
          <StoreSelect />
          <PersonTools />
        </div>
      </header>
      <PageOutlet />
    </>
  );
}
