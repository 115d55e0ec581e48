import { expect, test } from '@jest/globals';
import { AddressRefused, isPublic, publicLookup } from './public-address.js';

test.each([
  ['127.0.0.1', false],
  ['127.8.8.8', false],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false], // metadata of clouds
  ['100.64.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fc00::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::7f00:1', false], // NAT64 of 127.0.0.1
  ['localhost', false],
  ['93.184.216.34', true],
  ['::ffff:93.184.216.34', true],
  ['2606:2800:220:1:248:1893:25c8:1946', true],
])('%s: public is %s', (address, isOne) => expect(isPublic(address)).toBe(isOne));

test('a name of this machine is refused before anything is connected', async () => {
  const refused = await new Promise((resolve) => publicLookup('localhost', {}, resolve));
  expect(refused).toBeInstanceOf(AddressRefused);
});
