import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import type { Delivery } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { CorrectDelivery } from './correct-delivery.js';
import { ReturnToSupplier } from './return-to-supplier.js';

/** What may be done about a delivery: its bill is entered, and goods of it go back. */
export function DeliveryActs({ delivery, nameOf }: { delivery: Delivery; nameOf: (productId: string) => string }) {
  const { t } = useMessages();
  const may = useMay();
  const { deliveryId, supplierId, supplierName = '' } = delivery;
  return (
    <>
      {may('recordSupplierBills') && (
        <>
          <Button component={Link} to="/supplier-bills/new" search={{ deliveryId } as never}>
            {t('bill.new')}
          </Button>
          <Button
            component={Link}
            variant="default"
            to="/supplier-bills/new"
            search={{ deliveryId, extra: 'true' } as never}
          >
            {t('bill.carrier')}
          </Button>
        </>
      )}
      {may('correctDeliveries') && (
        <ActDialog label={t('correct.act')} title={t('correct.now')}>
          {(done) => (
            <CorrectDelivery
              delivery={delivery}
              nameOf={nameOf}
              done={() => {
                notifications.show({ message: t('correct.done') });
                done();
              }}
            />
          )}
        </ActDialog>
      )}
      {supplierId !== undefined && may('returnToSuppliers') && (
        <ActDialog label={t('bill.return')} title={t('bill.return-title', { name: supplierName })}>
          {(done) => (
            <ReturnToSupplier
              delivery={delivery}
              nameOf={nameOf}
              done={(number) => {
                notifications.show({ message: t('bill.return-done', { number }) });
                done();
              }}
            />
          )}
        </ActDialog>
      )}
    </>
  );
}
