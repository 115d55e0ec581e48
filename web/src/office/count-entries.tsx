import { Button, Paper, Stack, Table, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ask, newKey } from '../api/client.js';
import type { CountEntry, Product, StockCount } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useZoneOf } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { useList } from '../kit/use-list.js';
import { usePeople } from '../kit/use-people.js';
import { useMay } from '../session.js';
import { untilAnswered } from '../till/look-up.js';
import { CountField } from './count-field.js';
import { useProductNames } from './use-product-names.js';

/** An entry that was refused: of which product, and why. */
interface Refused {
  readonly name: string;
  readonly error: unknown;
}

/** Counting: the field, and what was entered last, on whatever device. */
export function CountEntries({ count }: { count: StockCount }) {
  const { t, quantity: shown } = useMessages();
  const queries = useQueryClient();
  const may = useMay();
  const { stockCountId } = count;
  const [place, setPlace] = useState('');
  const [last, setLast] = useState<{ readonly product: Product; readonly quantity: number }>();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const tail = useRef<Promise<unknown>>(Promise.resolve());
  /** Sends what was counted after all that was counted before; a lost answer is asked for again under the same key. */
  const enter = (product: Product, quantity: number): void => {
    setLast({ product, quantity });
    const { productId, name } = product;
    const body = { productId, quantity, ...(place.trim() === '' ? {} : { place: place.trim() }) };
    const key = newKey();
    const send = () => ask('POST /stock-counts/{stockCountId}/entries', { params: { stockCountId }, body, key });
    tail.current = tail.current
      .then(() => untilAnswered(new AbortController().signal, send))
      .catch((error: unknown) => setRefused((before) => [...before, { name, error }]))
      .then(() => queries.invalidateQueries({ queryKey: ['list', 'GET /stock-counts/{stockCountId}/entries'] }));
  };
  const entries = useList('GET /stock-counts/{stockCountId}/entries', { params: { stockCountId } });
  return (
    <Stack>
      {may('countStock') && (
        <Paper withBorder p="md" className="form">
          <Stack>
            <CountField onCounted={enter} />
            <p role="status" className="count-last">
              {last && t('count.added', { quantity: shown(last.quantity, last.product), name: last.product.name })}
            </p>
            {refused.map(({ name, error }, at) => (
              <div key={at}>
                <p>{t('count.not-entered', { name })}</p>
                <ProblemNote error={error} />
              </div>
            ))}
            <TextInput
              label={t('count.place')}
              maxLength={60}
              value={place}
              onChange={(event) => setPlace(event.currentTarget.value)}
            />
          </Stack>
        </Paper>
      )}
      <EntryTable entries={entries.rows} storeId={count.storeId} />
      <ProblemNote error={entries.error} />
    </Stack>
  );
}

function EntryTable({ entries, storeId }: { entries: readonly CountEntry[]; storeId: string }) {
  const { t, moment, quantity: shown } = useMessages();
  const zone = useZoneOf()(storeId);
  const may = useMay();
  const { nameOf: personOf } = usePeople();
  const nameOf = useProductNames(entries.map(({ productId }) => productId));
  const withdrawn = new Set(entries.map(({ withdraws }) => withdraws));
  if (entries.length === 0) return <p className="quiet">{t('count.none-entered')}</p>;
  return (
    <section aria-label={t('count.entries')}>
      <h2>{t('count.entries')}</h2>
      <Table className="rows-stack">
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.entryId}>
              <Table.Td>{nameOf(entry.productId)}</Table.Td>
              <Table.Td className="number" data-label={t('count.counted')}>
                {entry.withdraws ? '−' : ''}
                {shown(entry.quantity, entry)}
              </Table.Td>
              <Table.Td className="quiet">
                {[entry.place, moment(entry.enteredAt, zone), personOf(entry.enteredBy)].filter(Boolean).join(' · ')}
              </Table.Td>
              <Table.Td>
                {withdrawn.has(entry.entryId) && <span className="quiet">{t('count.withdrawn')}</span>}
                {!entry.withdraws && !withdrawn.has(entry.entryId) && may('countStock') && (
                  <Withdraw entry={entry} name={nameOf(entry.productId)} />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Withdraw({ entry: { stockCountId, entryId }, name }: { entry: CountEntry; name: string }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const withdraw = useAct({
    run: (_: undefined, key) =>
      ask('POST /stock-counts/{stockCountId}/entries/{entryId}/withdraw', {
        params: { stockCountId, entryId },
        body: {},
        key,
      }),
    onDone: () => queries.invalidateQueries({ queryKey: ['list', 'GET /stock-counts/{stockCountId}/entries'] }),
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('count.withdraw-of', { name })}
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate(undefined)}
      >
        {t('count.withdraw')}
      </Button>
      <ProblemNote error={withdraw.error} />
    </>
  );
}
