/** Infrastructure shared by all services; knows no business term. */
export { Controller, Inject } from '@nestjs/common';
export { Payload } from '@nestjs/microservices';
export * from './caller.js';
export * from './clock.js';
export * from './contact-search.js';
export * from './config.js';
export { digestOf } from './digest.js';
export {
  Accepts,
  MessageDispatcher,
  MESSAGE_DISPATCHER,
  OperationDispatcher,
  invalidMessage,
} from './message-dispatcher.js';
export { answerOperations, operation, replyLimits } from './operations.js';
export type { ArmedFault, FaultMatch, FaultPoint } from './faults.js';
export * from './handlers.js';
export { answerHealth } from './health.js';
export { insertOnlySchema } from './insert-only.js';
export * from './newest-first.js';
export * from './day-pages.js';
export * from './key-search.js';
export * from './number-search.js';
export * from './paged.js';
export * from './read-newest.js';
export { KEYS_PER_QUERY, readInPieces } from './read-in-pieces.js';
export { KeyQueue } from './key-queue.js';
export { makeLog, nestLogger, type Log } from './log.js';
export {
  connectMongo,
  ensureCollections,
  GuardMissed,
  idRange,
  insert,
  isDatabaseAway,
  isDuplicateKey,
  modelOf,
  plain,
  readByIdRange,
  remove,
  storeSchema,
  update,
  type ClientSession,
  type Connection,
  type Model,
  type ProjectionWrite,
  type Write,
} from './mongo.js';
export { connectNats, eventSubject, requestSubject, streamName } from './nats.js';
export { ensureStream, type EventStream } from './stream.js';
export * from './process.js';
export { COMMAND_DAYS, kitModels, type CommandRecord, type ParkedMessage } from './records.js';
export { bootService, defineService, type RunningService, type ServiceDefinition } from './service.js';
export { Transactions } from './transaction.js';
