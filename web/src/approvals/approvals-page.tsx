import { Button, Group, Paper, SimpleGrid, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ask, newKey } from '../api/client.js';
import type { Order } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';

/** Sales that wait for a manager. */
export function ApprovalsPage() {
  const { t } = useMessages();
  const { store, stores } = useStores();
  const waiting = useQuery({
    queryKey: ['orders', 'pending'],
    queryFn: () => ask('GET /orders', { query: { state: 'pendingApproval' } }),
    refetchInterval: 15_000,
  });
  const own = waiting.data?.items.filter((order) => stores.some((one) => one.storeId === order.storeId));
  return (
    <div className="page">
      <Title order={1} size="h2">
        {t('page.approvals')}
      </Title>
      <ProblemNote error={waiting.error} />
      {own?.length === 0 && (
        <p className="quiet" role="status">
          {t('approvals.none')}
        </p>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {own?.map((order) => {
          const at = stores.find((one) => one.storeId === order.storeId) ?? store;
          return (
            <Waiting key={order.orderId} order={order} storeName={at?.name ?? ''} timeZone={at?.timeZone ?? 'UTC'} />
          );
        })}
      </SimpleGrid>
    </div>
  );
}

function Waiting({ order, storeName, timeZone }: { order: Order; storeName: string; timeZone: string }) {
  const { t, money, figure, time } = useMessages();
  const queries = useQueryClient();
  const keys = useRef({ approve: newKey(), reject: newKey() });
  const [note, setNote] = useState('');
  const decide = useMutation({
    mutationFn: (yes: boolean) => {
      const asked = { params: { orderId: order.orderId }, body: note.trim() ? { note: note.trim() } : {} };
      return yes
        ? ask('POST /orders/{orderId}/approve', { ...asked, key: keys.current.approve })
        : ask('POST /orders/{orderId}/reject', { ...asked, key: keys.current.reject });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  const { priced, approval } = order;
  if (!priced || !approval) return null;
  const { costMinor, marginMinor } = approval;
  return (
    <Paper
      withBorder
      className="waiting-order"
      component="article"
      aria-label={t('approvals.one', { store: storeName })}
    >
      <div className="page-head">
        <h2>{money(priced.grossMinor, priced.currency)}</h2>
        <span className="quiet">
          {storeName} · {t('approvals.until', { time: time(approval.deadline, timeZone) })}
        </span>
      </div>
      <ul className="reasons">
        {approval.reasons.map((reason) => (
          <li key={`${reason.code}${reason.lineId ?? ''}`}>{t(`reason.${reason.code}`)}</li>
        ))}
      </ul>
      <ul className="plain">
        {priced.lines.map((line) => (
          <li key={line.lineId}>
            <span>
              {line.quantity} × {line.name}
            </span>
            <span className="number">
              {t('approvals.price', {
                price: figure(line.unitPriceMinor, priced.currency),
                min: figure(line.priceMinMinor, priced.currency),
                max: figure(line.priceMaxMinor, priced.currency),
              })}
            </span>
          </li>
        ))}
      </ul>
      <dl className="totals">
        <div>
          <dt>{t('total.net')}</dt>
          <dd>{money(priced.netMinor, priced.currency)}</dd>
        </div>
        {costMinor !== undefined && marginMinor !== undefined && (
          <>
            <div>
              <dt>{t('line.cost')}</dt>
              <dd>{money(costMinor, priced.currency)}</dd>
            </div>
            <div className="grand">
              <dt>{t('approvals.margin')}</dt>
              <dd>
                <span className={marginMinor < 0 ? 'mark bad' : 'mark good'}>
                  {money(marginMinor, priced.currency)}
                </span>
              </dd>
            </div>
          </>
        )}
      </dl>
      {order.taxFreeReason && <p>{t('approvals.tax-free', { reason: order.taxFreeReason })}</p>}
      {order.note && <p>{t('approvals.note-of', { note: order.note })}</p>}
      <TextInput
        label={t('approvals.note')}
        maxLength={500}
        value={note}
        onChange={(event) => {
          keys.current = { approve: newKey(), reject: newKey() }; // another note is another answer
          setNote(event.currentTarget.value);
        }}
      />
      <ProblemNote error={decide.error} />
      <Group justify="end" mt="md">
        <Button variant="outline" color="red" disabled={decide.isPending} onClick={() => decide.mutate(false)}>
          {t('approvals.reject')}
        </Button>
        <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
          {t('approvals.approve')}
        </Button>
      </Group>
    </Paper>
  );
}
