import { hostname } from 'node:os';

/**
 * Subject on which one process of a service reports its health, beside its replicas: `<installation>.<service>.health.<host>`.
 * A file of its own, because the probe starts every few seconds and must load little.
 */
export function ownHealthSubject(installation: string, service: string, host = hostname()): string {
  return `${installation}.${service}.health.${host.replaceAll(/[^\w-]/g, '-')}`;
}
