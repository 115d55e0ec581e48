/** States of a purchase order. `received`: nothing of what was ordered is outstanding. */
export const PURCHASE_ORDER_STATES = ['draft', 'sent', 'partlyReceived', 'received', 'closed', 'cancelled'] as const;

/** States in which goods are taken in; late ones too, while the order is not closed. */
export const RECEIVING_STATES = ['sent', 'partlyReceived', 'received'] as const;
