/** One configuration for every package: TypeScript through SWC, ESM, decorators as the compiler emits them. */
export default {
  testEnvironment: 'node',
  roots: [
    '<rootDir>/services',
    '<rootDir>/workflows',
    '<rootDir>/deploy',
    '<rootDir>/web',
    '<rootDir>/faults',
    '<rootDir>/bench',
  ],
  testMatch: ['**/src/**/*.spec.ts', '**/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/test/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testSequencer: '<rootDir>/jest.sequencer.js',
  testTimeout: 240_000,
  maxWorkers: 3, // most tests wait for servers: two leave a third of two cores idle
};
