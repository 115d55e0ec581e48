import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { SERVICES } from '@comptoir/contracts';
import { openApiDocument } from '../http/openapi.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { ServiceClient } from '../service-client.js';
import { Sagas } from '../sagas.js';

const part = z.object({
  name: z.string(),
  ok: z.boolean(),
  outboxWaiting: z.int().optional(),
  eventsWaiting: z.int().optional(),
  parked: z.int().optional(),
  /** Why it is not ok, one sentence each. */
  reasons: z.array(z.string()).optional(),
});
const healthReply = z.object({ ok: z.boolean(), parts: z.array(part) });
const health = route({
  method: 'GET',
  path: '/health',
  tag: 'health',
  summary: 'Answers 200 when a sale can be made and its events move, else 503 with the reasons.',
  action: 'seeHealth',
  reply: healthReply,
});
const live = route({
  method: 'GET',
  path: '/live',
  tag: 'health',
  summary: 'The gateway’s process is alive.',
  action: 'seeHealth',
  reply: z.object({ ok: z.literal(true) }),
});
const openapi = route({
  method: 'GET',
  path: '/openapi.json',
  tag: 'health',
  summary: 'This description.',
  action: 'readApiDescription',
  reply: z.record(z.string(), z.unknown()),
});

/** Health of the system, and the description of the API. */
@Controller()
export class HealthController {
  private document: Record<string, unknown> | undefined;

  constructor(
    private readonly services: ServiceClient,
    private readonly sagas: Sagas,
  ) {}

  @Serves(health)
  async health(
    @Checked() _call: Call<typeof health>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof healthReply>> {
    const services = SERVICES.map((name) =>
      this.services.health(name).then(
        ({ ok, outboxWaiting, eventsWaiting, parked, reasons }) => ({
          name,
          ok,
          outboxWaiting,
          eventsWaiting,
          parked,
          ...(reasons ? { reasons: [...reasons] } : {}),
        }),
        (error: unknown) => ({ name, ok: false, reasons: [messageOf(error)] }),
      ),
    );
    const sagas = this.sagas.workerListens().then(
      (ok) => ({ name: 'sagas', ok, ...(ok ? {} : { reasons: ['no worker takes sagas'] }) }),
      (error: unknown) => ({ name: 'sagas', ok: false, reasons: [messageOf(error)] }),
    );
    const parts = await Promise.all([...services, sagas]);
    const ok = parts.every((one) => one.ok);
    if (!ok) void reply.status(503);
    return { ok, parts };
  }

  @Serves(live)
  live() {
    return { ok: true };
  }

  @Serves(openapi)
  openapi() {
    return (this.document ??= openApiDocument());
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
