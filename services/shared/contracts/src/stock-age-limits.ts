/** The first day of each age of stock; the last one has no end. */
export const STOCK_AGES = [0, 31, 91, 181, 366] as const;
