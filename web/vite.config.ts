/** Builds the pages into what the server serves. Everything is bundled: nothing comes from elsewhere. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root,
  plugins: [react()],
  build: {
    outDir: `${root}../dist/web/app`,
    emptyOutDir: true,
    target: 'es2022',
    // The policy of the server lets no data: address be a script or a style.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
  },
});
