import { sales } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { omitUndefined } from '../domain/omit-undefined.js';
import { zReportView } from '../domain/till-report.js';
import { on } from '../store/sales-store.js';

/** Final reports of till sessions, newest first. */
export const listZReports = on.query(sales.listZReports, async (store, { storeId, till, limit, cursor }) =>
  listPage(await store.zReports(omitUndefined({ storeId, till }), cursor, limit + 1), limit, zReportView),
);
