import { useMessages } from '../i18n/messages.js';

/** The first thing that Tab reaches: past the navigation, to the content of the page. */
export function SkipLink() {
  const { t } = useMessages();
  return (
    <a className="skip-link" href="#content">
      {t('frame.skip')}
    </a>
  );
}
