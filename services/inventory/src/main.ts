import { runService } from '@comptoir/kit';
import { inventoryService } from './index.js';

await runService(inventoryService);
