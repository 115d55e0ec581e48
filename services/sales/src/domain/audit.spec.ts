import { expect, test } from '@jest/globals';
import type { AuditReport } from '@comptoir/contracts';
import { decideRecordAudit } from './audit.js';

const report = { auditId: 'aud_1' } as AuditReport;

test('the first report under an id is stored, a later one is not', () => {
  expect(decideRecordAudit(undefined, report)).toBe(report);
  expect(decideRecordAudit(null, report)).toBe(report);
  expect(decideRecordAudit({ auditId: 'aud_1' }, report)).toBeUndefined();
});
