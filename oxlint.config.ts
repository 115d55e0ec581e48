import { defineConfig } from 'oxlint';
import { importLaw } from './import-law.ts';

const clock = (reason: string) => ({ object: 'Date', property: 'now', message: reason });
const random = (reason: string) => ({ object: 'Math', property: 'random', message: reason });

export default defineConfig({
  plugins: ['typescript', 'import', 'jest'],
  categories: { correctness: 'error', suspicious: 'off' },
  ignorePatterns: ['**/dist/**', '**/node_modules/**', '.data/**', '.servers/**'],
  rules: {
    'import/no-cycle': 'error',
    'no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
    'typescript/no-floating-promises': 'error',
    // Off, each because its pattern is used on purpose here:
    'typescript/no-misused-promises': 'off', // event handlers may be async; what they throw is handled inside
    'typescript/no-extraneous-class': 'off', // Nest modules and controllers are classes without state
    'typescript/unbound-method': 'off', // jest's expect(object.method)
    'typescript/restrict-template-expressions': 'off', // numbers and ids in messages
    'typescript/no-base-to-string': 'off', // errors of unknown type in log lines
    'typescript/require-array-sort-compare': 'off', // ids and names sort as text
    'jest/no-conditional-expect': 'off', // table tests with two kinds of rows
    'jest/expect-expect': 'off', // assertions in helpers
    'jest/valid-title': 'off', // titles from tables
    'jest/no-standalone-expect': 'off', // expect in fixtures
    'no-restricted-globals': 'off',
  },
  overrides: [
    ...importLaw.map(({ files, patterns }) => ({
      files: [...files],
      rules: { 'no-restricted-imports': ['error', { patterns: [...patterns] }] as const },
    })),
    {
      files: ['services/**/src/**/*.ts', 'workflows/src/**/*.ts'],
      rules: {
        'no-restricted-properties': [
          'error',
          clock('The wall clock is read in the clock.ts of the kit only; everywhere else now is an argument.'),
          random('Random values are made in the clock.ts of the kit only.'),
        ],
      },
    },
    {
      files: ['services/*/src/domain/**/*.ts'],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'setTimeout', message: 'Domain rules do not wait.' },
          { name: 'process', message: 'Domain rules do not read the environment.' },
          { name: 'fetch', message: 'Domain rules do not use the network.' },
        ],
        'no-restricted-properties': ['error', clock('now is an argument.'), random('Randomness is an argument.')],
      },
    },
    {
      files: [
        'workflows/src/*.workflow.ts',
        'workflows/src/{steps,compensation,progress,approval,failures,workflows}.ts',
      ],
      rules: {
        'no-restricted-properties': ['error', random('Workflow code is deterministic; ids are minted by the gateway.')],
        'typescript/consistent-type-imports': 'off',
      },
    },
    {
      files: ['services/shared/kit/src/clock.ts', 'workflows/src/approval.ts', '**/*.spec.ts'],
      rules: { 'no-restricted-properties': 'off' },
    },
  ],
});
