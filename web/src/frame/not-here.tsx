import { Link } from '@tanstack/react-router';
import { useMessages } from '../i18n/messages.js';
import { useObservable } from '../observable.js';
import { session } from '../session.js';
import { startPage } from './pages.js';

/** What is said where a page is not, or not for this person, with the way back. */
export function NotHere({ reason }: { reason: 'unknown' | 'forbidden' }) {
  const { t } = useMessages();
  const person = useObservable(session)?.person;
  return (
    <div className="page not-here" role="alert">
      <h1>{t(`not-here.${reason}`)}</h1>
      <p className="quiet">{t(`not-here.${reason}-how`)}</p>
      <p>
        <Link className="link" to={person ? startPage(person) : '/sign-in'}>
          {t('not-here.back')}
        </Link>
      </p>
    </div>
  );
}
