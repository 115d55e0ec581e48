import { Button, Paper, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';

type Drift = Api['GET /stores/{storeId}/days/{day}/drift']['reply']['items'][number];
type Document = Drift['documents'][number];

/** A closed day recomputed from its records: what differs, and the documents that explain it. */
export function DriftPanel({ storeId, day, currency }: { storeId: string; day: string; currency: string }) {
  const { t } = useMessages();
  const [isAsked, setIsAsked] = useState(false);
  const drift = useQuery({
    queryKey: ['day', 'drift', storeId, day],
    queryFn: () => ask('GET /stores/{storeId}/days/{day}/drift', { params: { storeId, day } }),
    enabled: isAsked,
  });
  const report = drift.data;
  const isSound = report !== undefined && report.chainHolds && report.items.length === 0;
  return (
    <Paper withBorder p="md" className="drift">
      <div className="page-head">
        <h2>{t('figures.drift')}</h2>
        <div className="page-tools">
          <CsvButton route="GET /stores/{storeId}/days/{day}/drift" params={{ storeId, day }} query={{}} name="drift" />
          <Button
            loading={drift.isFetching}
            onClick={() => {
              if (isAsked) void drift.refetch();
              else setIsAsked(true);
            }}
          >
            {t('figures.recompute')}
          </Button>
        </div>
      </div>
      <ProblemNote error={drift.error} />
      {!report && <p className="quiet">{t('figures.drift-how')}</p>}
      {report && (
        <p role="status">
          <span className={isSound ? 'mark good' : 'mark bad'} data-testid="drift-result">
            {isSound ? t('figures.no-drift') : t('figures.drifts', { count: report.items.length })}
          </span>{' '}
          <span className="quiet">{t('figures.recomputed', { count: report.documents })}</span>
        </p>
      )}
      {report && !report.chainHolds && <p className="mark bad">{t('figures.chain-broken')}</p>}
      {report && report.items.length > 0 && <Differences items={report.items} day={day} currency={currency} />}
    </Paper>
  );
}

function Differences({ items, day, currency }: { items: readonly Drift[]; day: string; currency: string }) {
  const { t, figure } = useMessages();
  const heads = [t('figures.sealed'), t('figures.now')];
  const shown = (path: string, value: number): string =>
    /Minor$|^taxByRate|byKind/.test(path) ? figure(value, currency) : String(value);
  return (
    <Table className="rows-stack">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('figures.figure', { currency })}</Table.Th>
          {heads.map((head) => (
            <Table.Th key={head} className="number">
              {head}
            </Table.Th>
          ))}
          <Table.Th>{t('figures.explained-by')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((one) => (
          <Table.Tr key={one.figure}>
            <Table.Th scope="row">
              <code className="break">{one.figure}</code>
            </Table.Th>
            {[one.sealed, one.recomputed].map((value, at) => (
              <Table.Td key={heads[at]} className="number" data-label={heads[at]}>
                {shown(one.figure, value)}
              </Table.Td>
            ))}
            <Table.Td data-label={t('figures.explained-by')}>
              <ul className="plain">
                {one.documents.map((document) => (
                  <li key={document.id}>
                    <DocumentLink document={document} day={day} />{' '}
                    <span className="number">
                      {`${shown(one.figure, document.sealed)} → ${shown(one.figure, document.recomputed)}`}
                    </span>
                  </li>
                ))}
                {one.more > 0 && <li>{t('figures.more', { count: one.more })}</li>}
                {one.unexplained !== 0 && (
                  <li className="mark bad">
                    {t('figures.unexplained', { amount: shown(one.figure, one.unexplained) })}
                  </li>
                )}
              </ul>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Where a person finds the document: the sale itself, the journal of the day, the lists of payments and of till reports. */
function DocumentLink({ document: { kind, ref, number }, day }: { document: Document; day: string }) {
  const { t } = useMessages();
  const text = number ?? t(`figures.kind-${kind}`);
  if (kind === 'sale' || kind === 'return') {
    return (
      <Link className="link" to="/sales/$saleId" params={{ saleId: ref }}>
        {text}
      </Link>
    );
  }
  if (kind === 'entry') {
    return (
      <Link className="link" to="/journal" search={{ from: day, to: day }}>
        {text}
      </Link>
    );
  }
  return (
    <Link className="link" to={kind === 'payment' ? '/payments' : '/till-reports'}>
      {text}
    </Link>
  );
}
