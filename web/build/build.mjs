// Builds the pages when they are missing or older than what they are made from. Run under Node 24, after tsc.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { writeApiTypes } from './write-api-types.mjs';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(web);
const pages = join(web, 'dist', 'pages');
const stampFile = join(web, 'dist', 'stamp');
/** Everything the pages depend on: their own files, the API, and the lock of the packages. */
const sources = [
  'web/src',
  'web/build',
  'web/public',
  'web/index.html',
  'web/package.json',
  'web/vite.config.js',
  'web/tsconfig.json',
  'services/gateway/src',
  'services/shared/contracts/src',
  'package-lock.json',
];

function filesOf(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
      .toSorted();
  } catch {
    return [path]; // a file, not a folder
  }
}

function stampOf() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesOf(join(root, source))))
    hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function run(...args) {
  const result = spawnSync(process.execPath, args, { cwd: web, stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function compress() {
  for (const file of filesOf(pages).filter((one) => ['.js', '.css', '.html', '.svg'].includes(extname(one)))) {
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
}

if (existsSync(join(pages, 'index.html')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf())
  process.exit(0);
if (await writeApiTypes()) run(join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--build', web);
run(join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn');
compress();
writeFileSync(stampFile, stampOf());
process.exit(0); // importing the gateway may have left something open
