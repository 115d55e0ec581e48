import { Paper, Title } from '@mantine/core';
import { useIsMutating, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Sale } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { sees, session } from '../session.js';
import { PrintButtons } from '../till/receipt-panel.js';
import { useWatched } from '../watched.js';
import { useWords } from '../words/words.js';
import { Documents, Ledger } from './sale-records.js';
import { SaleLines } from './sale-lines.js';
import { Story } from './story.js';
import { TakeBack } from './take-back.js';

/** One sale: what was sold and from where, what it brought, its documents, its entries and its story. */
export function SalePage() {
  const { saleId } = useParams({ from: '/sales/$saleId' });
  const { t } = useWords();
  const sale = useQuery({
    queryKey: ['sales', saleId],
    queryFn: () => ask('GET /sales/{saleId}', { params: { saleId } }),
  });
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
  const { t, moment } = useWords();
  const role = useWatched(session)?.person.role;
  const busy = useIsMutating({ mutationKey: ['take-back', sale.saleId] }) > 0;
  const story = useQuery({
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
        <div className="page-tools">
          <PrintButtons sale={sale} />
        </div>
      </div>
      <p className="quiet">
        {[
          moment(sale.soldAt, sale.store.timeZone),
          sale.store.name,
          sale.customer.kind === 'walkIn' ? t('till.walk-in') : sale.customer.name,
          t(`role.${sale.soldBy.role as 'owner'}`),
        ].join(' · ')}
      </p>
      <SaleLines sale={sale} costs={sees(role, 'costs')} />
      <div className="halves">
        <div className="stack">
          <Documents sale={sale} />
          {sees(role, 'costs') && <Ledger sale={sale} />}
          {sees(role, 'takeBack') && sale.state === 'final' && (
            <TakeBack key={sale.revision} sale={sale} mayCancel={sees(role, 'cancel')} />
          )}
        </div>
        <Paper withBorder className="stories">
          <h2>{t('story.title')}</h2>
          <ProblemNote error={story.error} />
          {story.data?.items.map((saga) => (
            <Story key={saga.sagaId} saga={saga} timeZone={sale.store.timeZone} />
          ))}
        </Paper>
      </div>
    </>
  );
}
