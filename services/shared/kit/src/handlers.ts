import type {
  Actor,
  DataOf,
  EventContract,
  MessageContract,
  MintingContext,
  ParsedInputOf,
  ReplyOf,
  DomainError,
} from '@comptoir/contracts/kernel';
import type { ProjectionWrite, Write } from './mongo.js';

/** What a handler gets beside its input. */
export interface Context extends MintingContext {
  readonly commandId: string;
  /** Hash of the request behind the command, where it has one. */
  readonly fingerprint?: string | undefined;
  /**
   * 1 at first; more after an attempt failed because of a unique key, a guard or another transaction. A record that mostly is
   * not there, or mostly does not refuse, need not be read at first: the write that meets it fails, and load looks for it then.
   */
  readonly attempt: number;
}

/** An event to publish once the transaction has committed. */
export interface RaisedEvent {
  readonly contract: EventContract;
  readonly data: unknown;
}

/** Pairs an event contract with its data. */
export function raise<E extends EventContract>(contract: E, data: DataOf<E>): RaisedEvent {
  return { contract, data };
}

/** What every decision contains; a handler adds what its `save` needs. */
export interface Decided<R> {
  readonly reply: R;
  readonly events?: readonly RaisedEvent[];
}

/** The three parts of a handler: load, decide (pure), save. */
export interface HandlerParts<Store, I, S, D> {
  /**
   * Commands with a common key run one after the other in this process instead of conflicting in the database. The keys
   * of a reaction must name every record it reads and writes: reactions without a common key share one transaction.
   */
  readonly keys?: (input: I) => readonly string[];
  readonly load: (store: Store, input: I, context: Context) => Promise<S> | S;
  readonly decide: (state: S, input: I, context: Context) => D;
  readonly save: (store: Store, decided: D, input: I, context: Context) => readonly Write[];
  /** The refusal to answer when a unique key of this service (other than the command id) exists already, also at a second look. */
  readonly duplicate?: (input: I, error: unknown) => DomainError;
}

/** Handler of a command. Input, state and decision are checked where it is made, by `handlersFor`. */
export interface CommandHandler<Store> {
  readonly kind: 'command';
  readonly contract: MessageContract;
  readonly parts: HandlerParts<Store, any, any, any>;
}

/** Handler of a query. */
export interface QueryHandler<Store> {
  readonly kind: 'query';
  readonly contract: MessageContract;
  readonly answer: (store: Store, input: any, actor: Actor) => Promise<unknown>;
}

/** Handler of another service's event that runs in a transaction. */
export interface ReactionHandler<Store> {
  readonly kind: 'reaction';
  readonly contract: EventContract;
  readonly parts: HandlerParts<Store, any, any, any>;
}

/**
 * Handler that keeps a projection of another service's record. The newest version wins, whatever the order of delivery
 * and however often an event is delivered. So it needs no read, no command record and no transaction.
 */
export interface ProjectionHandler<Store> {
  readonly kind: 'projection';
  readonly contract: EventContract;
  readonly projection: (store: Store, data: any) => ProjectionWrite;
}

/** A handler of another service's event. */
export type EventHandler<Store> = ReactionHandler<Store> | ProjectionHandler<Store>;

/** Makes handlers that are typed by the contracts and by the store of the service. */
export function handlersFor<Store>() {
  return {
    command: <M extends MessageContract, S, D extends Decided<ReplyOf<M>>>(
      contract: M,
      parts: HandlerParts<Store, ParsedInputOf<M>, S, D>,
    ): CommandHandler<Store> => ({ kind: 'command', contract, parts }),
    query: <M extends MessageContract>(
      contract: M,
      answer: (store: Store, input: ParsedInputOf<M>, actor: Actor) => Promise<ReplyOf<M>>,
    ): QueryHandler<Store> => ({ kind: 'query', contract, answer }),
    reaction: <E extends EventContract, S, D extends object & { readonly events?: readonly RaisedEvent[] }>(
      contract: E,
      parts: HandlerParts<Store, DataOf<E>, S, D>,
    ): ReactionHandler<Store> => ({ kind: 'reaction', contract, parts }),
    projection: <E extends EventContract>(
      contract: E,
      projection: (store: Store, data: DataOf<E>) => ProjectionWrite,
    ): ProjectionHandler<Store> => ({ kind: 'projection', contract, projection }),
  };
}
