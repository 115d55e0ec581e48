import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SAGAS, type CorrectionResult, type OrderCancellationResult, type SagaOutcome } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { eventually } from '@comptoir/kit/testing';
import { startSagaTestEnvironment, type SagaTestEnvironment } from './saga-test-environment.js';

let bench: SagaTestEnvironment;
beforeAll(async () => {
  bench = await startSagaTestEnvironment();
}, 60_000);
afterAll(async () => {
  await bench.stop();
});

type Outcome = SagaOutcome<CorrectionResult>;
const DONE = { sale: ['cancelled'], corrections: ['final'], guarantees: ['void'], returned: 3, creditNotes: 1 };
const UNDONE = { sale: ['final'], corrections: ['abandoned'], guarantees: ['active'], returned: 0, creditNotes: 0 };

test('a cancellation: everything comes back, once', async () => {
  const { shop, handle } = await bench.correction();
  expect((await handle.result()) as Outcome).toMatchObject({
    status: 'done',
    result: { saleState: 'cancelled', creditNoteNumber: 'A-1' },
  });
  expect(shop.corrected()).toEqual(DONE);
});

describe('every step', () => {
  test.each(['begin', 'void', 'reverse'])('%s is refused: the sale is as it was', async (step) => {
    const { shop, handle } = await bench.correction((one) => one.faults.set(step, { kind: 'refuse' }));
    expect((await handle.result()) as Outcome).toMatchObject({
      status: 'refused',
      refusal: { code: `${step}.refused` },
    });
    expect(shop.corrected()).toEqual(UNDONE);
  });

  test('before the pivot takes effect but never answers: it is undone', async () => {
    const runs = await Promise.all(
      ['begin', 'void'].map((step) => bench.correction((one) => one.faults.set(step, { kind: 'silent' }))),
    );
    for (const { shop, handle } of runs) {
      expect((await handle.result()) as Outcome).toMatchObject({
        status: 'refused',
        refusal: { code: 'saga.gave-up' },
      });
      expect(shop.corrected()).toEqual(UNDONE);
    }
  }, 60_000);

  test.each(['reverse', 'return', 'creditNote', 'finalizeCorrection'])(
    '%s takes effect but its first answers are lost: done, once',
    async (step) => {
      const { shop, handle } = await bench.correction((one) => one.faults.set(step, { kind: 'silent', times: 3 }));
      expect((await handle.result()) as Outcome).toMatchObject({ status: 'done' });
      expect(shop.corrected()).toEqual(DONE);
    },
  );

  test.each(['begin', 'void', 'reverse', 'return', 'creditNote', 'finalizeCorrection'])(
    'the saga is cancelled at %s: all or nothing',
    async (step) => {
      const { shop, handle } = await bench.correction();
      shop.onStep = async (name) => {
        if (name === step) await handle.cancel();
      };
      const outcome = (await handle.result()) as Outcome;
      expect(shop.corrected()).toEqual(outcome.status === 'done' ? DONE : UNDONE);
    },
  );

  test.each(['abandon', 'reinstate'])('the undo %s fails twice: it is tried until it is done', async (undo) => {
    const { shop, handle } = await bench.correction((one) => {
      one.faults.set('reverse', { kind: 'refuse' });
      one.faults.set(undo, { kind: 'flaky', times: 2 });
    });
    expect((await handle.result()) as Outcome).toMatchObject({ status: 'refused' });
    expect(shop.corrected()).toEqual(UNDONE);
  });
});

test.each(['return', 'creditNote', 'finalizeCorrection'])(
  '%s is refused at first: it is tried again until it is done',
  async (step) => {
    const { shop, handle } = await bench.correction((one) => one.faults.set(step, { kind: 'refuse', times: 1 }));
    expect((await handle.result()) as Outcome).toMatchObject({ status: 'done' });
    expect(shop.corrected()).toEqual(DONE);
  },
);

describe('cancelling an order', () => {
  const cancellation = (orderId: string, mayCancelSale: boolean) => ({
    orderId,
    storeId: mint('store'),
    reasonId: 'txt_test',
    refundTo: 'cash',
    giveUpAfterSeconds: 3,
    mayCancelSale,
    actor: { id: 'usr_test', role: 'manager' },
    ids: { correctionId: mint('correction'), creditNoteId: mint('invoice') },
  });
  const cancel = async (orderId: string, mayCancelSale = true): Promise<SagaOutcome<OrderCancellationResult>> => {
    const handle = await bench.start(
      SAGAS.orderCancellation,
      `order-cancellation/${orderId}/test`,
      cancellation(orderId, mayCancelSale),
    );
    return (await handle.result()) as SagaOutcome<OrderCancellationResult>;
  };

  test('whose checkout waits for a manager: the checkout is undone and the Draft cancelled', async () => {
    const { shop, input, handle } = await bench.checkout((one) => {
      one.approvalNeeded = true;
    });
    await eventually(() => expect(shop.order.state).toBe('pendingApproval'));
    shop.order.sagaId = handle.workflowId;
    expect(await cancel(input.orderId)).toMatchObject({ status: 'done', result: { orderId: input.orderId } });
    expect(shop.leftNothing()).toEqual({
      order: 'cancelled',
      available: 10,
      openHolds: 0,
      sales: 0,
      invoices: 0,
      guarantees: 0,
    });
  });

  test('whose checkout does not stop for long: the history begins anew, and the order is cancelled in the end', async () => {
    const { shop, input, handle } = await bench.checkout((one) => {
      one.approvalNeeded = true;
      one.faults.set('release', { kind: 'deaf' });
    });
    await eventually(() => expect(shop.order.state).toBe('pendingApproval'));
    shop.order.sagaId = handle.workflowId;
    const workflowId = `order-cancellation/${input.orderId}/long`;
    const long = await bench.start(SAGAS.orderCancellation, workflowId, cancellation(input.orderId, true));
    const firstRun = (await long.describe()).runId;
    const anySignal = () => bench.client.workflow.getHandle(workflowId, firstRun).signal('unused');
    for (let sent = 0; sent < 1_000; sent += 50) await Promise.all(Array.from({ length: 50 }, anySignal));
    await eventually(async () => {
      expect((await bench.client.workflow.getHandle(workflowId).describe()).runId).not.toBe(firstRun);
    }, 60_000);
    shop.faults.clear();
    expect(await bench.client.workflow.getHandle(workflowId).result()).toMatchObject({ status: 'done' });
    expect(shop.leftNothing()).toMatchObject({ order: 'cancelled', available: 10, openHolds: 0 });
  });

  test('that is sold: a cashier may not, a manager gets a full cancellation', async () => {
    const { shop, input, handle } = await bench.checkout();
    await handle.result();
    expect(await cancel(input.orderId, false)).toMatchObject({
      status: 'refused',
      refusal: { code: 'role.not-allowed' },
    });
    expect(shop.creditNotes.size).toBe(0);
  });
});
