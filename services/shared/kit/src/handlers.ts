import type {
  Actor,
  DataOf,
  EventContract,
  IdKind,
  MessageContract,
  ParsedInputOf,
  ReplyOf,
  DomainError,
} from '@comptoir/contracts';
import type { ProjectionWrite, Write } from './mongo.js';

/** What a handler knows beside its input. `now` is the moment the command was taken up; ids come from `mint`. */
export interface Context {
  readonly now: string;
  readonly actor: Actor;
  readonly commandId: string;
  readonly sagaId?: string;
  readonly mint: (kind: IdKind) => string;
}

/** An event to be broadcast once the transaction has committed. */
export interface RaisedEvent {
  readonly contract: EventContract;
  readonly data: unknown;
}

/** Names an event and what it carries. */
export function raise<E extends EventContract>(contract: E, data: DataOf<E>): RaisedEvent {
  return { contract, data };
}

/** What a decision always holds; the rest of it is between decide and save. */
export interface Decided<R> {
  readonly reply: R;
  readonly events?: readonly RaisedEvent[];
}

/** The three parts of a handler: load, decide (pure), save. */
export interface HandlerParts<Store, I, S, D> {
  /**
   * Keys whose commands wait for each other in this process instead of fighting in the database. A reaction that has
   * keys names in them every record it reads and writes: those without a common key share one transaction.
   */
  readonly keys?: (input: I) => readonly string[];
  readonly load: (store: Store, input: I, context: Context) => Promise<S> | S;
  readonly decide: (state: S, input: I, context: Context) => D;
  readonly save: (store: Store, decided: D, input: I, context: Context) => readonly Write[];
  /** The refusal to give when a unique key of this room (not the act's own row) was taken already. */
  readonly duplicate?: (input: I, error: unknown) => DomainError;
}

/** A command's handler. */
export interface CommandHandler<Store> {
  readonly kind: 'command';
  readonly contract: MessageContract;
  readonly parts: HandlerParts<Store, any, any, Decided<unknown>>;
}

/** A query's handler. */
export interface QueryHandler<Store> {
  readonly kind: 'query';
  readonly contract: MessageContract;
  readonly answer: (store: Store, input: any, actor: Actor) => Promise<unknown>;
}

/** A handler of a neighbour's event. */
export interface ReactionHandler<Store> {
  readonly kind: 'reaction';
  readonly contract: EventContract;
  readonly parts: HandlerParts<Store, any, any, { readonly events?: readonly RaisedEvent[] }>;
}

/**
 * A handler that keeps a copy of a neighbour's record. The newest version wins, in whatever order and however often they
 * come; so that nothing is read before, no row of the act is kept, and no transaction is needed.
 */
export interface ProjectionHandler<Store> {
  readonly kind: 'projection';
  readonly contract: EventContract;
  readonly projection: (store: Store, data: any) => ProjectionWrite;
}

/** What a room does about events of its neighbours. */
export type EventHandler<Store> = ReactionHandler<Store> | ProjectionHandler<Store>;

/** Makers of handlers, typed by the room's store. */
export function handlersFor<Store>() {
  return {
    command: <M extends MessageContract, S, D extends Decided<ReplyOf<M>>>(
      contract: M,
      parts: HandlerParts<Store, ParsedInputOf<M>, S, D>,
    ): CommandHandler<Store> => ({ kind: 'command', contract, parts: parts as never }),
    query: <M extends MessageContract>(
      contract: M,
      answer: (store: Store, input: ParsedInputOf<M>, actor: Actor) => Promise<ReplyOf<M>>,
    ): QueryHandler<Store> => ({ kind: 'query', contract, answer }),
    reaction: <E extends EventContract, S, D extends object & { readonly events?: readonly RaisedEvent[] }>(
      contract: E,
      parts: HandlerParts<Store, DataOf<E>, S, D>,
    ): ReactionHandler<Store> => ({ kind: 'reaction', contract, parts: parts as never }),
    projection: <E extends EventContract>(
      contract: E,
      projection: (store: Store, data: DataOf<E>) => ProjectionWrite,
    ): ProjectionHandler<Store> => ({ kind: 'projection', contract, projection: projection as never }),
  };
}
