import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { build, servePage, server } from './vite.shared.ts';

/** What staff see, console and board, on React and Mantine. */
export default defineConfig({
  plugins: [react(), servePage('staff/index.html', 'desk/index.html')],
  server,
  build: {
    ...build,
    rolldownOptions: { input: { desk: 'staff/index.html' } },
  },
});
