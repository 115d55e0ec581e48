import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';

/** What a customer owes and may owe, in one currency, minor units; a negative debt is a credit. */
export interface CustomerAccount {
  readonly owedMinor: number;
  /** No limit, or one in another currency, allows no debt. */
  readonly limitMinor: number;
}

/** The account of a customer as the books have it now; undefined until it is read, and for no customer. */
export function useCustomerAccount(
  customerId: string | undefined,
  currency: string,
): { account: CustomerAccount | undefined; error: unknown } {
  const { data, error, isFetchedAfterMount } = useQuery({
    queryKey: ['customers', customerId, 'account', currency],
    queryFn: async (): Promise<CustomerAccount> => {
      const params = { customerId: customerId ?? '' };
      const [{ balances }, { creditLimit }] = await Promise.all([
        ask('GET /customers/{customerId}/balance', { params }),
        ask('GET /customers/{customerId}', { params }),
      ]);
      return {
        owedMinor: balances.find((one) => one.currency === currency)?.balanceMinor ?? 0,
        limitMinor: creditLimit?.currency === currency ? creditLimit.minor : 0,
      };
    },
    enabled: customerId !== undefined,
    refetchOnMount: 'always', // it changes with every sale, in other tills too
  });
  return { account: isFetchedAfterMount ? data : undefined, error };
}
