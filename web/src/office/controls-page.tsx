import { AuditPanel } from '../day/audit-panel.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';

/** The last control of the books, with both sides of every equation; it can be run again. */
export function ControlsPage() {
  const { t } = useMessages();
  const { store } = useStores();
  return (
    <Page title={t('page.controls')}>
      <AuditPanel timeZone={store?.timeZone ?? 'UTC'} />
    </Page>
  );
}
