import { runService } from '@comptoir/kit';
import { salesService } from './index.js';

await runService(salesService);
