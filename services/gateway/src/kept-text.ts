import { sales } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { Call, RouteDefinition } from './http/route.js';
import type { ServiceClient } from './service-client.js';

/**
 * Keeps what a person wrote with sales, and answers its id for a saga: workflow histories hold no text of people. A retry of
 * the request gets the id of its first try.
 */
export async function keptText(services: ServiceClient, call: Call<RouteDefinition>, text: string): Promise<string> {
  return (await services.ask(call, sales.keepText, { textId: mint('text'), text })).textId;
}
