import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the pages into `dist`, from where the API serves them on its own origin. */
export default defineConfig({
  plugins: [react()],
  build: {
    // Nothing is written into a page: the security policy allows neither inline scripts nor inline styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:3000', '/auth': 'http://127.0.0.1:3000' } },
});
