import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { INestMicroservice } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Connection } from 'mongoose';
import type { MessageContract } from '@comptoir/contracts';
import type { ServiceHealth } from './caller.js';
import { acceptedBy, Door, DOOR } from './door.js';
import type { CommonConfig } from './config.js';
import { Consumer } from './consumer.js';
import { answerHealth } from './health.js';
import type { EventHandler } from './handlers.js';
import { makeLog, nestLogger, type Log } from './log.js';
import { connectMongo, ensureCollections, type ClientSession } from './mongo.js';
import { connectNats, ShopNatsServer } from './nats.js';
import { kitModels, type KitModels } from './records.js';
import { Relay } from './relay.js';
import { Transactions } from './transaction.js';

/** What makes a service: its words, its door, its store, what it reacts to. */
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

/** A service that answers. */
export interface RunningService {
  readonly connection: Connection;
  readonly nats: NatsConnection;
  stop(): Promise<void>;
}

function assertBound(definition: ServiceDefinition<never>): void {
  const bound = acceptedBy(definition.controller);
  const missing = Object.values(definition.contract)
    .map((message) => message.subject)
    .filter((subject) => !bound.has(subject));
  if (missing.length > 0) throw new Error(`${definition.name}: no handler is bound to ${missing.join(', ')}`);
}

async function healthOf(name: string, connection: Connection, models: KitModels, relay: Relay): Promise<ServiceHealth> {
  await connection.db?.command({ ping: 1 });
  const { waiting, oldestMs } = relay.backlog();
  return {
    service: name,
    ok: true,
    outboxWaiting: waiting,
    outboxOldestMs: oldestMs,
    parked: await models.parked.countDocuments({}),
  };
}

async function listen(
  definition: ServiceDefinition<any>,
  nats: NatsConnection,
  shop: string,
  door: Door<unknown>,
  log: Log,
): Promise<INestMicroservice> {
  class ServiceModule {}
  Module({ controllers: [definition.controller], providers: [{ provide: DOOR, useValue: door }] })(ServiceModule);
  const app = await NestFactory.createMicroservice(ServiceModule, {
    strategy: new ShopNatsServer(nats, shop, definition.name),
    logger: nestLogger(log),
    abortOnError: false,
  });
  await app.listen();
  await nats.flush();
  return app;
}

/** Boots a service: database, collections and indexes, NATS, door, relay, consumer. */
export async function bootService<Store>(
  definition: ServiceDefinition<Store>,
  config: CommonConfig,
): Promise<RunningService> {
  assertBound(definition as never);
  const log = makeLog(definition.name, config.LOG_LEVEL);
  const shop = config.COMPTOIR_SHOP;
  const connection = await connectMongo(config.COMPTOIR_MONGO_URL, `${shop}_${definition.name}`);
  const models = kitModels(connection);
  const storeOf = definition.store(connection);
  await ensureCollections(connection);
  const nats = await connectNats(config.COMPTOIR_NATS_URL, `${shop}.${definition.name}`);
  const relay = new Relay(nats, shop, models, log);
  const transactions = new Transactions<Store>(connection, models, storeOf, relay.hand);
  await transactions.open();
  const door = new Door<Store>(transactions, storeOf(null), log, {
    maxReplyBytes: () => nats.info?.max_payload ?? 1_048_576,
    checkReplies: process.env.COMPTOIR_CHECK_REPLIES === '1',
  });
  const consumer = new Consumer(
    nats,
    shop,
    definition.name,
    definition.reactions ?? [],
    transactions,
    storeOf(null),
    models,
    log,
  );
  const app = await listen(definition, nats, shop, door as Door<unknown>, log);
  answerHealth(nats, shop, definition.name, () => healthOf(definition.name, connection, models, relay), log);
  relay.start();
  consumer.start();
  log.info({ shop }, 'ready');
  return {
    connection,
    nats,
    async stop() {
      await app.close();
      await door.drained();
      await consumer.stop();
      await relay.stop();
      await nats.drain().catch((error: unknown) => log.warn({ err: error }, 'NATS was gone already'));
      await connection.close();
      log.info('stopped');
    },
  };
}
