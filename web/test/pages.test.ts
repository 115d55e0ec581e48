import { jest } from '@jest/globals';
import { cartStories } from './cart-stories.js';
import { httpStories } from './http-stories.js';
import { fastKeyStories } from './fast-key-stories.js';
import { layoutStories } from './layout-stories.js';
import { pageStories } from './page-stories.js';
import { inChromium } from './browser-fixture.js';
import { scanStories } from './scan-stories.js';
import { scannerFuzz } from './scanner-fuzz.js';
import { searchStories } from './search-stories.js';
import { tillStories } from './till-stories.js';
import { failureStories } from './failure-stories.js';

jest.setTimeout(180_000); // a busy machine; every wait inside has its own deadline

inChromium((fixture) => {
  tillStories(fixture);
  scanStories(fixture);
  cartStories(fixture);
  searchStories(fixture);
  scannerFuzz(fixture);
  fastKeyStories(fixture);
  pageStories(fixture);
  httpStories(fixture);
  failureStories(fixture);
  layoutStories(fixture);
});
