import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { systemProcesses } from '../src/system-processes.js';
import { rootDir } from '../src/paths.js';
import { images } from '../src/servers/containers.js';
import { temporalSettings } from '../src/servers/temporal.js';

test('docker-compose.yml runs the same house, on the images of the tests, with the settings of the launcher', async () => {
  const compose = await readFile(join(rootDir, 'docker-compose.yml'), 'utf8');
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
