import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/Button.css';
import '../ui/inter.css';
import '../ui/tokens.css';
import './look/base.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { resolveVariables, theme } from './look/theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('main: the page has no element #root');
createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
    <App />
  </MantineProvider>,
);
