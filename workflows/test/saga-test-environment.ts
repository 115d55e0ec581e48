import { createRequire } from 'node:module';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import {
  SAGAS,
  sagaId,
  type CheckoutInput,
  type CloseDayInput,
  type CloseDueDaysInput,
  type CorrectionInput,
  type ExpireDraftsInput,
  type WarnExpiringInput,
} from '@comptoir/contracts';
import { mint, readConfig } from '@comptoir/kit';
import { testInstallationName } from '@comptoir/kit/testing';
import { withFailurePolicy } from '../src/failure-policy.js';
import { workerConfig } from '../src/config.js';
import { fakeActivities, FakeServices } from './fake-services.js';

/** The workflows on a real Temporal server, over fake services, many concurrently. */
export interface SagaTestEnvironment {
  readonly client: Client;
  /** Opens a fake shop and the input of a checkout in it. */
  checkout(
    prepare?: (shop: FakeServices, input: CheckoutInput) => void,
  ): Promise<{ shop: FakeServices; input: CheckoutInput; handle: WorkflowHandle }>;
  /** Opens a fake shop with a sale and the input of its cancellation. */
  correction(
    prepare?: (shop: FakeServices) => void,
  ): Promise<{ shop: FakeServices; input: CorrectionInput; handle: WorkflowHandle }>;
  /** Opens a fake shop, and starts what closes one of its days. */
  closeDay(
    businessDay: string,
    prepare?: (shop: FakeServices) => void,
  ): Promise<{ shop: FakeServices; input: CloseDayInput; handle: WorkflowHandle }>;
  /** Opens a fake shop with past days that are still open, and starts what closes them. */
  closeDueDays(prepare: (shop: FakeServices) => void): Promise<{ shop: FakeServices; handle: WorkflowHandle }>;
  /** Opens a fake shop with idle Drafts, and starts what expires them. */
  expireDrafts(prepare: (shop: FakeServices) => void): Promise<{ shop: FakeServices; handle: WorkflowHandle }>;
  /** Opens a fake shop with goods that expire, and starts what warns of them. */
  warnExpiring(prepare: (shop: FakeServices) => void): Promise<{ shop: FakeServices; handle: WorkflowHandle }>;
  /** Starts any saga over the fake shops. */
  start(type: string, workflowId: string, input: object): Promise<WorkflowHandle>;
  fakeServicesOf(key: string): FakeServices;
  stop(): Promise<void>;
}

const ACTOR = { id: 'usr_test', role: 'manager' } as const;

/** Path of the built workflow code. */
export const workflowsPath = createRequire(import.meta.url).resolve('../dist/src/workflows.js');

/** Address of the Temporal server that `npm test` started. */
export function temporalAddress(): string {
  return readConfig(workerConfig.pick({ COMPTOIR_TEMPORAL_ADDRESS: true })).COMPTOIR_TEMPORAL_ADDRESS;
}

/** Opens the bench. */
export async function startSagaTestEnvironment(): Promise<SagaTestEnvironment> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const address = temporalAddress();
  const taskQueue = testInstallationName();
  const shops = new Map<string, FakeServices>();
  const fakeServicesOf = (key: string): FakeServices => {
    const shop = shops.get(key);
    if (!shop) throw new Error(`no fake shop for ${key}`);
    return shop;
  };
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowsPath,
    activities: withFailurePolicy(
      fakeActivities((input: any) => fakeServicesOf(input.orderId ?? input.saleId ?? input.storeId ?? input.actor.id)),
      { error: () => undefined },
    ),
  });
  const running = worker.run();
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const start = (type: string, workflowId: string, input: object): Promise<WorkflowHandle> =>
    client.workflow.start(type, { taskQueue, workflowId, args: [input] });
  return {
    client,
    start,
    fakeServicesOf,
    async checkout(prepare) {
      const shop = new FakeServices();
      const input: CheckoutInput = {
        orderId: mint('order'),
        revision: 1,
        storeId: mint('store'),
        customerId: mint('customer'),
        lines: [],
        payments: [],
        approvalSeconds: 60,
        giveUpAfterSeconds: 3,
        actor: ACTOR,
        ids: { saleId: mint('sale'), holdId: mint('hold'), invoiceId: mint('invoice'), guaranteeId: mint('guarantee') },
      };
      shops.set(input.orderId, shop);
      prepare?.(shop, input);
      return { shop, input, handle: await start(SAGAS.checkout, sagaId.checkout(input.orderId, 1), input) };
    },
    async correction(prepare) {
      const shop = new FakeServices();
      const input: CorrectionInput = {
        saleId: mint('sale'),
        revision: 1,
        storeId: mint('store'),
        kind: 'cancellation',
        reasonId: 'txt_test',
        refundTo: 'cash',
        warranted: true,
        giveUpAfterSeconds: 3,
        actor: ACTOR,
        ids: { correctionId: mint('correction'), creditNoteId: mint('invoice') },
      };
      shop.sell(input.saleId, mint('guarantee'));
      shops.set(input.saleId, shop);
      prepare?.(shop);
      return { shop, input, handle: await start(SAGAS.correction, sagaId.correction(input.saleId, 1, 'test'), input) };
    },
    async closeDay(businessDay, prepare) {
      const shop = new FakeServices();
      const input: CloseDayInput = { storeId: mint('store'), businessDay, actor: ACTOR };
      shop.openDays = [businessDay];
      shops.set(input.storeId, shop);
      prepare?.(shop);
      const workflowId = sagaId.closeDay(input.storeId, businessDay, 'test');
      return { shop, input, handle: await start(SAGAS.closeDay, workflowId, input) };
    },
    async closeDueDays(prepare) {
      const shop = new FakeServices();
      const input: CloseDueDaysInput = { storeId: mint('store'), actor: ACTOR };
      shops.set(input.storeId, shop);
      prepare(shop);
      return { shop, handle: await start(SAGAS.closeDueDays, `close-days/${input.storeId}`, input) };
    },
    async expireDrafts(prepare) {
      const shop = new FakeServices();
      const input: ExpireDraftsInput = { actor: { id: mint('user'), role: 'system' } };
      shops.set(input.actor.id, shop);
      prepare(shop);
      return { shop, handle: await start(SAGAS.expireDrafts, `expire-drafts/${input.actor.id}`, input) };
    },
    async warnExpiring(prepare) {
      const shop = new FakeServices();
      const input: WarnExpiringInput = { actor: { id: mint('user'), role: 'system' } };
      shops.set(input.actor.id, shop);
      prepare(shop);
      return { shop, handle: await start(SAGAS.warnExpiring, `warn-expiring/${input.actor.id}`, input) };
    },
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
    },
  };
}
