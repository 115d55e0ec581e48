import { lookup as resolve, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address of this machine, of a private network or of no use on the Internet: nothing of the shop is sent there. */
export class AddressRefused extends Error {
  constructor(readonly address: string) {
    super(`the address ${address} is not on the public Internet`);
  }
}

/** Whether an IP address is on the public Internet; an IPv4 address in an IPv6 one counts as itself. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * A look-up for one connection: every address that the name has must be public, and the connection goes to one of those that
 * were checked. A name that resolves differently a moment later gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, answer) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const addresses = found as unknown as LookupAddress[];
    if (error) return answer(error, '');
    const refused = addresses.find(({ address }) => !isPublic(address));
    if (refused || addresses.length === 0) return answer(new AddressRefused(refused?.address ?? hostname), '');
    const [first] = addresses;
    return options.all ? answer(null, addresses) : answer(null, first!.address, first!.family);
  });
};
