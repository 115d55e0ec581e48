import { STANDARD_ACCOUNTS } from '@comptoir/contracts/accounts';
import type { useMessages } from '../i18n/messages.js';

/** What an account is called; one that the company added goes by its key. */
export function accountName({ t }: Pick<ReturnType<typeof useMessages>, 't'>, account: string): string {
  const standard = STANDARD_ACCOUNTS.find((one) => one === account);
  return standard ? t(`account.${standard}`) : account;
}
