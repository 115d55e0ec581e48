import { useMessages, type MessageKey } from '../i18n/messages.js';
import type { Refund, RefundTo } from './refund.js';

/** A refund as sentences: what is paid out and by which means, and what is taken off the account. */
export function useRefundText(): (
  moment: 'ask' | 'due' | 'given',
  refund: Refund,
  refundTo: RefundTo,
  currency: string,
) => string[] {
  const { t, money } = useMessages();
  return (moment, { paidOutMinor, creditedMinor }, refundTo, currency) => {
    const said = (means: RefundTo, minor: number): string =>
      t(`refund.${moment}.${means}` satisfies MessageKey, { amount: money(minor, currency) });
    const sentences = [
      ...(paidOutMinor > 0 ? [said(refundTo, paidOutMinor)] : []),
      ...(creditedMinor > 0 ? [said('account', creditedMinor)] : []),
    ];
    return sentences.length > 0 ? sentences : [said(refundTo, 0)];
  };
}
