/** What is known of a product in a store, smallest units where nothing else is said. */
export interface ProductNeed {
  readonly available: number;
  readonly onOrder: number;
  /** The low-stock threshold: it is kept as safety stock. */
  readonly threshold: number;
  /** Sold less returned over `days`; below zero where more came back. */
  readonly sold: number;
  readonly days: number;
  /** Days from an order to its delivery. */
  readonly leadTimeDays: number;
  /** Days until somebody orders again. */
  readonly reviewDays: number;
  /** The supplier sells by so many. */
  readonly multiple?: number | undefined;
}

/** Figures of a suggestion, in the order in which a person adds them up; smallest units. */
export interface OrderSuggestion {
  /** What is sold until the delivery after the next one can be there, rounded up. */
  readonly demand: number;
  /** Demand and safety stock. */
  readonly needed: number;
  /** Needed less what is available and on order, never below zero. */
  readonly missing: number;
  /** Missing, rounded up to the multiple of the supplier. */
  readonly suggested: number;
}

function upTo(quantity: number, multiple: number): number {
  return Math.ceil(quantity / multiple) * multiple;
}

/**
 * What to order of a product: enough for the lead time and the time until the next order, at the pace of the last days, with
 * the threshold as safety stock (a periodic review with a fixed cover). Never negative; the product of sold units and days
 * stays a safe integer.
 */
export function suggestOrder({ multiple = 1, ...need }: ProductNeed): OrderSuggestion {
  const cover = need.leadTimeDays + need.reviewDays;
  const demand = Math.ceil((Math.max(0, need.sold) * cover) / need.days);
  const needed = demand + need.threshold;
  const missing = Math.max(0, needed - need.available - need.onOrder);
  return { demand, needed, missing, suggested: upTo(missing, multiple) };
}
