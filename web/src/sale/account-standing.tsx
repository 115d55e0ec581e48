import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useCustomerAccount } from './customer-account.js';

/** What a customer owes and may owe; with a sale on account, what would be owed after it and whether a manager is asked. */
export function AccountStanding({
  customerId,
  currency,
  addedMinor = 0,
}: {
  customerId: string;
  currency: string;
  /** What the sale adds to the debt, minor units. */
  addedMinor?: number;
}) {
  const { t, money } = useMessages();
  const { account, error } = useCustomerAccount(customerId, currency);
  if (!account) return <ProblemNote error={error} />;
  const { owedMinor, limitMinor } = account;
  const afterMinor = owedMinor + addedMinor;
  return (
    <span className="standing" data-testid="standing">
      <span className={owedMinor > limitMinor ? 'mark warn' : 'quiet'}>
        {owedMinor < 0
          ? t('standing.credit-of', { amount: money(-owedMinor, currency) })
          : t('standing.owes', { amount: money(owedMinor, currency) })}
        {' · '}
        {t('standing.limit', { amount: money(limitMinor, currency) })}
      </span>
      {addedMinor > 0 && (
        <span className={afterMinor > limitMinor ? 'mark warn' : 'quiet'}>
          {t(afterMinor > limitMinor ? 'standing.after-over' : 'standing.after', {
            amount: money(afterMinor, currency),
          })}
        </span>
      )}
    </span>
  );
}
