import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'customer',
          environment: 'happy-dom',
          include: ['{wire,store,ui,widget,host-demo}/**/*.test.{ts,tsx}'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'staff',
          environment: 'happy-dom',
          include: ['staff/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
