import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Transfer, TransferCard } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { useReason } from '../kit/use-reason.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { isOnTheRoad } from './transfer-state.js';
import { useSides, useTransferAct } from './use-transfer.js';

/** What may be done about a transfer as it stands, by the people of each of its stores. */
export function TransferActs({ transfer }: { transfer: TransferCard }) {
  const { t } = useMessages();
  const may = useMay();
  const { sends, receives } = useSides(transfer);
  const { transferId, state, revision } = transfer;
  const params = { transferId };
  const [ships, takesIn] = [sends && may('shipTransfers'), receives && may('receiveTransfers')];
  return (
    <>
      {ships && state === 'requested' && (
        <Button component={Link} to="/transfers/$transferId/ship" params={params as never}>
          {t('transfer.ship')}
        </Button>
      )}
      {takesIn && isOnTheRoad(state) && (
        <Button component={Link} to="/transfers/$transferId/receive" params={params as never}>
          {t('transfer.receive')}
        </Button>
      )}
      {ships && state === 'requested' && (
        <WithReason
          name="transfer.refuse"
          run={(reason, key) => ask('POST /transfers/{transferId}/refuse', { params, body: { reason }, key })}
        />
      )}
      {receives && may('requestTransfers') && state === 'requested' && (
        <WithReason
          name="transfer.cancel"
          run={(reason, key) => ask('POST /transfers/{transferId}/cancel', { params, body: { reason }, key })}
        />
      )}
      {ships && state === 'shipped' && (
        <WithReason
          name="transfer.return"
          how="transfer.return-how"
          run={(reason, key) => ask('POST /transfers/{transferId}/return', { params, body: { reason }, key })}
        />
      )}
      {takesIn && isOnTheRoad(state) && (
        <WithReason
          name="transfer.lose-rest"
          how="transfer.lose-rest-how"
          run={(reason, key) =>
            ask('POST /transfers/{transferId}/lose-rest', { params, body: { revision, reason }, key })
          }
        />
      )}
      {takesIn && state === 'received' && (
        <ActDialog label={t('transfer.close')} title={t('transfer.close')}>
          {(done) => <Close transferId={transferId} done={done} />}
        </ActDialog>
      )}
    </>
  );
}

/** An act that needs a reason: its button and its dialog. */
function WithReason({
  name,
  how,
  run,
}: {
  name: MessageKey;
  how?: MessageKey;
  run: (reason: string, key: string) => Promise<Transfer>;
}) {
  const { t } = useMessages();
  return (
    <ActDialog label={t(name)} title={t(name)}>
      {(done) => <Reasoned name={name} run={run} done={done} {...(how === undefined ? {} : { how })} />}
    </ActDialog>
  );
}

function Reasoned({
  name,
  how,
  run,
  done,
}: {
  name: MessageKey;
  how?: MessageKey;
  run: (reason: string, key: string) => Promise<Transfer>;
  done: () => void;
}) {
  const { t } = useMessages();
  const { field, take } = useReason(t('transfer.reason'));
  const act = useTransferAct(run, done);
  return (
    <>
      {how && <p>{t(how)}</p>}
      {field}
      <ProblemNote error={act.error} />
      <Group justify="end">
        <Button
          color="red"
          loading={act.isPending}
          onClick={() => {
            const reason = take();
            if (reason !== undefined) act.mutate(reason);
          }}
        >
          {t(name)}
        </Button>
      </Group>
    </>
  );
}

function Close({ transferId, done }: { transferId: string; done: () => void }) {
  const { t } = useMessages();
  const close = useTransferAct(
    (_: undefined, key) => ask('POST /transfers/{transferId}/close', { params: { transferId }, body: {}, key }),
    done,
  );
  return (
    <>
      <p>{t('transfer.close-how')}</p>
      <ProblemNote error={close.error} />
      <Group justify="end">
        <Button data-autofocus loading={close.isPending} onClick={() => close.mutate(undefined)}>
          {t('transfer.close')}
        </Button>
      </Group>
    </>
  );
}
