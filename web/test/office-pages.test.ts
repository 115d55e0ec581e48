import { inChromium } from './browser-fixture.js';
import { firstRunStory } from './first-run-story.js';
import { httpStories } from './http-stories.js';
import { layoutStories } from './layout-stories.js';
import { officeStories } from './office-stories.js';
import { pageStories } from './page-stories.js';
import { approvalStories } from './approval-stories.js';
import { phoneStories } from './phone-stories.js';
import { printStories } from './print-stories.js';
import { saleStories } from './sale-stories.js';
import { walkStories } from './walk-stories.js';

inChromium('the pages of the office', (fixture) => {
  pageStories(fixture);
  officeStories(fixture);
  saleStories(fixture);
  printStories(fixture);
  phoneStories(fixture);
  approvalStories(fixture);
  httpStories(fixture);
  layoutStories(fixture);
  walkStories(fixture);
  firstRunStory(fixture);
});
