import type { InputOf, MessageContract, ReplyOf } from '@comptoir/contracts';
import type { Caller, ServiceHealth } from '@comptoir/kit';
import type { Call, RouteDefinition } from './http/route.js';

/** The services behind the gateway. */
export const SERVICES = ['catalog', 'inventory', 'sales', 'invoicing', 'warranty'] as const;

/** Calls the services on behalf of a person. */
export class ServiceClient {
  constructor(private readonly caller: Caller) {}

  /** Sends a command or query in the person's name; a command takes the identity of the HTTP request. */
  ask<M extends MessageContract>(call: Call<RouteDefinition>, contract: M, input: InputOf<M>): Promise<ReplyOf<M>> {
    const identity = contract.kind === 'command' ? { commandId: call.commandId, fingerprint: call.fingerprint } : {};
    return this.caller.call(contract, input, { actor: call.actor, ...identity });
  }

  /** Reads the health of a service. */
  health(service: string): Promise<ServiceHealth> {
    return this.caller.health(service);
  }
}
