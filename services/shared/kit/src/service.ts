import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { INestMicroservice } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Connection } from 'mongoose';
import type { MessageContract } from '@comptoir/contracts/kernel';
import type { ServiceHealth } from './caller.js';
import { boundSubjects, MessageDispatcher, MESSAGE_DISPATCHER } from './message-dispatcher.js';
import type { CommonConfig } from './config.js';
import { Consumer } from './consumer.js';
import { EventRunner } from './event-runner.js';
import { answerHealth } from './health.js';
import type { EventHandler } from './handlers.js';
import { makeLog, nestLogger, type Log } from './log.js';
import { connectMongo, ensureCollections, type ClientSession } from './mongo.js';
import { connectNats, InstallationNatsServer } from './nats.js';
import { answerOperations, parkedEventHandlers, replyLimits } from './operations.js';
import { ParkedEvents } from './parked-events.js';
import { kitModels } from './records.js';
import { Relay } from './relay.js';
import { relayStandstill } from './standstill.js';
import { Transactions } from './transaction.js';

/** What makes a service: its contract, its controller, its store, and its handlers of other services' events. */
export interface ServiceDefinition<Store> {
  readonly name: string;
  readonly contract: Readonly<Record<string, MessageContract>>;
  readonly controller: Type<unknown>;
  readonly store: (connection: Connection) => (session: ClientSession | null) => Store;
  readonly reactions?: readonly EventHandler<Store>[];
}

/** Declares a service. */
export function defineService<Store>(definition: ServiceDefinition<Store>): ServiceDefinition<Store> {
  return definition;
}

/** A running service. */
export interface RunningService {
  readonly connection: Connection;
  readonly nats: NatsConnection;
  stop(): Promise<void>;
}

function assertBound<Store>(definition: ServiceDefinition<Store>): void {
  const bound = boundSubjects(definition.controller);
  const missing = Object.values(definition.contract)
    .map((message) => message.subject)
    .filter((subject) => !bound.has(subject));
  if (missing.length > 0) throw new Error(`${definition.name}: no handler is bound to ${missing.join(', ')}`);
}

interface Checked {
  readonly connection: Connection;
  readonly relay: Relay;
  readonly consumer: Consumer<any>;
  readonly parked: ParkedEvents<any>;
}

/** A service is well when its database answers and its events move, in and out. */
async function healthOf(service: string, { connection, relay, consumer, parked }: Checked): Promise<ServiceHealth> {
  await connection.db?.command({ ping: 1 });
  const outbox = relay.backlog();
  const events = await consumer.state();
  const overdue = relayStandstill(outbox.oldestMs);
  const reasons = [...(overdue ? [overdue] : []), ...events.standsStill];
  return {
    service,
    ok: reasons.length === 0,
    outboxWaiting: outbox.waiting,
    outboxOldestMs: outbox.oldestMs,
    eventsWaiting: events.waiting,
    parked: await parked.count(),
    ...(reasons.length > 0 ? { reasons } : {}),
  };
}

async function listen(
  definition: ServiceDefinition<any>,
  nats: NatsConnection,
  installation: string,
  dispatcher: MessageDispatcher<unknown>,
  log: Log,
): Promise<INestMicroservice> {
  class ServiceModule {}
  Module({ controllers: [definition.controller], providers: [{ provide: MESSAGE_DISPATCHER, useValue: dispatcher }] })(
    ServiceModule,
  );
  const app = await NestFactory.createMicroservice(ServiceModule, {
    strategy: new InstallationNatsServer(nats, installation, definition.name),
    logger: nestLogger(log),
    abortOnError: false,
  });
  await app.listen();
  await nats.flush();
  return app;
}

/** Boots a service: database, collections and indexes, NATS, message dispatcher, relay, consumer. */
export async function bootService<Store>(
  definition: ServiceDefinition<Store>,
  config: CommonConfig,
): Promise<RunningService> {
  assertBound(definition);
  const log = makeLog(definition.name, config.LOG_LEVEL);
  const installation = config.COMPTOIR_INSTALLATION;
  const connection = await connectMongo(config.COMPTOIR_MONGO_URL, `${installation}_${definition.name}`);
  const models = kitModels(connection);
  const storeOf = definition.store(connection);
  await ensureCollections(connection);
  const nats = await connectNats(config.COMPTOIR_NATS_URL, `${installation}.${definition.name}`);
  const relay = new Relay(nats, installation, models, log);
  const transactions = new Transactions<Store>(connection, models, storeOf, relay.enqueue);
  await transactions.open();
  const dispatcher = new MessageDispatcher<Store>(transactions, storeOf(null), log, replyLimits(nats, config));
  const service = definition.name;
  const handlers = new Map(definition.reactions?.map((handler) => [handler.contract.type, handler]));
  const runner = new EventRunner(transactions, storeOf(null));
  const parked = new ParkedEvents({ service, handlers, runner, models, log });
  const consumer = new Consumer({ connection: nats, installation, service, handlers, runner, parked, log });
  const app = await listen(definition, nats, installation, dispatcher as MessageDispatcher<unknown>, log);
  const operations = parkedEventHandlers(service, parked);
  const stopOperations = answerOperations(nats, installation, service, operations, dispatcher, log);
  answerHealth(nats, installation, service, () => healthOf(service, { connection, relay, consumer, parked }), log);
  relay.start();
  consumer.start();
  log.info({ installation }, 'ready');
  return {
    connection,
    nats,
    async stop() {
      await app.close();
      await stopOperations();
      await dispatcher.drained();
      await consumer.stop();
      await relay.stop();
      await nats.drain().catch((error: unknown) => log.warn({ err: error }, 'NATS was gone already'));
      await connection.close();
      log.info('stopped');
    },
  };
}
