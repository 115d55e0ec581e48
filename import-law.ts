/**
 * The import law: what each part of the repository may import, and why. `npm run check` fails on a wrong import and prints
 * the reason. `forbid` takes the patterns of a .gitignore: `*` is a name, `**` any path, `!` an exception.
 * Where several entries name a file, the last one counts; so each entry holds the whole law for its files. An
 * exception (`!`) counts for all patterns of its entry, so exceptions are single imports and no wide patterns.
 * Where several patterns match an import, the message of the last one is printed.
 */

interface Pattern {
  readonly group: readonly string[];
  readonly message: string;
}

interface Entry {
  readonly files: readonly string[];
  readonly patterns: readonly Pattern[];
}

const SERVICES = ['catalog', 'inventory', 'sales', 'invoicing', 'warranty'];

function forbid(imports: readonly string[], because: string): Pattern {
  return { group: imports, message: because };
}

/** A package of this repository, with everything below it. */
const packages = (...names: string[]): string[] =>
  names.flatMap((name) => [`@comptoir/${name}`, `@comptoir/${name}/**`]);
const anyPackageOfOurs = packages('*');
/** The entries of the contracts and of the kit. */
const contracts = ['', '/kernel', '/money', '/pricing', '/sagas', '/units'].map(
  (entry) => `@comptoir/contracts${entry}`,
);
const kit = ['', '/config', '/eventually', '/testing', '/test-settings'].map((entry) => `@comptoir/kit${entry}`);
const except = (...imports: string[]): string[] => imports.map((one) => `!${one}`);
const files = except('./*', './**/*', '../*', '../**/*');

const noDeepImports = [
  forbid(
    ['src', 'dist', 'test'].flatMap((folder) => [`@comptoir/*/${folder}`, `@comptoir/*/${folder}/**`]),
    'No deep imports: a package is used through the entries that its package.json exports.',
  ),
  forbid(
    ['../../../*', '../../../**/*'],
    'No relative path into another package: import it by its name, through an entry that its package.json exports.',
  ),
];

/** The whole law, from the general to the particular. */
export const importLaw: readonly Entry[] = [
  { files: ['**/*.{ts,tsx}'], patterns: noDeepImports },
  {
    files: ['services/shared/contracts/src/**/*.ts'],
    patterns: [
      forbid(
        ['*', '**/*', ...except('zod'), ...files],
        'Contracts import nothing but zod: they are used in every process and in workflow code.',
      ),
    ],
  },
  {
    files: ['services/shared/kit/src/**/*.ts'],
    patterns: [
      forbid(
        [...anyPackageOfOurs, ...except('@comptoir/contracts/kernel')],
        'The kit knows no business term: of the contracts it imports the kernel only (@comptoir/contracts/kernel).',
      ),
      ...noDeepImports,
    ],
  },
  {
    files: [`services/{${SERVICES.join(',')}}/src/**/*.ts`],
    patterns: [
      forbid(
        [...anyPackageOfOurs, ...except(...contracts, ...kit)],
        'A service imports contracts and kit, never another service: what it needs of others comes inside the command or as an event.',
      ),
      forbid(['@temporalio/*'], 'Services do not know Temporal: the sagas call them over NATS.'),
      forbid(['mongoose', 'mongodb'], 'The database is used through the kit.'),
      ...noDeepImports,
    ],
  },
  {
    files: [`services/{${SERVICES.join(',')}}/src/domain/**/*.ts`],
    patterns: [
      forbid(
        [...anyPackageOfOurs, ...except(...contracts)],
        'Domain rules are pure: they import types and money of the contracts, so that they can be read and tested without a server.',
      ),
      forbid(
        ['@nestjs/*', '@nats-io/*', '@temporalio/*', 'mongoose', 'mongodb', 'pino'],
        'Domain rules are pure: no framework and no driver.',
      ),
      forbid(
        ['node:*', 'node:*/**', ...except('node:crypto'), 'fs', 'os', 'net', 'http', 'https', 'child_process'],
        'Domain rules are pure: no file, no clock, no network (hashing is arithmetic).',
      ),
      forbid(
        ['../*', '../**/*', ...except('../domain', '../domain/**')],
        'Domain rules do not know the store, the commands and the queries.',
      ),
      ...noDeepImports,
    ],
  },
  {
    files: ['services/gateway/src/**/*.ts'],
    patterns: [
      forbid(
        [...anyPackageOfOurs, ...except(...contracts, ...kit)],
        'The gateway calls services over NATS and starts sagas by name: it imports neither.',
      ),
      ...noDeepImports,
      forbid(
        ['../../../workflows/*', '../../../workflows/**/*'],
        'The gateway calls services over NATS and starts sagas by name: it imports neither.',
      ),
    ],
  },
  {
    files: ['workflows/src/**/*.ts'],
    patterns: [
      forbid(
        [...anyPackageOfOurs, ...except(...contracts, ...kit)],
        'The sagas call services over NATS by their contracts: they import no service and no gateway.',
      ),
      ...noDeepImports,
    ],
  },
  {
    files: [
      'workflows/src/*.workflow.ts',
      'workflows/src/{steps,compensation,progress,approval,failures,workflows}.ts',
    ],
    patterns: [
      forbid(
        ['node:*', 'node:*/**', 'zod', 'zod/**', '@temporalio/worker', '@temporalio/client', '@temporalio/activity'],
        'Workflow code is deterministic and bundled: no Node, no network, no zod at run time.',
      ),
      forbid(
        [...anyPackageOfOurs, ...except(...contracts)],
        'Workflow code is deterministic and bundled: of this repository it imports types and pure helpers of the contracts only.',
      ),
      ...noDeepImports,
    ],
  },
  {
    files: ['web/src/**/*.{ts,tsx}'],
    patterns: [
      forbid(
        [
          ...anyPackageOfOurs,
          ...except(
            '@comptoir/contracts/accounts',
            '@comptoir/contracts/identifiers',
            '@comptoir/contracts/money',
            '@comptoir/contracts/order-states',
            '@comptoir/contracts/pricing',
            '@comptoir/contracts/barcodes',
            '@comptoir/contracts/price-lists',
            '@comptoir/contracts/purchase-order-states',
            '@comptoir/contracts/stock-age-limits',
            '@comptoir/contracts/refund',
            '@comptoir/contracts/transfer-states',
            '@comptoir/contracts/units',
          ),
        ],
        'The pages use the gateway over its API, whose types are generated; of the contracts they import the money rules and the lists of accounts, identifiers and states of orders only.',
      ),
      forbid(['node:*', 'node:*/**'], 'The pages run in a browser: no Node.'),
      ...noDeepImports,
    ],
  },
  { files: ['**/*.spec.ts'], patterns: [] },
];
