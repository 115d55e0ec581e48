import { useMessages } from '../i18n/messages.js';
import type { Refund } from './refund.js';

/** A refund as sentences: what is paid out by each means, what is taken off the account, what stays as credit. */
export function useRefundText(): (moment: 'ask' | 'due' | 'given', refund: Refund, currency: string) => string[] {
  const { t, money } = useMessages();
  return (moment, { refunds, settledMinor, creditMinor }, currency) => {
    const parts = [
      ...refunds.map((one) => [one.method, one.tenderedMinor] as const),
      ['account', settledMinor] as const,
      ['credit', creditMinor] as const,
    ].filter(([, minor]) => minor > 0);
    const said = parts.length > 0 ? parts : [['cash', 0] as const];
    return said.map(([means, minor]) => t(`refund.${moment}.${means}`, { amount: money(minor, currency) }));
  };
}
