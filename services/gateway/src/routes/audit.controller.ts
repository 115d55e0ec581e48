import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { auditReport, id, SAGAS, sagaId, sales, DomainError, type AuditReport } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { ServiceClient } from '../service-client.js';
import { Sagas } from '../sagas.js';

const tag = 'books';
const runAudit = route({
  method: 'POST',
  path: '/audit',
  tag,
  summary: 'Runs the audit: checks every invariant from the records of all services.',
  action: 'runAudit',
  saga: true,
  reply: auditReport,
});
const readLast = route({
  method: 'GET',
  path: '/audit',
  tag,
  summary: 'The last report.',
  action: 'readAudits',
  reply: auditReport,
});
const readAudit = route({
  method: 'GET',
  path: '/audit/{auditId}',
  tag,
  summary: 'One report.',
  action: 'readAudits',
  params: z.strictObject({ auditId: id('audit') }),
  reply: auditReport,
});

/** The audit. */
@Controller()
export class AuditController {
  constructor(
    private readonly services: ServiceClient,
    private readonly sagas: Sagas,
  ) {}

  @Serves(runAudit)
  async run(@Checked() call: Call<typeof runAudit>, @Res({ passthrough: true }) reply: FastifyReply) {
    const auditId = mint('audit');
    const handle = await this.sagas.start({
      type: SAGAS.audit,
      workflowId: sagaId.audit(call.attempt),
      fingerprint: call.fingerprint,
      attributes: {},
      memo: { auditId },
      input: { auditId, actor: call.actor },
    });
    const waited = await this.sagas.wait<AuditReport>(handle);
    if (waited.ended) return waited.result;
    const watch = `/api/v1/audit/${await this.sagas.memoOf(handle, 'auditId')}`;
    void reply.status(202).header('location', watch);
    return { status: 'underWay', watch };
  }

  @Serves(readLast)
  readLast(@Checked() call: Call<typeof readLast>) {
    return this.read(call, undefined);
  }

  @Serves(readAudit)
  readAudit(@Checked() call: Call<typeof readAudit>) {
    return this.read(call, call.params.auditId);
  }

  private async read(call: Call<RouteDefinition>, auditId: string | undefined): Promise<AuditReport> {
    const { report } = await this.services.ask(call, sales.readLastAudit, { auditId });
    if (!report)
      throw new DomainError(
        'audit.unknown',
        'notFound',
        auditId ? 'This audit has not ended, or there is none of this id.' : 'No audit has been run yet.',
        { auditId },
      );
    return report;
  }
}
