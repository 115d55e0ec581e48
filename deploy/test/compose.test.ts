import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { demoUsers } from '../src/demo-shop.js';
import { systemProcesses } from '../src/system-processes.js';
import { rootDir } from '../src/paths.js';
import { images } from '../src/servers/containers.js';
import { retentionSeconds, temporalSettings } from '../src/servers/temporal.js';

const compose = await readFile(join(rootDir, 'docker-compose.yml'), 'utf8');

/** The lines of one service. */
function serviceOf(name: string): string {
  const found = new RegExp(`\\n  ${name}:\\n((?:    .*\\n|\\n)+)`).exec(compose.slice(compose.indexOf('\nservices:')));
  if (!found?.[1]) throw new Error(`docker-compose.yml has no service ${name}`);
  return found[1];
}

test('docker-compose.yml runs the same house, on the images of the tests, with the settings of the launcher', () => {
  for (const image of Object.values(images)) expect(compose).toContain(`image: ${image}\n`);
  for (let index = 0; index < temporalSettings.length; index += 2)
    expect(compose).toContain(`- ${temporalSettings[index]}=${temporalSettings[index + 1]}\n`);
  expect(compose).toContain('sync_interval: always');
  for (const { name, entry } of systemProcesses) {
    const [service, file] = entry.split('/dist/src/');
    expect(compose).toMatch(
      new RegExp(
        `\\n  ${name}:\\n    <<: \\*process\\n    build: .*SERVICE: ${service}${file === 'main.js' ? '' : `, ENTRY: ${file}`} `,
      ),
    );
  }
});

test('every image is pinned to a version', async () => {
  const dockerfile = await readFile(join(rootDir, 'deploy/Dockerfile'), 'utf8');
  const [, node] = /^ARG NODE_IMAGE=(\S+)$/m.exec(dockerfile) ?? [];
  const named = [...compose.matchAll(/^ +image: (\S+)$/gm)].map(([, image]) => image);
  expect(named).toHaveLength(3);
  for (const image of [node, ...named]) expect(image).toMatch(/^[\w/]+:\d+\.\d+\.\d+(-[\w-]+)?$/);
  for (const [, from] of dockerfile.matchAll(/^FROM (\S+)/gm))
    expect(['${NODE_IMAGE}', 'manifests', 'packages']).toContain(from);
});

test('Temporal keeps a finished workflow as long as under the launcher, and is healthy only then', () => {
  expect(retentionSeconds).toBeGreaterThanOrEqual(62 * 24 * 3600);
  const temporal = serviceOf('temporal');
  expect(temporal).toContain(`'"workflowExecutionRetentionTtl": "${retentionSeconds}s"'`);
  expect(temporal).toContain(`namespace update -n default --retention ${retentionSeconds / 3600}h`);
});

test('every process has a health check, an end in good order, and no rights it does not need', () => {
  for (const { name } of systemProcesses) {
    const asked = name === 'gateway' ? 'http://127.0.0.1:8080/api/v1/health' : name;
    expect(serviceOf(name)).toContain(`'CMD', 'node', 'services/shared/kit/dist/src/probe.js', '${asked}']`);
  }
  const [, process] = /\nx-process: &process\n((?: {2}.*\n)+)/.exec(compose) ?? [];
  for (const line of ['read_only: true', "cap_drop: ['ALL']", 'no-new-privileges:true', 'stop_grace_period: 15s'])
    expect(process).toContain(line);
});

test('the demo users of the profile are those of the launcher, and no password is set by default', () => {
  const [, seeded] = /COMPTOIR_SEED_USERS: \|\n((?: {8}.*\n)+)/.exec(serviceOf('demo-people')) ?? [];
  expect(JSON.parse(seeded ?? '')).toEqual(demoUsers);
  expect(serviceOf('gateway')).toContain("COMPTOIR_OWNER_PASSWORD: '${COMPTOIR_OWNER_PASSWORD:-}'");
  expect(compose.replace(serviceOf('demo-people'), '')).not.toMatch(/password['"]? *: *['"][^$]/i);
});

test('every volume is used', () => {
  const [, listed] = /\nvolumes:\n((?: {2}.*\n)+)/.exec(compose) ?? [];
  const volumes = [...(listed ?? '').matchAll(/^ {2}([\w-]+):/gm)].map(([, name]) => name);
  expect(volumes.length).toBeGreaterThan(0);
  for (const volume of volumes) expect(compose).toMatch(new RegExp(`volumes: \\['${volume}:`));
});
