import { readConfig, runProcess } from '@comptoir/kit';
import { gatewayConfig } from './config.js';
import { startGateway } from './gateway.js';

await runProcess('gateway', async () => {
  const gateway = await startGateway(readConfig(gatewayConfig));
  process.send?.({ type: 'listening', url: gateway.url });
  return gateway;
});
