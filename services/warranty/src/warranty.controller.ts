import { warranty } from '@comptoir/contracts';
import { Accepts, Controller, Door, DOOR, Inject, Payload } from '@comptoir/kit';
import { closeClaim } from './commands/close-claim.js';
import { issueGuarantee } from './commands/issue-guarantee.js';
import { openClaim } from './commands/open-claim.js';
import { reinstateGuarantees } from './commands/reinstate-guarantees.js';
import { voidGuarantees } from './commands/void-guarantees.js';
import { auditRecords } from './queries/audit-records.js';
import { listGuarantees } from './queries/list-guarantees.js';
import { readGuarantee } from './queries/read-guarantee.js';
import type { WarrantyStore } from './store/warranty-store.js';

/** The door of the warranty desk: one line a message. */
@Controller()
export class WarrantyController {
  constructor(@Inject(DOOR) private readonly door: Door<WarrantyStore>) {}

  @Accepts(warranty.issueGuarantee) issueGuarantee(@Payload() message: unknown) {
    return this.door.handle(issueGuarantee, message);
  }
  @Accepts(warranty.voidGuarantees) voidGuarantees(@Payload() message: unknown) {
    return this.door.handle(voidGuarantees, message);
  }
  @Accepts(warranty.reinstateGuarantees) reinstateGuarantees(@Payload() message: unknown) {
    return this.door.handle(reinstateGuarantees, message);
  }
  @Accepts(warranty.openClaim) openClaim(@Payload() message: unknown) {
    return this.door.handle(openClaim, message);
  }
  @Accepts(warranty.closeClaim) closeClaim(@Payload() message: unknown) {
    return this.door.handle(closeClaim, message);
  }
  @Accepts(warranty.readGuarantee) readGuarantee(@Payload() message: unknown) {
    return this.door.handle(readGuarantee, message);
  }
  @Accepts(warranty.listGuarantees) listGuarantees(@Payload() message: unknown) {
    return this.door.handle(listGuarantees, message);
  }
  @Accepts(warranty.auditRecords) auditRecords(@Payload() message: unknown) {
    return this.door.handle(auditRecords, message);
  }
}
