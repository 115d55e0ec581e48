import { hostname } from 'node:os';

/**
 * Where one process of a service answers how it is, whichever replicas it has: `<shop>.<service>.health.<host>`.
 * The probe loads this file and the NATS client only, for it is started every few seconds.
 */
export function ownHealthSubject(shop: string, service: string, host = hostname()): string {
  return `${shop}.${service}.health.${host.replaceAll(/[^\w-]/g, '-')}`;
}
