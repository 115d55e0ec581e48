import { Button, Group, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { PurchaseOrder, PurchaseOrderCard } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { useReason } from '../kit/use-reason.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { isReceiving } from './purchase-order-state.js';

/** What may be done about a purchase order as it stands. */
export function PurchaseOrderActs({ order }: { order: PurchaseOrderCard }) {
  const { t } = useMessages();
  const may = useMay();
  const { purchaseOrderId, state } = order;
  const mayChange = may('changePurchaseOrders');
  return (
    <>
      {mayChange && state === 'draft' && (
        <Button
          component={Link}
          variant="default"
          to="/purchase-orders/$purchaseOrderId/change"
          params={{ purchaseOrderId } as never}
        >
          {t('purchase.change')}
        </Button>
      )}
      {mayChange && state === 'draft' && (
        <ActDialog label={t('purchase.send')} title={t('purchase.send')}>
          {(done) => <Send order={order} done={done} />}
        </ActDialog>
      )}
      {may('receiveDeliveries') && isReceiving(state) && (
        <Button component={Link} to="/deliveries/new" search={{ purchaseOrderId } as never}>
          {t('purchase.receive')}
        </Button>
      )}
      {mayChange && (state === 'partlyReceived' || state === 'received') && (
        <ActDialog label={t('purchase.close')} title={t('purchase.close')}>
          {(done) =>
            state === 'received' ? <Close order={order} done={done} /> : <CloseShort order={order} done={done} />
          }
        </ActDialog>
      )}
      {mayChange && (state === 'draft' || state === 'sent') && (
        <ActDialog label={t('purchase.cancel')} title={t('purchase.cancel')}>
          {(done) => <Cancel order={order} done={done} />}
        </ActDialog>
      )}
    </>
  );
}

interface ActProps {
  readonly order: PurchaseOrderCard;
  readonly done: () => void;
}

/** An act on an order, after which what pages know of it is read again. */
function useOrderAct<Input>(run: (input: Input, key: string) => Promise<PurchaseOrder>, done: () => void) {
  const queries = useQueryClient();
  return useAct({
    run,
    onDone: async ({ purchaseOrderId }) => {
      await queries.invalidateQueries({ queryKey: ['purchase-order', purchaseOrderId] });
      await queries.invalidateQueries({ queryKey: ['list'] });
      done();
    },
  });
}

function Send({ order: { purchaseOrderId, revision }, done }: ActProps) {
  const { t } = useMessages();
  const send = useOrderAct(
    (_: undefined, key) =>
      ask('POST /purchase-orders/{purchaseOrderId}/send', { params: { purchaseOrderId }, body: { revision }, key }),
    done,
  );
  return (
    <>
      <p>{t('purchase.send-how')}</p>
      <ProblemNote error={send.error} />
      <Group justify="end">
        <Button data-autofocus loading={send.isPending} onClick={() => send.mutate(undefined)}>
          {t('purchase.send')}
        </Button>
      </Group>
    </>
  );
}

function Cancel({ order: { purchaseOrderId }, done }: ActProps) {
  const { t } = useMessages();
  const { field, take } = useReason(t('purchase.reason'));
  const cancel = useOrderAct(
    (reason: string, key) =>
      ask('POST /purchase-orders/{purchaseOrderId}/cancel', { params: { purchaseOrderId }, body: { reason }, key }),
    done,
  );
  return (
    <>
      {field}
      <ProblemNote error={cancel.error} />
      <Group justify="end">
        <Button
          color="red"
          loading={cancel.isPending}
          onClick={() => {
            const reason = take();
            if (reason !== undefined) cancel.mutate(reason);
          }}
        >
          {t('purchase.cancel')}
        </Button>
      </Group>
    </>
  );
}

function useClose({ order: { purchaseOrderId }, done }: ActProps) {
  return useOrderAct(
    (reason: string | undefined, key) =>
      ask('POST /purchase-orders/{purchaseOrderId}/close', {
        params: { purchaseOrderId },
        body: reason === undefined ? {} : { reason },
        key,
      }),
    done,
  );
}

function CloseShort(props: ActProps) {
  const { t } = useMessages();
  const { field, take } = useReason(t('purchase.reason'));
  const close = useClose(props);
  return (
    <>
      <p>{t('purchase.close-short')}</p>
      {field}
      <ProblemNote error={close.error} />
      <Group justify="end">
        <Button
          loading={close.isPending}
          onClick={() => {
            const reason = take();
            if (reason !== undefined) close.mutate(reason);
          }}
        >
          {t('purchase.close')}
        </Button>
      </Group>
    </>
  );
}

function Close(props: ActProps) {
  const { t } = useMessages();
  const [reason, setReason] = useState('');
  const close = useClose(props);
  return (
    <>
      <p>{t('purchase.close-how')}</p>
      <TextInput
        label={t('purchase.reason')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={close.error} />
      <Group justify="end">
        <Button data-autofocus loading={close.isPending} onClick={() => close.mutate(reason.trim() || undefined)}>
          {t('purchase.close')}
        </Button>
      </Group>
    </>
  );
}
