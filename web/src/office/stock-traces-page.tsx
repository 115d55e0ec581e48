import { Button, Group, Paper, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { TracedDocument } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { BatchTracePanel } from './batch-trace.js';

/** A batch followed both ways, found by a number that is scanned or typed. */
export function StockTracesPage() {
  const { t } = useMessages();
  const filters = useFilters<'number' | 'batchId'>();
  const { number = '', batchId } = filters.values;
  const [typed, setTyped] = useState(number);
  const { data, error } = useQuery({
    queryKey: ['stock-traces', number],
    queryFn: () => ask('GET /stock-traces', { query: { number } }),
    enabled: number !== '',
  });
  const found = data?.items ?? [];
  const only = found.length === 1 && found[0]!.batches.length === 1 ? found[0]!.batches[0]!.batchId : undefined;
  const chosen = batchId ?? only;
  return (
    <Page title={t('page.stock-traces')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          filters.setAll({ number: typed.trim(), batchId: '' });
        }}
      >
        <Group align="end">
          <TextInput
            label={t('goods.number')}
            value={typed}
            maxLength={60}
            miw="22rem"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" disabled={typed.trim() === ''}>
            {t('page.stock-traces')}
          </Button>
        </Group>
      </form>
      <ProblemNote error={error} />
      {number === '' && batchId === undefined && <p className="quiet">{t('goods.type-number')}</p>}
      {data && found.length === 0 && <p className="quiet">{t('goods.nothing-found')}</p>}
      {only === undefined && found.map((one) => <Found key={one.id} found={one} />)}
      {chosen !== undefined && <BatchTracePanel batchId={chosen} />}
    </Page>
  );
}

/** A document with the batches of its goods; each leads to its trace. */
function Found({ found }: { found: TracedDocument }) {
  const { t, quantity } = useMessages();
  const filters = useFilters<'number' | 'batchId'>();
  return (
    <Paper withBorder p="md">
      <h2>
        {t(`goods.found.${found.kind}`)} <bdi>{found.number ?? found.id}</bdi>
      </h2>
      <ul>
        {found.batches.map((batch) => (
          <li key={batch.batchId}>
            <Link className="link" to="/stock-traces" search={{ ...filters.values, batchId: batch.batchId }}>
              {batch.name}
            </Link>{' '}
            {quantity(batch.quantity, batch)} <bdi className="quiet">{batch.batchId}</bdi>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
