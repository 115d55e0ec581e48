import { SimpleGrid } from '@mantine/core';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { useApprovalsWaiting } from './approvals-waiting.js';
import { WaitingOrder } from './waiting-order.js';

/** Sales that wait for a manager. */
export function ApprovalsPage() {
  const { t } = useMessages();
  const { stores } = useStores();
  const { waiting, error } = useApprovalsWaiting();
  return (
    <Page title={t('page.approvals')}>
      <ProblemNote error={error} />
      {waiting?.length === 0 && (
        <p className="quiet" role="status">
          {t('bell.none')}
        </p>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {waiting?.map((order) => {
          const store = stores.find((one) => one.storeId === order.storeId);
          return store && <WaitingOrder key={order.orderId} order={order} store={store} />;
        })}
      </SimpleGrid>
    </Page>
  );
}
