import { runService } from '@comptoir/kit';
import { warrantyService } from './index.js';

await runService(warrantyService);
