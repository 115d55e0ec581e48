import { expect, test } from '@jest/globals';
import { processesOf } from '../src/watch-sources.js';
import { processNames } from '../src/system-processes.js';

test.each([
  ['services/sales/src/commands/post-sale.ts', ['sales']],
  ['services/gateway/src/routes/orders.controller.ts', ['gateway']],
  ['workflows/src/checkout.workflow.ts', ['worker']],
  ['services/shared/kit/src/relay.ts', processNames],
  ['services/shared/contracts/src/sales.ts', processNames],
  ['services/sales/src/domain/sale.spec.ts', []],
  ['services/sales/test/checkout.test.ts', []],
  ['services/sales/dist/src/main.js', []],
  ['services/sales/README.md', []],
])('a change of %s restarts %j', (file, processes) => {
  expect(processesOf(file)).toEqual(processes);
});
