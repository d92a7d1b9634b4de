import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a running server (or the stand-in). */
const server = process.env.OPSFLOW_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  // The door is made with Preact.
  plugins: [react({ exclude: [/\/node_modules\//, /\/src\/door\//] }), tailwind()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2023',
    // The budget check reads the manifest to know what each route loads.
    manifest: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: server, changeOrigin: true },
      '/ws': { target: server, ws: true, changeOrigin: true, headers: { origin: server } },
    },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://board.test/' } },
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    restoreMocks: true,
    // A test that is alone leaves out all others.
    allowOnly: false,
    // SuiteGuard reads what ran and what was skipped.
    reporters: ['default', ['junit', { outputFile: '../target/vitest.xml' }]],
    unstubGlobals: true,
  },
});
