import { jest } from '@jest/globals';
import { doorStories } from './door-stories.js';
import { fastKeyStories } from './fast-key-stories.js';
import { lookStories } from './look-stories.js';
import { pageStories } from './page-stories.js';
import { inChromium } from './setting.js';
import { tillStories } from './till-stories.js';
import { troubleStories } from './trouble-stories.js';

jest.setTimeout(180_000); // a busy machine; every wait inside has its own deadline

inChromium((setting) => {
  tillStories(setting);
  fastKeyStories(setting);
  pageStories(setting);
  doorStories(setting);
  troubleStories(setting);
  lookStories(setting);
});
