import { inChromium } from './browser-fixture.js';
import { cartStories } from './cart-stories.js';
import { failureStories } from './failure-stories.js';
import { fastKeyStories } from './fast-key-stories.js';
import { parkingStories } from './parking-stories.js';
import { scanStories } from './scan-stories.js';
import { scannerFuzz } from './scanner-fuzz.js';
import { searchStories } from './search-stories.js';
import { sessionStories } from './session-stories.js';
import { tillStories } from './till-stories.js';
import { measuredSales } from './measure-stories.js';

inChromium('the pages of the till', (fixture) => {
  tillStories(fixture);
  scanStories(fixture);
  cartStories(fixture);
  parkingStories(fixture);
  searchStories(fixture);
  scannerFuzz(fixture);
  fastKeyStories(fixture);
  failureStories(fixture);
  measuredSales(fixture);
  sessionStories(fixture);
});
