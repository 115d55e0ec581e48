import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { CountLine, StockCount } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useReason } from '../kit/use-reason.js';
import { parseAmount } from '../money.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { useProductNames } from './use-product-names.js';
import { useCountAct } from './use-stock-count.js';

interface ActProps {
  readonly count: StockCount;
  readonly done: () => void;
}

/** What may be done about a stock count as it stands. */
export function StockCountActs({ count }: { count: StockCount }) {
  const { t } = useMessages();
  const may = useMay();
  const { state } = count;
  const mayCount = may('countStock');
  return (
    <>
      {mayCount && state === 'open' && (
        <ActDialog label={t('count.end')} title={t('count.end')}>
          {(done) => <End count={count} done={done} />}
        </ActDialog>
      )}
      {may('postStockCounts') && state === 'inReview' && (
        <ActDialog label={t('count.post')} title={t('count.post')}>
          {(done) => <Post count={count} done={done} />}
        </ActDialog>
      )}
      {mayCount && (state === 'open' || state === 'inReview') && (
        <ActDialog label={t('count.cancel')} title={t('count.cancel')}>
          {(done) => <Cancel count={count} done={done} />}
        </ActDialog>
      )}
    </>
  );
}

function End({ count: { stockCountId, revision }, done }: ActProps) {
  const { t } = useMessages();
  const end = useCountAct(
    (_: undefined, key) =>
      ask('POST /stock-counts/{stockCountId}/review', { params: { stockCountId }, body: { revision }, key }),
    done,
  );
  return (
    <>
      <p>{t('count.end-how')}</p>
      <ProblemNote error={end.error} />
      <Group justify="end">
        <Button data-autofocus loading={end.isPending} onClick={() => end.mutate(undefined)}>
          {t('count.end')}
        </Button>
      </Group>
    </>
  );
}

function Cancel({ count: { stockCountId }, done }: ActProps) {
  const { t } = useMessages();
  const { field, take } = useReason(t('count.reason'));
  const cancel = useCountAct(
    (reason: string, key) =>
      ask('POST /stock-counts/{stockCountId}/cancel', { params: { stockCountId }, body: { reason }, key }),
    done,
  );
  return (
    <>
      {field}
      <ProblemNote error={cancel.error} />
      <Group justify="end">
        <Button
          color="red"
          loading={cancel.isPending}
          onClick={() => {
            const reason = take();
            if (reason !== undefined) cancel.mutate(reason);
          }}
        >
          {t('count.cancel')}
        </Button>
      </Group>
    </>
  );
}

/** All lines of a count that are to be decided by whoever posts it. */
async function linesShown(stockCountId: string, show: 'uncertain' | 'unpriced'): Promise<CountLine[]> {
  const lines: CountLine[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await ask('GET /stock-counts/{stockCountId}/lines', {
      params: { stockCountId },
      query: { show, limit: '200', ...(cursor === undefined ? {} : { cursor }) },
    });
    lines.push(...page.items);
    cursor = page.nextCursor;
    more = cursor !== undefined;
  }
  return lines;
}

function Post({ count, done }: ActProps) {
  const { t } = useMessages();
  const { stockCountId, revision, currency } = count;
  const { data, error } = useQuery({
    queryKey: ['stock-count', stockCountId, 'to-decide', revision],
    queryFn: async () => ({
      uncertain: (await linesShown(stockCountId, 'uncertain')).map(({ productId }) => productId),
      unpriced: (await linesShown(stockCountId, 'unpriced')).map(({ productId }) => productId),
    }),
  });
  const [uncounted, setUncounted] = useState<'leave' | 'zero'>('leave');
  const [isAccepted, setAccepted] = useState(false);
  const [costs, setCosts] = useState<Readonly<Record<string, string>>>({});
  const nameOf = useProductNames(data?.unpriced ?? []);
  const post = useCountAct(
    (_: undefined, key) =>
      ask('POST /stock-counts/{stockCountId}/post', {
        params: { stockCountId },
        key,
        body: {
          revision,
          uncounted,
          acceptUncertain: isAccepted ? (data?.uncertain ?? []) : [],
          costs: Object.entries(costs).flatMap(([productId, text]) => {
            const costMinor = parseAmount(text, currency);
            return costMinor === undefined ? [] : [{ productId, costMinor }];
          }),
        },
      }),
    done,
  );
  if (!data) return <ProblemNote error={error} />;
  const isPriced = data.unpriced.every((productId) => parseAmount(costs[productId] ?? '', currency) !== undefined);
  return (
    <>
      <p>{t('count.post-how')}</p>
      <NativeSelect
        label={t('count.uncounted')}
        value={uncounted}
        onChange={(event) => setUncounted(event.currentTarget.value as 'leave' | 'zero')}
        data={(['leave', 'zero'] as const).map((value) => ({ value, label: t(`count.uncounted.${value}`) }))}
      />
      {data.uncertain.length > 0 && (
        <Checkbox
          label={t('count.accept', { count: data.uncertain.length })}
          checked={isAccepted}
          onChange={(event) => setAccepted(event.currentTarget.checked)}
        />
      )}
      {data.unpriced.map((productId) => (
        <TextInput
          key={productId}
          label={t('count.cost-of', { name: nameOf(productId) })}
          inputMode="decimal"
          value={costs[productId] ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setCosts((before) => ({ ...before, [productId]: value }));
          }}
        />
      ))}
      <ProblemNote error={post.error} />
      <Group justify="end">
        <Button
          loading={post.isPending}
          disabled={!isPriced || (data.uncertain.length > 0 && !isAccepted)}
          onClick={() => post.mutate(undefined)}
        >
          {t('count.post')}
        </Button>
      </Group>
    </>
  );
}
