/** Means that money comes or goes by; credit is offered where a customer has some. */
export const METHODS = ['cash', 'card', 'transfer', 'cheque', 'credit'] as const;
/** A means of payment. */
export type Method = (typeof METHODS)[number];
