import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Pine, the desk's one accent: calm enough for a working day, and apart from every state's colour. */
const pine: MantineColorsTuple = [
  '#eaf5f1',
  '#d5e9e3',
  '#a9d4c8',
  '#7abdac',
  '#4da591',
  '#2a8c78',
  '#157362',
  '#0f6254',
  '#0b5247',
  '#07413a',
];

const stone: MantineColorsTuple = [
  '#f7f6f3',
  '#efeeea',
  '#e2e0da',
  '#cbc9c1',
  '#a8a79f',
  '#85867f',
  '#62665f',
  '#474c47',
  '#2f3431',
  '#1b1f1d',
];

const night: MantineColorsTuple = [
  '#e6ebe9',
  '#c6cecb',
  '#a2aca8',
  '#75817d',
  '#4b5653',
  '#333d3a',
  '#252d2b',
  '#1a201f',
  '#131817',
  '#0d1110',
];

/** Mantine's variables point at the desk's own tokens (base.css), so that both dress from one wardrobe. */
export const resolveVariables: CSSVariablesResolver = () => {
  const tokens = {
    '--mantine-color-body': 'var(--canvas)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-soft)',
    '--mantine-color-placeholder': 'var(--text-soft)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-control)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-strong)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--accent-soft-hover)',
    '--mantine-primary-color-light-color': 'var(--accent-text)',
    '--mantine-color-pine-filled': 'var(--accent)',
    '--mantine-color-pine-filled-hover': 'var(--accent-strong)',
    '--mantine-color-pine-light': 'var(--accent-soft)',
    '--mantine-color-pine-light-hover': 'var(--accent-soft-hover)',
    '--mantine-color-pine-light-color': 'var(--accent-text)',
    '--mantine-color-pine-outline': 'var(--accent-text)',
    '--mantine-color-gray-light-color': 'var(--text)',
    '--mantine-color-gray-light': 'var(--hover)',
    '--mantine-color-gray-light-hover': 'var(--line)',
  };
  return { variables: {}, light: tokens, dark: tokens };
};

export const theme = createTheme({
  colors: { pine, gray: stone, dark: night },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontWeight: '650' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', fw: 550 } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { duration: 120 },
      },
    },
  },
});
