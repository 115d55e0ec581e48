import { MessagePattern, RpcException } from '@nestjs/microservices';
import {
  commandEnvelope,
  kernelErrors,
  queryEnvelope,
  DomainError,
  type CommandEnvelope,
  type MessageContract,
  type QueryEnvelope,
  type ErrorBody,
} from '@comptoir/contracts';
import type { z } from 'zod';
import { mint } from './clock.js';
import type { CommandHandler, QueryHandler } from './handlers.js';
import type { Log } from './log.js';
import { NOT_JSON } from './nats.js';
import type { Transactions } from './transaction.js';

/** Injection token of the door. */
export const MESSAGE_DISPATCHER = Symbol('message-dispatcher');

const BOUND_SUBJECTS = new WeakMap<object, Set<string>>();

/** Binds a controller's method to a message; one line per message. */
export function Accepts(contract: MessageContract): MethodDecorator {
  return (target, key, descriptor) => {
    const seen = BOUND_SUBJECTS.get(target.constructor) ?? new Set<string>();
    BOUND_SUBJECTS.set(target.constructor, seen.add(contract.subject));
    MessagePattern(contract.subject)(target, key, descriptor as never);
  };
}

/** Subjects a controller has bound. */
export function boundSubjects(controller: object): ReadonlySet<string> {
  return BOUND_SUBJECTS.get(controller) ?? new Set();
}

/** Turns zod's findings into the refusal every door gives: each field, what was wrong, what would be right. */
export function invalidMessage(what: string, error: z.ZodError): DomainError {
  const issues = error.issues.flatMap((issue) => describeIssue(issue));
  const first = issues[0];
  return kernelErrors.messageInvalid(
    `${what}: ${first?.field ? `${first.field}: ` : ''}${first?.fault ?? 'is not valid'}`,
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

/** Where every message of a room comes in: checks it, hands it to its handler, turns whatever happens into one answer. */
export class MessageDispatcher<Store> {
  private under = 0;
  private idle: (() => void)[] = [];

  constructor(
    private readonly transactions: Transactions<Store>,
    private readonly readStore: Store,
    private readonly log: Log,
    private readonly limits: { readonly maxReplyBytes: () => number; readonly checkReplies: boolean },
  ) {}

  /** Handles one raw message. Refusals and faults leave as RpcException with a RefusalBody. */
  async handle(handler: CommandHandler<Store> | QueryHandler<Store>, raw: unknown): Promise<unknown> {
    this.under += 1;
    try {
      const reply = handler.kind === 'command' ? await this.command(handler, raw) : await this.query(handler, raw);
      return this.checked(handler.contract, reply);
    } catch (error) {
      throw new RpcException(this.toBody(handler.contract, error) as object);
    } finally {
      this.under -= 1;
      if (this.under === 0) this.idle.splice(0).forEach((resolve) => resolve());
    }
  }

  /** Resolves when no message is being handled. */
  async drained(): Promise<void> {
    if (this.under > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private async command(handler: CommandHandler<Store>, raw: unknown): Promise<unknown> {
    const envelope = parse(handler.contract.subject, commandEnvelope, raw) as CommandEnvelope;
    const input = parse(handler.contract.subject, handler.contract.input, envelope.input);
    const { commandId, sagaId, fingerprint, actor } = envelope;
    return this.transactions.run(handler.parts, {
      commandId: commandId,
      subject: handler.contract.subject,
      fingerprint,
      sagaId,
      actor,
      input,
    });
  }

  private async query(handler: QueryHandler<Store>, raw: unknown): Promise<unknown> {
    const envelope = parse(handler.contract.subject, queryEnvelope, raw) as QueryEnvelope;
    return handler.answer(
      this.readStore,
      parse(handler.contract.subject, handler.contract.input, envelope.input),
      envelope.actor,
    );
  }

  private checked(contract: MessageContract, reply: unknown): unknown {
    if (this.limits.checkReplies) contract.reply.parse(reply);
    const size = Buffer.byteLength(JSON.stringify(reply) ?? '');
    if (size > this.limits.maxReplyBytes() - 1024) {
      throw new DomainError(
        'reply.too-large',
        'rejected',
        `The answer of ${contract.subject} is ${size} bytes; ask for fewer rows.`,
        { size },
      );
    }
    return reply;
  }

  private toBody(contract: MessageContract, error: unknown): ErrorBody {
    if (error instanceof DomainError) return error.toBody();
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

function parse(what: string, schema: z.ZodType, value: unknown): unknown {
  if (value === NOT_JSON)
    throw kernelErrors.messageInvalid(`${what}: the message is not JSON`, {
      issues: [{ field: '', fault: 'is not JSON' }],
    });
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidMessage(what, parsed.error);
  return parsed.data;
}
