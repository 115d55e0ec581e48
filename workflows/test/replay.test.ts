import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import proto from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DECIDE_APPROVAL, SAGAS } from '@comptoir/contracts';
import { readConfig } from '@comptoir/kit';
import { testSettings } from '@comptoir/kit/test-settings';
import { eventually } from '@comptoir/kit/testing';
import { startSagaTestEnvironment, workflowsPath, type SagaTestEnvironment } from './saga-test-environment.js';

/**
 * Stored histories of every way a saga can go, replayed over today's workflow code: a change that would not go on where
 * a running saga stands is red here. When such a change is wanted, it is versioned with `patched`, and its new history
 * is recorded beside the old one: COMPTOIR_RECORD_HISTORIES=1 npm test -- workflows/test/replay
 */
const folder = new URL('./histories/', import.meta.url);
const { History } = proto.temporal.api.history.v1;
const EVENTS = proto.temporal.api.enums.v1.EventType;
const manager = { id: 'usr_manager', role: 'manager' };

const ways: Record<
  string,
  (bench: SagaTestEnvironment) => Promise<{ workflowId: string; result(): Promise<unknown> }>
> = {
  'checkout-sold': async (bench) => (await bench.checkout()).handle,
  'checkout-no-stock': async (bench) =>
    (await bench.checkout((shop) => shop.faults.set('hold', { kind: 'refuse' }))).handle,
  'checkout-post-refused': async (bench) =>
    (await bench.checkout((shop) => shop.faults.set('post', { kind: 'refuse' }))).handle,
  'checkout-invoice-late': async (bench) =>
    (await bench.checkout((shop) => shop.faults.set('invoice', { kind: 'flaky', times: 3 }))).handle,
  'checkout-approved': (bench) => decided(bench, true),
  'checkout-rejected': (bench) => decided(bench, false),
  'correction-done': async (bench) => (await bench.correction()).handle,
  'correction-refused': async (bench) =>
    (await bench.correction((shop) => shop.faults.set('void', { kind: 'refuse' }))).handle,
  'drafts-expired': async (bench) =>
    (
      await bench.expireDrafts((shop) => {
        shop.idleDrafts = 150;
      })
    ).handle,
  'expiring-warned': async (bench) =>
    (
      await bench.warnExpiring((shop) => {
        shop.expiringBatches = 250;
      })
    ).handle,
  'day-closed': async (bench) => (await bench.closeDay('2026-03-01')).handle,
  'day-refused': async (bench) =>
    (await bench.closeDay('2026-03-01', (shop) => shop.faults.set('closeDay', { kind: 'refuse' }))).handle,
  'day-waits-for-warranty': async (bench) =>
    (await bench.closeDay('2026-03-01', (shop) => shop.faults.set('countClaims', { kind: 'flaky', times: 6 }))).handle,
  'days-closed': async (bench) =>
    (
      await bench.closeDueDays((shop) => {
        shop.openDays = ['2026-03-01', '2026-03-02'];
      })
    ).handle,
  'order-cancelled-while-waiting': async (bench) => {
    const { shop, input, handle } = await bench.checkout((one) => {
      one.approvalNeeded = true;
    });
    await eventually(() => expect(shop.order.state).toBe('pendingApproval'));
    shop.order.sagaId = handle.workflowId;
    return bench.start(SAGAS.orderCancellation, `order-cancellation/${input.orderId}/record`, {
      orderId: input.orderId,
      storeId: input.storeId,
      reasonId: 'txt_test',
      refundTo: 'cash',
      giveUpAfterSeconds: 3,
      mayCancelSale: true,
      actor: manager,
      ids: { correctionId: 'cor_x', creditNoteId: 'inv_x' },
    });
  },
};

async function decided(bench: SagaTestEnvironment, approved: boolean) {
  const { shop, handle } = await bench.checkout((one) => {
    one.approvalNeeded = true;
  });
  await eventually(() => expect(shop.order.state).toBe('pendingApproval'));
  await eventually(() => handle.executeUpdate(DECIDE_APPROVAL, { args: [{ approved, by: manager }] }));
  return handle;
}

function storedHistory(file: string) {
  const { workflowId, history } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
    workflowId: string;
    history: string;
  };
  return { workflowId, history: History.decode(Buffer.from(history, 'base64')) };
}

async function record(): Promise<void> {
  const bench = await startSagaTestEnvironment();
  mkdirSync(folder, { recursive: true });
  for (const [name, run] of Object.entries(ways)) {
    const file = new URL(`${name}.json`, folder);
    if (existsSync(file)) continue;
    const handle = await run(bench);
    await handle.result();
    const history = await bench.client.workflow.getHandle(handle.workflowId).fetchHistory();
    writeFileSync(
      file,
      `${JSON.stringify({ workflowId: handle.workflowId, events: (history.events ?? []).map((event) => EVENTS[event.eventType ?? 0]), history: Buffer.from(History.encode(history).finish()).toString('base64') }, null, 1)}\n`,
    );
  }
  await bench.stop();
}

if (readConfig(testSettings).COMPTOIR_RECORD_HISTORIES === '1') await record();
else Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

const stored = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];

test('every way a saga can go has a stored history', () => {
  expect(stored.map((file) => file.replace('.json', ''))).toEqual(expect.arrayContaining(Object.keys(ways)));
});

describe('today’s workflow code goes on where the stored history stands', () => {
  test.each(stored)('%s', async (file) => {
    const { workflowId, history } = storedHistory(file);
    await Worker.runReplayHistory({ workflowsPath, replayName: file }, history, workflowId);
  });

  test('and one that does not fit is reported', async () => {
    const { workflowId, history } = storedHistory('checkout-sold.json');
    const started = history.events[0]?.workflowExecutionStartedEventAttributes;
    if (!started) throw new Error('the history does not begin');
    started.workflowType = { name: SAGAS.correction };
    await expect(Worker.runReplayHistory({ workflowsPath }, history, workflowId)).rejects.toMatchObject({
      name: 'DeterminismViolationError',
    });
  });
});
