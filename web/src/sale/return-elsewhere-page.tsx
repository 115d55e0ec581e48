import { Button, Group, Paper, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { totalsOf, totalsOfReturn } from '@comptoir/contracts/money';
import { payOut } from '@comptoir/contracts/refund';
import { ask } from '../api/client.js';
import type { Correction, ReceiptSale, Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { useMoneyChanged } from '../payment/money-changed.js';
import { SessionChoice, useCashSession } from '../payment/session-choice.js';
import { submitCorrection, type CorrectionRequest } from './correction-request.js';
import { refundGiven, type Refund } from './refund.js';
import { useRefundText } from './refund-text.js';
import { TakeBackFields, useTakeBack } from './take-back-fields.js';

/** What another store pays out by. */
type Means = (typeof MEANS)[number];
const MEANS = ['cash', 'card', 'transfer', 'cheque', 'account'] as const;

/** Takes back what another store of the company sold, by the number of the receipt. */
export function ReturnElsewherePage() {
  const { t } = useMessages();
  const navigate = useNavigate();
  const { number = '' } = useSearch({ strict: false }) as { number?: string };
  const { store } = useStores();
  const [text, setText] = useState(number);
  const [made, setMade] = useState<Correction>();
  const sale = useQuery({
    queryKey: ['returns', 'sale', number, store?.storeId],
    queryFn: () => ask('GET /returns/sale', { query: { number, storeId: store!.storeId } }),
    enabled: store !== undefined && number !== '',
    retry: false,
  });
  return (
    <Page title={t('elsewhere.title')} about={store?.name}>
      <form
        className="find-sale"
        onSubmit={(event) => {
          event.preventDefault();
          setMade(undefined);
          const wanted = text.trim().toUpperCase();
          if (wanted !== '') void navigate({ to: '/returns', search: { number: wanted } as never });
        }}
      >
        <TextInput
          label={t('elsewhere.number')}
          description={t('elsewhere.how')}
          autoFocus
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <ProblemNote error={sale.error} />
      </form>
      {made && <Done correction={made} />}
      {sale.data && store && <Receipt key={sale.data.revision} sale={sale.data} store={store} onDone={setMade} />}
    </Page>
  );
}

/** What was given back, and the number of the credit note. */
function Done({ correction }: { correction: Correction }) {
  const { t } = useMessages();
  const refundText = useRefundText();
  return (
    <Paper withBorder className="records" role="status">
      <p>{t('elsewhere.done', { number: correction.creditNoteNumber ?? '' })}</p>
      <p className="strong">{refundText('given', refundGiven(correction), correction.currency).join(' · ')}</p>
    </Paper>
  );
}

/** The lines of the sale, and the return of some of them. */
function Receipt({
  sale,
  store,
  onDone,
}: {
  sale: ReceiptSale;
  store: Store;
  onDone: (correction: Correction) => void;
}) {
  const { t } = useMessages();
  const moneyChanged = useMoneyChanged();
  const refundText = useRefundText();
  const session = useCashSession(store.storeId);
  const typed = useTakeBack<Means>(sale, 'cash');
  const { quantities, reason, refundTo, lines } = typed;
  const back = useMutation({
    mutationKey: ['take-back', sale.saleId],
    mutationFn: (request: CorrectionRequest) => submitCorrection(request),
    onSuccess: onDone,
    onSettled: moneyChanged,
  });
  const lacksTill = refundTo === 'cash' && session.sessionId === undefined;
  const ready = lines.length > 0 && reason.trim() !== '' && !lacksTill && sale.state === 'final';
  return (
    <Paper withBorder className="records">
      <h2>{t('elsewhere.sold-in', { store: sale.soldIn.name, day: sale.businessDay })}</h2>
      <Stack gap="sm">
        <TakeBackFields
          lines={sale.lines.map((line) => ({ ...line, left: line.leftQuantity }))}
          typed={typed}
          refunds={MEANS.filter((value) => value !== 'account' || sale.mayCredit)}
          disabled={back.isPending}
        />
        {refundTo === 'cash' && <SessionChoice session={session} />}
        {lines.length > 0 && (
          <output className="refund-due" data-testid="refund-due">
            {refundText('due', refundAt(store, sale, quantities, refundTo), sale.currency).join(' · ')}
          </output>
        )}
        <ProblemNote error={back.error} />
        <Group justify="end">
          <Button
            disabled={!ready}
            loading={back.isPending}
            onClick={() =>
              back.mutate({
                kind: 'return',
                saleId: sale.saleId,
                revision: sale.revision,
                reason: reason.trim(),
                refundTo,
                ...(refundTo === 'cash' ? { tillSessionId: session.sessionId } : {}),
                elsewhere: { storeId: store.storeId, number: sale.number },
                lines,
              })
            }
          >
            {t('back.take')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

/** What goes back for units that come back, by line id: in the coins of the store that pays. */
function refundAt(
  store: Store,
  sale: ReceiptSale,
  quantities: Readonly<Record<string, number>>,
  refundTo: Means,
): Refund {
  const { grossMinor } = totalsOf(
    sale.lines.map((line) => totalsOfReturn(line, line.quantity - line.leftQuantity, quantities[line.saleLineId] ?? 0)),
  );
  if (refundTo === 'account') return { refunds: [], creditMinor: grossMinor, settledMinor: 0 };
  return { refunds: [payOut({ method: refundTo, amountMinor: grossMinor }, store)], creditMinor: 0, settledMinor: 0 };
}
