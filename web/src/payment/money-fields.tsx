import { NativeSelect, TextInput } from '@mantine/core';
import { useMessages } from '../i18n/messages.js';
import type { Method } from './methods.js';
import { SessionChoice, type CashSession } from './session-choice.js';

/** How money comes in or goes out, as it is typed. */
export interface TypedMeans {
  readonly method: Method;
  readonly reference: string;
}

/** The means with its reference; for cash the till. */
export function MeansFields({
  label,
  typed: { method, reference },
  methods,
  type,
  session,
}: {
  label: string;
  typed: TypedMeans;
  methods: readonly Method[];
  type: (next: TypedMeans) => void;
  session: CashSession;
}) {
  const { t } = useMessages();
  return (
    <>
      <NativeSelect
        label={label}
        value={method}
        onChange={(event) => type({ method: event.currentTarget.value as Method, reference })}
        data={methods.map((value) => ({ value, label: t(`means.${value}`) }))}
      />
      {method === 'cash' && <SessionChoice session={session} />}
      {method !== 'cash' && method !== 'credit' && (
        <TextInput
          label={t('payment.reference')}
          maxLength={60}
          value={reference}
          onChange={(event) => type({ method, reference: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** The means for the gateway: a reference where one was typed and can be one, the till for cash. */
export function meansOf({ method, reference }: TypedMeans, { sessionId }: CashSession) {
  const named =
    method === 'cash' || method === 'credit' || reference.trim() === '' ? {} : { reference: reference.trim() };
  return { method, ...named, ...(sessionId === undefined ? {} : { tillSessionId: sessionId }) };
}

/** Whether cash is asked for and no till is there that it could go through. */
export function lacksTill({ method }: TypedMeans, { sessionId }: CashSession): boolean {
  return method === 'cash' && sessionId === undefined;
}
