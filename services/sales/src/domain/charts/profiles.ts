import type { CountryProfile } from '@comptoir/contracts';
import { ALGERIA } from './algeria.js';
import { FRANCE } from './france.js';
import { GENERIC } from './generic.js';
import { MOROCCO } from './morocco.js';
import { SYSCOHADA } from './syscohada.js';
import { TUNISIA } from './tunisia.js';
import type { ChartProfile } from './profile.js';

/** The chart that a company begins with, by its country. */
export const CHART_PROFILES: Readonly<Record<CountryProfile, ChartProfile>> = {
  FR: FRANCE,
  DZ: ALGERIA,
  TN: TUNISIA,
  MA: MOROCCO,
  OHADA: SYSCOHADA,
  generic: GENERIC,
};
