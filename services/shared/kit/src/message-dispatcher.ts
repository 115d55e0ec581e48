import { MessagePattern, RpcException } from '@nestjs/microservices';
import {
  commandEnvelope,
  kernelErrors,
  queryEnvelope,
  DomainError,
  type Actor,
  type MessageContract,
  type ErrorBody,
} from '@comptoir/contracts/kernel';
import type { z } from 'zod';
import { mint } from './clock.js';
import type { CommandHandler, QueryHandler } from './handlers.js';
import type { Log } from './log.js';
import { isDatabaseAway } from './mongo.js';
import { NOT_JSON } from './nats.js';
import type { Transactions } from './transaction.js';

/** Injection token of the message dispatcher. */
export const MESSAGE_DISPATCHER = Symbol('message-dispatcher');

const BOUND_SUBJECTS = new WeakMap<object, Set<string>>();

/** Binds a controller method to the subject of a message contract; one line per message. */
export function Accepts(contract: MessageContract): MethodDecorator {
  return (target, key, descriptor) => {
    const subjects = BOUND_SUBJECTS.get(target.constructor) ?? new Set<string>();
    BOUND_SUBJECTS.set(target.constructor, subjects.add(contract.subject));
    return MessagePattern(contract.subject)(target, key, descriptor);
  };
}

/** Subjects that the methods of a controller are bound to. */
export function boundSubjects(controller: object): ReadonlySet<string> {
  return BOUND_SUBJECTS.get(controller) ?? new Set();
}

/** The error for input that fails its schema: names each field, what was wrong and what would be right. */
export function invalidMessage(subject: string, error: z.ZodError): DomainError {
  const issues = error.issues.flatMap((issue) => describeIssue(issue));
  const first = issues[0];
  return kernelErrors.messageInvalid(
    `${subject}: ${first?.field ? `${first.field}: ` : ''}${first?.fault ?? 'is not valid'}`,
    { issues },
  );
}

function describeIssue(issue: z.core.$ZodIssue): { field: string; fault: string }[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: path ? `${path}.${key}` : key, fault: 'is not a field of this message' }));
  }
  return [{ field: path, fault: issue.message }];
}

/**
 * Handler of a message that is no command or query on a store, such as those on parked events, which the kit answers for
 * every service. A command among them is not run once per command id: its effect must be the same when it is repeated.
 */
export interface OperationHandler {
  readonly kind: 'operation';
  readonly contract: MessageContract;
  readonly run: (input: any, actor: Actor) => Promise<unknown>;
}

type Handler<Store> = CommandHandler<Store> | QueryHandler<Store> | OperationHandler;

/** The identifiers of a message, as far as it carries them. */
interface MessageIds {
  readonly commandId?: string;
  readonly sagaId?: string;
  readonly actor?: { readonly id: string };
}

/** What replies are checked against. */
export interface ReplyLimits {
  readonly maxReplyBytes: () => number;
  readonly checkReplies: boolean;
}

/** The entry of the messages of a process without a database: checks each, runs it, and turns any result into one reply. */
export class OperationDispatcher {
  private inProgress = 0;
  private waitingForIdle: (() => void)[] = [];

  constructor(
    private readonly log: Log,
    private readonly limits: ReplyLimits,
  ) {}

  /** Handles one raw message. Every error leaves as an RpcException that carries an ErrorBody. */
  handle(handler: OperationHandler, raw: unknown): Promise<unknown> {
    return this.answer(handler.contract, raw, () => this.operation(handler, raw));
  }

  /** Resolves when no message is being handled. */
  async drained(): Promise<void> {
    if (this.inProgress > 0) await new Promise<void>((resolve) => this.waitingForIdle.push(resolve));
  }

  protected async answer(contract: MessageContract, raw: unknown, run: () => Promise<unknown>): Promise<unknown> {
    this.inProgress += 1;
    const startedAt = performance.now();
    let outcome = 'ok';
    try {
      return await run();
    } catch (error) {
      const body = this.toBody(contract, error);
      outcome = body.code;
      throw new RpcException(body);
    } finally {
      this.logMessage(contract.subject, raw, startedAt, outcome);
      this.inProgress -= 1;
      if (this.inProgress === 0) this.waitingForIdle.splice(0).forEach((resolve) => resolve());
    }
  }

  /** Refuses a reply that does not fit into a message; for a command before anything is written. */
  protected checkReply(contract: MessageContract, reply: unknown): void {
    if (this.limits.checkReplies) contract.reply.parse(reply);
    const size = Buffer.byteLength(JSON.stringify(reply) ?? '');
    if (size > this.limits.maxReplyBytes() - 1024) {
      throw new DomainError(
        'reply.too-large',
        'rejected',
        `The reply of ${contract.subject} is ${size} bytes; ask for fewer rows.`,
        { size },
      );
    }
  }

  private async operation({ contract, run }: OperationHandler, raw: unknown): Promise<unknown> {
    const { subject, input } = contract;
    const envelope = parse(subject, contract.kind === 'command' ? commandEnvelope : queryEnvelope, raw);
    const reply = await run(parse(subject, input, envelope.input), envelope.actor);
    this.checkReply(contract, reply);
    return reply;
  }

  /** One debug line per message; `outcome` is `ok`, the code of the refusal, or `fault`. */
  private logMessage(subject: string, raw: unknown, startedAt: number, outcome: string): void {
    if (!this.log.isLevelEnabled('debug')) return;
    const { commandId, sagaId, actor } = (raw ?? {}) as MessageIds;
    const ms = Math.round((performance.now() - startedAt) * 10) / 10;
    this.log.debug({ subject, commandId, sagaId, actor: actor?.id, ms, outcome }, 'message handled');
  }

  private toBody(contract: MessageContract, error: unknown): ErrorBody {
    if (error instanceof DomainError) return error.toBody();
    if (isDatabaseAway(error)) {
      this.log.warn({ err: error, subject: contract.subject }, 'the database cannot be reached');
      return kernelErrors
        .unavailable(`${contract.subject}: the database cannot be reached`, { subject: contract.subject })
        .toBody();
    }
    const reference = mint('event');
    this.log.error({ err: error, subject: contract.subject, reference }, 'fault while handling a message');
    return {
      code: 'fault',
      kind: 'fault',
      message: `Something went wrong here; reference ${reference}`,
      details: { reference },
    };
  }
}

/** The entry of every message of a service: its commands, its queries and the operations. */
export class MessageDispatcher<Store> extends OperationDispatcher {
  constructor(
    private readonly transactions: Transactions<Store>,
    private readonly readStore: Store,
    log: Log,
    limits: ReplyLimits,
  ) {
    super(log, limits);
  }

  override handle(handler: Handler<Store>, raw: unknown): Promise<unknown> {
    if (handler.kind === 'operation') return super.handle(handler, raw);
    return this.answer(handler.contract, raw, () =>
      handler.kind === 'command' ? this.command(handler, raw) : this.query(handler, raw),
    );
  }

  private async command(handler: CommandHandler<Store>, raw: unknown): Promise<unknown> {
    const { subject } = handler.contract;
    const { commandId, sagaId, fingerprint, actor, ...envelope } = parse(subject, commandEnvelope, raw);
    const input = parse(subject, handler.contract.input, envelope.input);
    const checkReply = (reply: unknown): void => this.checkReply(handler.contract, reply);
    return this.transactions.run(handler.parts, { commandId, subject, fingerprint, sagaId, actor, input, checkReply });
  }

  private async query(handler: QueryHandler<Store>, raw: unknown): Promise<unknown> {
    const { subject } = handler.contract;
    const envelope = parse(subject, queryEnvelope, raw);
    const input = parse(subject, handler.contract.input, envelope.input);
    const reply = await handler.answer(this.readStore, input, envelope.actor);
    this.checkReply(handler.contract, reply);
    return reply;
  }
}

function parse<S extends z.ZodType>(subject: string, schema: S, value: unknown): z.output<S> {
  if (value === NOT_JSON) {
    throw kernelErrors.messageInvalid(`${subject}: the message is not JSON`, {
      issues: [{ field: '', fault: 'is not JSON' }],
    });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidMessage(subject, parsed.error);
  return parsed.data;
}
