import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const gateway = process.env['CCTV_GATEWAY'] ?? 'http://127.0.0.1:5199';
const version = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;

export default defineConfig({
  plugins: [react()],
  define: { __VERSION__: JSON.stringify(version) },
  // MapLibre 6 loads its worker as a module; a same-origin file keeps the content security policy strict.
  worker: { format: 'es' },
  build: {
    // The dashboard's jar carries the files; the gateway serves them from its class path.
    outDir: 'target/classes/static',
    emptyOutDir: true,
    target: 'es2022',
    // Data URLs would need a weaker content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    license: { fileName: 'licences.md' },
  },
  server: {
    proxy: {
      '/api': { target: gateway, ws: true },
      '/login': gateway,
      '/logout': gateway,
    },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
});
