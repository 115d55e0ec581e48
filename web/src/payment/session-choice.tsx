import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMessages } from '../i18n/messages.js';
import { useMay } from '../session.js';
import { deviceTillIn, tillsOf, type Till } from '../till-session/device-till.js';

/** The open session that cash goes through. */
export interface CashSession {
  readonly sessionId: string | undefined;
  /** The open tills of the store; undefined until they are read. */
  readonly open: readonly Till[] | undefined;
  readonly choose: (sessionId: string) => void;
}

/** The session of this device's till, or the one that the person chooses among the open tills of the store. */
export function useCashSession(storeId: string): CashSession {
  const may = useMay();
  const [chosen, setChosen] = useState('');
  const { data } = useQuery({ ...tillsOf(storeId), enabled: may('useTills') });
  const open = data?.items.filter((one) => one.openSession);
  const own = data && deviceTillIn(storeId, data.items)?.openSession?.sessionId;
  const isOpen = open?.some((one) => one.openSession?.sessionId === chosen);
  return { sessionId: isOpen ? chosen : own, open, choose: setChosen };
}

/** Chooses the till that cash goes through; says so where none is open. */
export function SessionChoice({ session: { sessionId, open, choose } }: { session: CashSession }) {
  const { t } = useMessages();
  if (open?.length === 0) {
    return (
      <p className="mark warn" role="status">
        {t('payment.session-none')}
      </p>
    );
  }
  return (
    <NativeSelect
      label={t('payment.session')}
      value={sessionId ?? ''}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        ...(sessionId === undefined ? [{ value: '', label: t('payment.session-choose') }] : []),
        ...(open ?? []).map((one) => ({ value: one.openSession!.sessionId, label: `${one.name} (${one.till})` })),
      ]}
    />
  );
}
