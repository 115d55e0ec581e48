import { runService } from '@comptoir/kit';
import { catalogService } from './index.js';

await runService(catalogService);
