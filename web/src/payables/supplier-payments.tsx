import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Status } from '../kit/status.js';
import { useAct } from '../kit/use-act.js';
import { useList } from '../kit/use-list.js';
import { usePeople } from '../kit/use-people.js';
import { useReason } from '../kit/use-reason.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';

type Row = Api['GET /supplier-payments']['reply']['items'][number];

/** Payments to a supplier, or of one of its bills, newest first; a wrong one is reversed here. */
export function SupplierPayments({
  title,
  query,
  currency,
}: {
  title: string;
  query: { readonly supplierId?: string; readonly billId?: string };
  currency: string;
}) {
  const { t, day, figure } = useMessages();
  const may = useMay();
  const { nameOf: personOf } = usePeople();
  const list = useList('GET /supplier-payments', { query });
  const columns: Column<Row>[] = [
    { id: 'number', head: t('bill.paid-number'), cell: ({ number }) => <bdi>{number}</bdi> },
    { id: 'day', head: t('bill.paid-day'), cell: ({ businessDay }) => day(businessDay) },
    {
      id: 'method',
      head: t('bill.pay-method'),
      cell: ({ method, reference, kind, reversedBy }) => (
        <>
          {[method ? t(`bill.pay.${method}`) : t('bill.offset'), reference].filter(Boolean).join(' · ')}{' '}
          {kind === 'reversal' && <Status tone="quiet">{t('bill.paid-reversal')}</Status>}
          {reversedBy !== undefined && <Status tone="bad">{t('bill.paid-reversed')}</Status>}
        </>
      ),
    },
    { id: 'by', head: t('payment.by'), wide: true, cell: ({ by }) => personOf(by) ?? '' },
    {
      id: 'amount',
      head: `${t('bill.gross')} ${currency}`,
      numeric: true,
      cell: ({ kind, amountMinor, currency: own }) => figure(kind === 'payment' ? amountMinor : 0 - amountMinor, own),
    },
    ...(may('paySuppliers')
      ? [
          {
            id: 'reverse',
            head: <span className="unseen">{t('bill.pay-reverse')}</span>,
            cell: ({ kind, reversedBy, supplierPaymentId, number }: Row) =>
              kind === 'payment' &&
              reversedBy === undefined && (
                <ActDialog
                  small
                  label={t('bill.pay-reverse')}
                  name={t('bill.pay-reverse-of', { number })}
                  title={t('bill.pay-reverse-of', { number })}
                >
                  {(done) => <ReversePayment supplierPaymentId={supplierPaymentId} done={done} />}
                </ActDialog>
              ),
          },
        ]
      : []),
  ];
  return (
    <section>
      <h2>{title}</h2>
      <DataTable
        label={title}
        list={list}
        columns={columns}
        rowKey={({ supplierPaymentId }) => supplierPaymentId}
        empty={t('bill.paid-none')}
      />
    </section>
  );
}

function ReversePayment({ supplierPaymentId, done }: { supplierPaymentId: string; done: () => void }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const { field, take } = useReason(t('bill.reason'));
  const reverse = useAct({
    run: (reason: string, key) =>
      ask('POST /supplier-payments/{supplierPaymentId}/reversal', {
        params: { supplierPaymentId },
        body: { reason },
        key,
      }),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['list'] });
      done();
    },
  });
  return (
    <>
      {field}
      <ProblemNote error={reverse.error} />
      <Group justify="end">
        <Button
          color="red"
          loading={reverse.isPending}
          onClick={() => {
            const reason = take();
            if (reason !== undefined) reverse.mutate(reason);
          }}
        >
          {t('bill.pay-reverse')}
        </Button>
      </Group>
    </>
  );
}
