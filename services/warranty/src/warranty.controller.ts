import { warranty } from '@comptoir/contracts';
import { Accepts, Controller, MessageDispatcher, MESSAGE_DISPATCHER, Inject, Payload } from '@comptoir/kit';
import { closeClaim } from './commands/close-claim.js';
import { issueGuarantee } from './commands/issue-guarantee.js';
import { openClaim } from './commands/open-claim.js';
import { reinstateGuarantees } from './commands/reinstate-guarantees.js';
import { voidGuarantees } from './commands/void-guarantees.js';
import { auditRecords } from './queries/audit-records.js';
import { countClaims } from './queries/count-claims.js';
import { listGuarantees } from './queries/list-guarantees.js';
import { readGuarantee } from './queries/read-guarantee.js';
import type { WarrantyStore } from './store/warranty-store.js';

/** The message handlers of warranty: one line per message. */
@Controller()
export class WarrantyController {
  constructor(@Inject(MESSAGE_DISPATCHER) private readonly dispatcher: MessageDispatcher<WarrantyStore>) {}

  @Accepts(warranty.issueGuarantee) issueGuarantee(@Payload() message: unknown) {
    return this.dispatcher.handle(issueGuarantee, message);
  }
  @Accepts(warranty.voidGuarantees) voidGuarantees(@Payload() message: unknown) {
    return this.dispatcher.handle(voidGuarantees, message);
  }
  @Accepts(warranty.reinstateGuarantees) reinstateGuarantees(@Payload() message: unknown) {
    return this.dispatcher.handle(reinstateGuarantees, message);
  }
  @Accepts(warranty.openClaim) openClaim(@Payload() message: unknown) {
    return this.dispatcher.handle(openClaim, message);
  }
  @Accepts(warranty.closeClaim) closeClaim(@Payload() message: unknown) {
    return this.dispatcher.handle(closeClaim, message);
  }
  @Accepts(warranty.readGuarantee) readGuarantee(@Payload() message: unknown) {
    return this.dispatcher.handle(readGuarantee, message);
  }
  @Accepts(warranty.listGuarantees) listGuarantees(@Payload() message: unknown) {
    return this.dispatcher.handle(listGuarantees, message);
  }
  @Accepts(warranty.countClaims) countClaims(@Payload() message: unknown) {
    return this.dispatcher.handle(countClaims, message);
  }
  @Accepts(warranty.auditRecords) auditRecords(@Payload() message: unknown) {
    return this.dispatcher.handle(auditRecords, message);
  }
}
