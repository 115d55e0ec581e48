/** Parts of the till that are not needed before its first article: loaded with it. */
export { ChangedElsewhere } from './changed-elsewhere.js';
export { CustomerDialog } from './customer-dialog.js';
export { DiscountDialog } from './discount-dialog.js';
export { ParkDialog } from './park-dialog.js';
export { ParkedDialog } from './parked-dialog.js';
export { PayDialog } from './pay-dialog.js';
export { PendingSalePanel } from './pending-sale-panel.js';
export { PriceDialog } from './price-dialog.js';
export { ReceiptPanel } from './receipt-panel.js';
export { VariantDialog } from './variant-dialog.js';
export { TransferDialog } from './transfer-dialog.js';
export { WaitingSales } from './waiting-sales.js';
export { SessionDialog } from '../till-session/session-dialog.js';
export { TillGate } from '../till-session/till-gate.js';
