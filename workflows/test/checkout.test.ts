import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  DECIDE_APPROVAL,
  READ_PROGRESS,
  SEARCH_ATTRIBUTES,
  type CheckoutProgress,
  type CheckoutResult,
  type SagaOutcome,
} from '@comptoir/contracts';
import { eventually } from '@comptoir/kit/testing';
import type { FakeServices } from './fake-services.js';
import { startSagaTestEnvironment, type SagaTestEnvironment } from './saga-test-environment.js';

let bench: SagaTestEnvironment;
beforeAll(async () => {
  bench = await startSagaTestEnvironment();
}, 60_000);
afterAll(async () => {
  await bench.stop();
});

type Outcome = SagaOutcome<CheckoutResult>;
const NOTHING = { order: 'draft', available: 10, openHolds: 0, sales: 0, invoices: 0, guarantees: 0 };
const EVERYTHING = {
  order: 'invoiced',
  available: 7,
  holds: ['settled'],
  sales: ['final'],
  invoices: 1,
  guarantees: ['active'],
};
const BEFORE_PIVOT = ['lock', 'hold'] as const;
const AFTER_PIVOT = ['settle', 'invoice', 'guarantee', 'finalize'] as const;
const manager = { id: 'usr_manager', role: 'manager' } as const;

const progress = (handle: WorkflowHandle) => handle.query<CheckoutProgress>(READ_PROGRESS);
const stage = (handle: WorkflowHandle) => progress(handle).then((one) => one.stage);
const published = async (handle: WorkflowHandle) =>
  (await handle.describe()).typedSearchAttributes.get(
    defineSearchAttributeKey(SEARCH_ATTRIBUTES.stage, SearchAttributeType.KEYWORD),
  );
const events = async (handle: WorkflowHandle) => (await handle.fetchHistory()).events ?? [];

test('sells: everything is there, once', async () => {
  const { shop, handle, input } = await bench.checkout();
  expect(await handle.result()).toMatchObject({
    status: 'done',
    result: { saleId: input.ids.saleId, invoiceNumber: 'F-1' },
  });
  expect(shop.soldAll()).toEqual(EVERYTHING);
});

describe('every step', () => {
  test.each([...BEFORE_PIVOT, 'post'])(
    '%s is refused: nothing is left, and the order is back in Draft with the reason',
    async (step) => {
      const { shop, handle } = await bench.checkout((one) => one.faults.set(step, { kind: 'refuse' }));
      expect((await handle.result()) as Outcome).toMatchObject({
        status: 'refused',
        refusal: { code: `${step}.refused`, kind: 'conflict' },
      });
      expect(shop.leftNothing()).toEqual(NOTHING);
      expect(shop.order).toMatchObject({ revision: 2, reason: `${step}.refused` });
    },
  );

  test('before the pivot takes effect but never answers: what it took is given back', async () => {
    const runs = await Promise.all(
      BEFORE_PIVOT.map((step) => bench.checkout((one) => one.faults.set(step, { kind: 'silent' }))),
    );
    for (const { shop, handle } of runs) {
      expect((await handle.result()) as Outcome).toMatchObject({
        status: 'refused',
        refusal: { code: 'saga.gave-up' },
      });
      expect(shop.leftNothing()).toEqual(NOTHING);
    }
  }, 60_000);

  test.each(['post', ...AFTER_PIVOT])(
    '%s takes effect but its first answers are lost: everything is there, once',
    async (step) => {
      const { shop, handle } = await bench.checkout((one) => one.faults.set(step, { kind: 'silent', times: 3 }));
      expect((await handle.result()) as Outcome).toMatchObject({ status: 'done' });
      expect(shop.soldAll()).toEqual(EVERYTHING);
    },
  );

  test.each(BEFORE_PIVOT)(
    '%s is refused to a run whose lost predecessor had posted the sale: it goes forward',
    async (step) => {
      const { shop, handle } = await bench.checkout((one, input) => {
        one.hold(input.ids.holdId);
        one.post(input, false);
        one.faults.set(step, { kind: 'refuse' });
      });
      expect((await handle.result()) as Outcome).toMatchObject({ status: 'done' });
      expect(shop.soldAll()).toEqual(EVERYTHING);
    },
  );

  test.each([...BEFORE_PIVOT, 'post', ...AFTER_PIVOT])(
    'the saga is cancelled at %s: all or nothing, and the outcome says which',
    async (step) => {
      const { shop, handle } = await bench.checkout();
      shop.onStep = async (name) => {
        if (name === step) await handle.cancel();
      };
      const outcome = (await handle.result()) as Outcome;
      if (outcome.status === 'done') expect(shop.soldAll()).toEqual(EVERYTHING);
      else expect(shop.leftNothing()).toEqual(NOTHING);
    },
  );
});

describe('undos', () => {
  test.each(['release', 'returnToDraft'])('%s fails twice: it is tried until it is done', async (undo) => {
    const { shop, handle } = await bench.checkout((one) => {
      one.faults.set('post', { kind: 'refuse' });
      one.faults.set(undo, { kind: 'flaky', times: 2 });
    });
    expect((await handle.result()) as Outcome).toMatchObject({ status: 'refused' });
    expect(shop.leftNothing()).toEqual(NOTHING);
  });

  test.each(['stop', 'release', 'returnToDraft'])(
    '%s is refused at first: it is tried again until it is done',
    async (undo) => {
      const { shop, handle } = await bench.checkout((one) => {
        one.faults.set('post', { kind: 'refuse' });
        one.faults.set(undo, { kind: 'refuse', times: 2 });
      });
      expect((await handle.result()) as Outcome).toMatchObject({
        status: 'refused',
        refusal: { code: 'post.refused' },
      });
      expect(shop.leftNothing()).toEqual(NOTHING);
    },
  );

  test('nobody finds a Draft whose stock is still held', async () => {
    const { shop, handle } = await bench.checkout((one) => one.faults.set('post', { kind: 'refuse' }));
    const found: object[] = [];
    shop.onStep = async (name) => {
      if (name === 'returnToDraft') found.push(shop.leftNothing());
    };
    await handle.result();
    expect(found).toEqual([{ ...NOTHING, order: 'checkingOut' }]);
  });
});

describe('after the pivot', () => {
  test.each(AFTER_PIVOT)('%s is refused at first: it is tried again until it is done', async (step) => {
    const { shop, handle } = await bench.checkout((one) => one.faults.set(step, { kind: 'refuse', times: 2 }));
    await eventually(async () => expect(await progress(handle)).toMatchObject({ retrying: [expect.any(String)] }));
    expect((await handle.result()) as Outcome).toMatchObject({ status: 'done' });
    expect(shop.soldAll()).toEqual(EVERYTHING);
  });

  test('a step that keeps failing is published as retrying, holds no workflow task and adds nothing to the history', async () => {
    const { shop, handle } = await bench.checkout((one) => one.faults.set('guarantee', { kind: 'deaf' }));
    await eventually(async () => expect(await published(handle)).toBe('retrying'), 30_000);
    const { length } = await events(handle);
    await eventually(async () => {
      const [pending] = (await handle.describe()).raw.pendingActivities ?? [];
      expect(pending?.attempt).toBeGreaterThan(5);
      expect(pending?.lastFailure?.message).toContain('guarantee: no answer');
    }, 30_000);
    expect(await events(handle)).toHaveLength(length);
    expect(length).toBeLessThan(40);
    shop.faults.clear();
    expect((await handle.result()) as Outcome).toMatchObject({ status: 'done' });
    expect(shop.soldAll()).toEqual(EVERYTHING);
  });
});

test('an error in workflow code fails its task and not the saga: nothing is undone and nothing is called a refusal', async () => {
  const { shop, handle } = await bench.checkout();
  shop.onStep = async (name) => {
    if (name === 'lock') shop.beginCheckout = () => undefined as never; // the workflow code then reads a field of nothing
  };
  await eventually(async () => {
    const failed = (await events(handle)).find((event) => event.workflowTaskFailedEventAttributes);
    expect(failed?.workflowTaskFailedEventAttributes?.failure?.message).toMatch(/undefined/);
  }, 30_000);
  expect((await handle.describe()).status.name).toBe('RUNNING');
  await handle.terminate('test');
});

describe('approval', () => {
  const waiting = async (prepare?: (shop: FakeServices) => void) => {
    const run = await bench.checkout((shop) => {
      shop.approvalNeeded = true;
      prepare?.(shop);
    });
    await eventually(async () => expect(await stage(run.handle)).toBe('waitingForApproval'));
    expect(run.shop.order.state).toBe('pendingApproval');
    expect(run.shop.available).toBe(7);
    return run;
  };

  test('yes: the sale goes on', async () => {
    const { shop, handle } = await waiting();
    await handle.executeUpdate(DECIDE_APPROVAL, { args: [{ approved: true, by: manager }] });
    expect((await handle.result()) as Outcome).toMatchObject({ status: 'done' });
    expect(shop.soldAll()).toEqual(EVERYTHING);
  });

  test('the verdict is in the history before the sale is posted', async () => {
    const { handle } = await waiting();
    await handle.executeUpdate(DECIDE_APPROVAL, { args: [{ approved: true, by: manager }] });
    await handle.result();
    const history = await events(handle);
    const verdictAt = history.findIndex((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
    const postAt = history.findIndex(
      (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'postSale',
    );
    expect(verdictAt).toBeGreaterThan(0);
    expect(postAt).toBeGreaterThan(verdictAt);
  });

  test('what was approved has grown by the pivot: a manager is asked again, with the stock still held', async () => {
    const debt = (owed: string) => ({ code: 'credit.over-limit' as const, message: `would owe ${owed}` });
    const { shop, handle } = await waiting((one) => {
      one.reasonsAtPost = [debt('100'), debt('150')];
    });
    await handle.executeUpdate(DECIDE_APPROVAL, { args: [{ approved: true, by: manager }], updateId: 'first' });
    await eventually(() => expect(shop.asked).toBe(2));
    await eventually(async () => expect(await stage(handle)).toBe('waitingForApproval'));
    expect(shop.available).toBe(7);
    await handle.executeUpdate(DECIDE_APPROVAL, { args: [{ approved: true, by: manager }], updateId: 'second' });
    expect((await handle.result()) as Outcome).toMatchObject({ status: 'done' });
    expect(shop.soldAll()).toEqual(EVERYTHING);
  });

  test('a reason that only the pivot finds is asked of a manager then', async () => {
    const { shop, handle } = await bench.checkout((one) => {
      one.reasonsAtPost = [{ code: 'credit.over-limit', message: 'would owe 100' }];
    });
    await eventually(async () => expect(await stage(handle)).toBe('waitingForApproval'));
    await handle.executeUpdate(DECIDE_APPROVAL, { args: [{ approved: true, by: manager }] });
    expect((await handle.result()) as Outcome).toMatchObject({ status: 'done' });
    expect(shop.soldAll()).toEqual(EVERYTHING);
  });

  test('no: the stock is free again and the order in Draft with the reason', async () => {
    const { shop, handle } = await waiting();
    await handle.executeUpdate(DECIDE_APPROVAL, { args: [{ approved: false, by: manager, noteId: 'txt_note' }] });
    expect((await handle.result()) as Outcome).toMatchObject({
      status: 'refused',
      refusal: { code: 'approval.rejected', details: { noteId: 'txt_note' } },
    });
    expect(shop.leftNothing()).toEqual(NOTHING);
  });

  test('two managers, yes and no at once: one verdict counts and both get the same', async () => {
    const { shop, handle } = await waiting();
    const verdicts = await Promise.all(
      [true, false].map((approved) =>
        handle.executeUpdate(DECIDE_APPROVAL, { args: [{ approved, by: manager }] }).catch((error: unknown) => error),
      ),
    );
    const outcome = (await handle.result()) as Outcome;
    const replies = verdicts.filter(
      (one): one is { approved: boolean } => typeof (one as { approved?: unknown }).approved === 'boolean',
    );
    expect(replies.length).toBeGreaterThan(0);
    expect(new Set(replies.map((one) => one.approved))).toEqual(new Set([outcome.status === 'done']));
    expect(outcome.status === 'done' ? shop.soldAll() : shop.leftNothing()).toEqual(
      outcome.status === 'done' ? EVERYTHING : NOTHING,
    );
  });

  test('the deadline passes: it is a no', async () => {
    const { shop, input } = await bench.checkout((one) => {
      one.approvalNeeded = true;
      one.faults.set('lock', { kind: 'refuse' });
    });
    shop.faults.clear();
    const next = { ...input, revision: shop.order.revision, approvalSeconds: 1, orderId: input.orderId };
    const handle = await bench.start('checkout', `checkout/${input.orderId}/deadline`, next);
    expect((await handle.result()) as Outcome).toMatchObject({
      status: 'refused',
      refusal: { code: 'approval.expired' },
    });
    expect(shop.leftNothing()).toEqual(NOTHING);
  });

  test('the saga is cancelled while it waits: nothing is left', async () => {
    const { shop, handle } = await waiting();
    await handle.cancel();
    expect((await handle.result()) as Outcome).toMatchObject({
      status: 'refused',
      refusal: { code: 'saga.cancelled' },
    });
    expect(shop.leftNothing()).toEqual(NOTHING);
  });

  test('a verdict that nobody asked for is refused', async () => {
    const { shop, handle } = await bench.checkout((one) => one.faults.set('hold', { kind: 'flaky', times: 3 }));
    const reply: unknown = await handle
      .executeUpdate(DECIDE_APPROVAL, { args: [{ approved: true, by: manager }] })
      .catch((error: unknown) => error);
    // a checkout that is done before it has received the verdict ends without it; the gateway gives the same reply then
    if (!(reply instanceof WorkflowNotFoundError))
      expect(reply).toMatchObject({ cause: { type: 'approval.not-pending' } });
    await handle.result();
    expect(shop.soldAll()).toEqual(EVERYTHING);
  });
});
