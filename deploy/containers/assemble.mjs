// Lays out what each image holds of this repository, below the folder named: the built code of a workspace and of the
// workspaces it depends on, without types and test code. Run in the build stage of deploy/Dockerfile.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [target] = process.argv.slice(2);
if (!target) throw new Error('assemble.mjs needs the folder to write to.');

const manifestOf = (workspace) => JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8'));
const { workspaces } = JSON.parse(readFileSync('package.json', 'utf8'));
const folderOf = new Map(workspaces.map((workspace) => [manifestOf(workspace).name, workspace]));

function withDependencies(workspace, found = new Set()) {
  if (found.has(workspace)) return found;
  found.add(workspace);
  for (const name of Object.keys(manifestOf(workspace).dependencies ?? {}))
    if (folderOf.has(name)) withDependencies(folderOf.get(name), found);
  return found;
}

const isRuntime = (path) => basename(path) !== 'testing' && !/\.d\.ts$|\.spec\.js|\.tsbuildinfo$/.test(path);

for (const workspace of workspaces) {
  const image = join(target, workspace);
  for (const part of withDependencies(workspace)) {
    if (!existsSync(join(part, 'dist/src'))) continue;
    cpSync(join(part, 'package.json'), join(image, part, 'package.json'));
    cpSync(join(part, 'dist/src'), join(image, part, 'dist/src'), { recursive: true, filter: isRuntime });
  }
  // The gateway serves the pages.
  if (workspace === 'services/gateway') cpSync('web/dist/pages', join(image, 'web/dist/pages'), { recursive: true });
}
