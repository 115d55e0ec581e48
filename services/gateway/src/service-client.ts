import {
  catalog,
  catalogErrors,
  DomainError,
  sales,
  salesErrors,
  type InputOf,
  type MessageContract,
  type ReplyOf,
  type SaleView,
  type StoreView,
} from '@comptoir/contracts';
import type { Caller, ServiceHealth } from '@comptoir/kit';
import { newestOf, type Page } from './http/newest-of.js';
import type { Call, RouteDefinition } from './http/route.js';
import { storesOf } from './people/permissions.js';
import { withinStores } from './people/projection.js';

/** What every list of records of stores is asked with. */
interface ListInput {
  readonly storeId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly customerId?: string | undefined;
}

/** Calls the services on behalf of a person. */
export class ServiceClient {
  constructor(private readonly caller: Caller) {}

  /**
   * Sends a command or query in the person's name; a command takes the identity of the HTTP request. Of a query's reply the
   * person gets what is of the stores that the action of the route allows: a record of another store is refused
   * `store.not-yours`, rows of other stores are left out. A command on a record is sent after the record was read.
   */
  async ask<M extends MessageContract>(
    call: Call<RouteDefinition>,
    contract: M,
    input: InputOf<M>,
    options: { readonly timeoutMs?: number } = {},
  ): Promise<ReplyOf<M>> {
    const identity = contract.kind === 'command' ? { commandId: call.commandId, fingerprint: call.fingerprint } : {};
    const reply = await this.caller.call(contract, input, { actor: call.actor, ...identity, ...options });
    return contract.kind === 'command' ? reply : withinStores(call.person, call.action, reply);
  }

  /**
   * A page of a list, newest first, of the store named or of all stores that the person may see. Where these are some of
   * several, each store is asked and the pages are merged by their keys. The cursor of such a list is the key of a row.
   */
  async list<T>(
    call: Call<RouteDefinition>,
    contract: MessageContract,
    input: ListInput,
    keyOf: (item: T) => string,
  ): Promise<Page<T>> {
    const pages = await this.ofEachStore(call, contract, input);
    return newestOf(pages as Page<T>[], input.limit, keyOf);
  }

  /** A page of a list as `list` answers it; of a customer, with what stands under the accounts that were merged into it. */
  async listOfCustomer<T>(
    call: Call<RouteDefinition>,
    contract: MessageContract,
    input: ListInput,
    keyOf: (item: T) => string,
  ): Promise<Page<T>> {
    const { customerId } = input;
    if (customerId === undefined) return this.list(call, contract, input, keyOf);
    const ids = await this.idsBehind(call, customerId);
    const pages = await Promise.all(
      ids.map((one) => this.list<T>(call, contract, { ...input, customerId: one }, keyOf)),
    );
    return newestOf(pages, input.limit, keyOf);
  }

  /** The ids of the accounts of a customer: the one that leads, and those merged into it. */
  private async idsBehind(call: Call<RouteDefinition>, customerId: string): Promise<string[]> {
    try {
      const { customerId: leadId, merged } = await this.ask(call, sales.readCustomer, { customerId });
      return [leadId, ...merged.map((one) => one.customerId)];
    } catch (error) {
      if (error instanceof DomainError && error.code === salesErrors.customerUnknown.code) return [customerId];
      throw error;
    }
  }

  /** The replies of a query for the store named, or for each store that the person may see; one reply where these are all. */
  ofEachStore<M extends MessageContract>(
    call: Call<RouteDefinition>,
    contract: M,
    input: InputOf<M> & { readonly storeId?: string | undefined },
  ): Promise<ReplyOf<M>[]> {
    const own = input.storeId === undefined ? storesOf(call.person, call.action) : undefined;
    const inputs = own ? own.map((storeId) => ({ ...input, storeId })) : [input];
    return Promise.all(inputs.map((one) => this.ask(call, contract, one)));
  }

  /** The stores named that the person may see, by id or by company; all without these. Refuses store.unknown where there is none. */
  async stores(
    call: Call<RouteDefinition>,
    { storeId, companyId }: { readonly storeId?: string | undefined; readonly companyId?: string | undefined },
  ): Promise<StoreView[]> {
    const { items } = await this.ask(call, catalog.listStores, {});
    const named = items.filter(
      (store) =>
        (storeId === undefined || store.storeId === storeId) &&
        (companyId === undefined || store.companyId === companyId),
    );
    if (named.length > 0) return named;
    throw catalogErrors.storeUnknown('There is no such store.', { storeId, companyId });
  }

  /** Every store of the chain, also those where the person does not work: for the other side of a transfer, by code and name. */
  async storesOfChain(call: Call<RouteDefinition>): Promise<StoreView[]> {
    return (await this.caller.call(catalog.listStores, {}, { actor: call.actor })).items;
  }

  /**
   * The sale that a receipt has the number of, whichever store sold it: for a return at another store. Whoever holds the receipt
   * may bring the goods back; nothing else of that store is read. Refuses `sale.unknown`.
   */
  async saleOfReceipt(call: Call<RouteDefinition>, number: string): Promise<SaleView> {
    const { items } = await this.caller.call(sales.listSales, { number, limit: 20 }, { actor: call.actor });
    const found = items.find((sale) => sale.invoiceNumber === number);
    if (found) return found;
    throw salesErrors.saleUnknown('There is no receipt with this number.', { number });
  }

  /** Reads the health of a service. */
  health(service: string): Promise<ServiceHealth> {
    return this.caller.health(service);
  }
}
