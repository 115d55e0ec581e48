// Writes web/src/api/schema.ts from the gateway's OpenAPI document. Run by the build; needs the gateway's build.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { apiTypes } from './api-types.mjs';

const typesFile = fileURLToPath(new URL('../src/api/schema.ts', import.meta.url));

/** Writes the types of the API; returns whether they have changed. */
export async function writeApiTypes() {
  const { openApiDocument } = await import('@comptoir/gateway');
  const types = apiTypes(openApiDocument());
  if (existsSync(typesFile) && readFileSync(typesFile, 'utf8') === types) return false;
  writeFileSync(typesFile, types);
  return true;
}

// As a program: exit code 0 when the types have changed, 3 when they are up to date.
if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit((await writeApiTypes()) ? 0 : 3);
