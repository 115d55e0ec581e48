import { runService } from '@comptoir/kit';
import { invoicingService } from './index.js';

await runService(invoicingService);
