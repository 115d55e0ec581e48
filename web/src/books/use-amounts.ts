import { useMessages } from '../i18n/messages.js';

/** Amounts of a table: where all are in one currency it is named in the heads of the columns, else with each amount. */
export function useAmounts(currencies: readonly string[]) {
  const { figure, money } = useMessages();
  const [only, ...others] = new Set(currencies);
  const isOne = only !== undefined && others.length === 0;
  return {
    amount: (minor: number, currency: string): string => (isOne ? figure(minor, currency) : money(minor, currency)),
    headOf: (name: string): string => (isOne ? `${name}, ${only}` : name),
  };
}
