import { Paper, Title } from '@mantine/core';
import { useIsMutating, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useDocumentTitle } from '@mantine/hooks';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Sale } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { usePeople } from '../kit/use-people.js';
import { useMay } from '../session.js';
import { useMessages } from '../i18n/messages.js';
import { SalePayments } from '../payment/sale-payments.js';
import { Corrections } from './corrections.js';
import { PrintButtons, usePrinter } from './print.js';
import { useSaleDocuments } from './sale-documents.js';
import { Documents, Ledger } from './sale-records.js';
import { SaleLines } from './sale-lines.js';
import { Progress } from './progress.js';
import { TakeBack } from './take-back.js';

/** One sale: what was sold and from where, its margin, documents, journal entries and progress. */
export function SalePage() {
  const { saleId } = useParams({ from: '/office/sales/$saleId' });
  const { t } = useMessages();
  const sale = useQuery({
    queryKey: ['sales', saleId],
    queryFn: () => ask('GET /sales/{saleId}', { params: { saleId } }),
  });
  const title = sale.data ? t('sale.title', { number: sale.data.invoiceNumber ?? '…' }) : t('page.sale');
  useDocumentTitle(`${title} · Comptoir`);
  return (
    <div className="page">
      <ProblemNote error={sale.error} />
      {sale.data ? (
        <Whole sale={sale.data} />
      ) : (
        <>
          <Title order={1} size="h2">
            {t('page.sale')}
          </Title>
          <Paper withBorder className="waiting" aria-busy="true" />
        </>
      )}
    </div>
  );
}

function Whole({ sale }: { sale: Sale }) {
  const { t, moment } = useMessages();
  const may = useMay();
  const { nameOf } = usePeople();
  const busy = useIsMutating({ mutationKey: ['take-back', sale.saleId] }) > 0;
  const { documents, guarantee, error } = useSaleDocuments(sale);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const printer = usePrinter({ documents, guarantee, timeZone: sale.store.timeZone, fresh });
  const progress = useQuery({
    queryKey: ['sales', sale.saleId, 'progress'],
    queryFn: () => ask('GET /sales/{saleId}/progress', { params: { saleId: sale.saleId } }),
    refetchInterval: busy || sale.state === 'posting' || sale.state === 'correcting' ? 300 : false,
  });
  return (
    <>
      <div className="page-head">
        <Title order={1} size="h2">
          {t('sale.title', { number: sale.invoiceNumber ?? '…' })}
        </Title>
        <span className={sale.state === 'final' ? 'mark good' : 'mark warn'} data-testid="sale-state">
          {t(`sale.${sale.state}`)}
        </span>
        <div className="page-tools">{documents[0] && <PrintButtons document={documents[0]} printer={printer} />}</div>
      </div>
      <p className="quiet">
        {[
          moment(sale.soldAt, sale.store.timeZone),
          sale.store.name,
          sale.customer.kind === 'walkIn' ? t('document.walk-in') : sale.customer.name,
          nameOf(sale.soldBy.id) ?? t(`role.${sale.soldBy.role as 'owner'}`),
        ].join(' · ')}
      </p>
      <SaleLines sale={sale} costs={may('seeCosts')} />
      <div className="halves">
        <div className="stack">
          <Documents documents={documents} guarantee={guarantee} error={error} printer={printer} />
          <SalePayments sale={sale} />
          <Corrections sale={sale} />
          {may('seeCosts') && <Ledger sale={sale} />}
          {may('returnGoods') && sale.state === 'final' && (
            <TakeBack
              key={sale.revision}
              sale={sale}
              mayCancel={may('cancelSales')}
              onCredited={(creditNoteId) => setFresh((known) => new Set([...known, creditNoteId]))}
            />
          )}
        </div>
        <Paper withBorder className="progress-list">
          <h2>{t('progress.title')}</h2>
          <ProblemNote error={progress.error} />
          {progress.data?.items.map((saga) => (
            <Progress key={saga.sagaId} saga={saga} timeZone={sale.store.timeZone} />
          ))}
        </Paper>
      </div>
      {printer.sheet}
    </>
  );
}
