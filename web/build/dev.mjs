// Serves the pages while they are edited: `dev.mjs GATEWAY PORT`. API requests go to the gateway.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

const [gateway, port] = process.argv.slice(2);
if (!gateway || !port) {
  console.error('Two arguments are needed: the address of the gateway, and the port to listen on.');
  process.exit(2);
}
const server = await createServer({
  root: dirname(dirname(fileURLToPath(import.meta.url))),
  plugins: [react()],
  server: { port: Number(port), strictPort: true, proxy: { '/api': { target: gateway, changeOrigin: true } } },
});
await server.listen();
process.send?.({ type: 'ready' });
const stop = () => server.close().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('disconnect', stop);
