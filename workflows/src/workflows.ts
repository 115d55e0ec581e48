/** Every workflow the worker runs; the bundle starts here, so nothing that needs Node may be reached from it. */
export { audit, nightlyAudit } from './audit.workflow.js';
export { checkout } from './checkout.workflow.js';
export { closeDay } from './close-day.workflow.js';
export { closeDueDays } from './close-due-days.workflow.js';
export { correction } from './correction.workflow.js';
export { expireDrafts } from './expire-drafts.workflow.js';
export { orderCancellation } from './order-cancellation.workflow.js';
export { warnExpiring } from './warn-expiring.workflow.js';
