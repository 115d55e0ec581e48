import { Button, Group, Paper, Table } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Facts } from '../kit/facts.js';
import { Page } from '../kit/page.js';
import { PrintButton } from '../kit/print-button.js';
import { Status } from '../kit/status.js';
import { useAct } from '../kit/use-act.js';
import { usePeople } from '../kit/use-people.js';
import { useReason } from '../kit/use-reason.js';
import { useProductNames } from '../office/use-product-names.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import type { Bill } from './paper-rows.js';
import { SupplierPayments } from './supplier-payments.js';

/** A bill or a credit note of a supplier: what was ordered, received and billed, and how it was paid. */
export function SupplierBillPage() {
  const { t } = useMessages();
  const may = useMay();
  const { billId } = useParams({ from: '/office/supplier-bills/$billId' });
  const { data: bill, error } = useQuery({
    queryKey: ['supplier-bill', billId],
    queryFn: () => ask('GET /supplier-bills/{billId}', { params: { billId } }),
  });
  const mayChange = bill && !bill.reversed && may('recordSupplierBills');
  return (
    <Page
      title={bill ? `${t(`bill.${bill.kind}`)} ${bill.number}` : t('bill.bill')}
      about={bill?.reversed && <Status tone="bad">{t('bill.reversed', { reason: bill.reversed.reason })}</Status>}
      tools={
        bill && (
          <>
            {mayChange && bill.kind === 'bill' && (
              <Button
                component={Link}
                variant="default"
                to="/supplier-bills/credit"
                search={{ billId: bill.billId } as never}
              >
                {t('bill.credit')}
              </Button>
            )}
            {mayChange && (
              <ActDialog label={t('bill.reverse')} title={t('bill.reverse')}>
                {(done) => <Reverse billId={billId} done={done} />}
              </ActDialog>
            )}
            <PrintButton print={() => window.print()} />
          </>
        )
      }
    >
      <ProblemNote error={error} />
      {bill && (
        <>
          <BillFacts bill={bill} />
          <BillLines bill={bill} />
          <SupplierPayments title={t('bill.payments')} query={{ billId }} currency={bill.currency} />
        </>
      )}
    </Page>
  );
}

function BillFacts({ bill }: { bill: Bill }) {
  const { t, day, moment, money } = useMessages();
  const { stores } = useStores();
  const { nameOf: personOf } = usePeople();
  const store = stores.find(({ storeId }) => storeId === bill.storeId);
  const amount = (minor: number): string => money(minor, bill.currency);
  const shownIf = (minor: number): string | undefined => (minor === 0 ? undefined : amount(minor));
  return (
    <>
      <p>
        <Link className="link" to="/suppliers/$supplierId" params={{ supplierId: bill.supplierId }}>
          {bill.supplierName}
        </Link>{' '}
        <span className="quiet">{store?.name}</span>
      </p>
      <Facts
        facts={[
          [t('bill.day'), day(bill.billDay)],
          [t('bill.due'), bill.dueDay && day(bill.dueDay)],
          [
            t('bill.recorded'),
            [moment(bill.recordedAt, store?.timeZone), personOf(bill.recordedBy)].filter(Boolean).join(' · '),
          ],
          [t('bill.net'), amount(bill.netMinor)],
          ...bill.taxes.map(
            ({ taxRateBps, taxMinor }) => [`${t('bill.tax')} ${taxRateBps / 100} %`, amount(taxMinor)] as const,
          ),
          [t('bill.gross'), amount(bill.grossMinor)],
          [t('bill.is-difference'), shownIf(bill.differenceMinor)],
          [t('bill.to-stock'), shownIf(bill.toStockMinor)],
          [t('bill.to-cost'), shownIf(bill.toCostMinor)],
          [t('bill.not-received'), shownIf(bill.notReceivedMinor)],
        ]}
      />
    </>
  );
}

function BillLines({ bill }: { bill: Bill }) {
  const { t, figure, quantity: shown } = useMessages();
  const { currency } = bill;
  const nameOf = useProductNames(bill.lines.flatMap(({ productId }) => productId ?? []));
  return (
    <section>
      <h2>{t('bill.what')}</h2>
      <Paper withBorder p="md">
        <Table className="rows-stack">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('line.product')}</Table.Th>
              <Table.Th className="number">{t('bill.ordered')}</Table.Th>
              <Table.Th className="number">{t('bill.received')}</Table.Th>
              <Table.Th className="number">{t('bill.billed')}</Table.Th>
              <Table.Th className="number">{t('bill.amount', { currency })}</Table.Th>
              <Table.Th className="number">{t('bill.difference', { currency })}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {bill.lines.map((line, index) => {
              const { unit = 'piece', quantityDecimals = 0, productId, deliveryId, ordered, received } = line;
              const of = (quantity: number | undefined): string =>
                quantity === undefined ? '–' : shown(quantity, { unit, quantityDecimals });
              const name = productId === undefined ? (line.label ?? '') : nameOf(productId);
              const title = line.kind === 'goods' || line.kind === 'extra' ? name : t(`bill.${line.kind}`, { name });
              return (
                <Table.Tr key={index}>
                  <Table.Td>
                    {deliveryId === undefined ? (
                      title
                    ) : (
                      <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId }}>
                        {title}
                      </Link>
                    )}
                  </Table.Td>
                  <Table.Td className="number" data-label={t('bill.ordered')}>
                    {of(ordered?.quantity)}
                  </Table.Td>
                  <Table.Td className="number" data-label={t('bill.received')}>
                    {of(received?.quantity)}
                  </Table.Td>
                  <Table.Td className="number" data-label={t('bill.billed')}>
                    {of(line.quantity)}
                  </Table.Td>
                  <Table.Td className="number" data-label={t('bill.amount', { currency })}>
                    {figure(line.netMinor, currency)}
                  </Table.Td>
                  <Table.Td className="number" data-label={t('bill.difference', { currency })}>
                    {line.differenceMinor === 0 ? '–' : figure(line.differenceMinor, currency)}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Paper>
    </section>
  );
}

function Reverse({ billId, done }: { billId: string; done: () => void }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const { field, take } = useReason(t('bill.reason'));
  const reverse = useAct({
    run: (reason: string, key) =>
      ask('POST /supplier-bills/{billId}/reversal', { params: { billId }, body: { reason }, key }),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['supplier-bill', billId] });
      await queries.invalidateQueries({ queryKey: ['billing'] });
      await queries.invalidateQueries({ queryKey: ['list'] });
      done();
    },
  });
  return (
    <>
      <p>{t('bill.reverse-how')}</p>
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
          {t('bill.reverse')}
        </Button>
      </Group>
    </>
  );
}
