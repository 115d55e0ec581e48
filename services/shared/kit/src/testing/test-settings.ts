import { z } from 'zod';
import { orUnset, setting } from '../config.js';

/** Settings of the tests themselves; no process of an installation reads them. */
export const testSettings = z.object({
  COMPTOIR_RECORD_SAMPLES: setting(orUnset(z.string()), {
    type: 'folder',
    description: 'Records the missing golden samples of messages into this folder.',
  }),
  COMPTOIR_RECORD_HISTORIES: setting(z.enum(['0', '1']).default('0'), {
    type: '0 or 1',
    description: '`1` records the workflow histories that the replay test uses.',
  }),
  COMPTOIR_STORY_WIDTH: setting(z.enum(['1440', '820', '390']).default('1440'), {
    type: '1440, 820 or 390',
    description: 'Width of the window in which the stories of the pages run: a desk, a tablet held upright, a phone.',
  }),
  COMPTOIR_SCREENS: setting(z.enum(['0', '1']).default('0'), {
    type: '0 or 1',
    description: '`1` lets the tests of the pages write docs/screens.',
  }),
  COMPTOIR_SCAN_CASES: setting(z.string().regex(/^\d+$/, 'must be a whole number').default('50'), {
    type: 'whole number',
    description: 'How many random cases of a scanner the tests of the pages try.',
  }),
  COMPTOIR_HISTORIES: setting(z.string().regex(/^\d+$/, 'must be a whole number').default('500'), {
    type: 'whole number',
    description: 'How many random histories of two stores the test of the money tries.',
  }),
  COMPTOIR_STOCK_HISTORIES: setting(z.string().regex(/^\d+$/, 'must be a whole number').default('4'), {
    type: 'whole number',
    description: 'How many random histories of all that moves stock are tried through the HTTP API.',
  }),
  COMPTOIR_SEED: setting(orUnset(z.string().regex(/^\d+$/, 'must be a whole number')), {
    type: 'whole number',
    description: 'The random seed of the fault tests, the scanner cases and the histories, to repeat a run.',
    default: 'another one in each run; the histories of stock have a fixed one',
  }),
  CHROMIUM: setting(orUnset(z.string()), {
    type: 'file',
    description: 'The Chromium program of the tests of the pages.',
    default: 'the first one found in the usual places',
  }),
});
