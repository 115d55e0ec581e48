import { randomInt } from 'node:crypto';
import type { Log } from '@comptoir/kit';
import type { GatewayConfig } from '../config.js';
import type { People } from './people.js';

/** Letters and digits that look different from each other: 31 of them, so 20 are 99 bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password that nobody guesses, in groups that can be read aloud. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

/**
 * Adds the owner of COMPTOIR_OWNER_EMAIL when the shop has none. A generated password is printed by the replica that
 * added the owner, once; a configured one never.
 */
export async function addFirstOwner(
  people: People,
  config: Pick<GatewayConfig, 'COMPTOIR_OWNER_EMAIL' | 'COMPTOIR_OWNER_PASSWORD'>,
  log: Log,
  print: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<void> {
  const email = config.COMPTOIR_OWNER_EMAIL;
  if (email === undefined || (await people.has('owner'))) return;
  const password = config.COMPTOIR_OWNER_PASSWORD ?? generatePassword();
  if (!(await people.add({ email, name: 'Owner', role: 'owner', password }))) return;
  log.info({ role: 'owner' }, 'the first owner was added');
  if (config.COMPTOIR_OWNER_PASSWORD === undefined)
    print(
      `\nThe first owner signs in as ${email} with the password ${password}\nIt is shown only this once; write it down.\n\n`,
    );
}
