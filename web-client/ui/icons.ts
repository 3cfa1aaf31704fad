/**
 * Icon outlines on a 24 × 24 grid, drawn with a 2-unit round stroke and no fill; each string is a path's `d`.
 * Both stacks render them through their own `Icon` component. Most are from Lucide
 * (ISC licence, © Lucide contributors); those that the widget draws are drawn with fewer strokes, since it counts bytes.
 */
export type Icon = readonly string[];
export const message: Icon = ['M8 20a9 9 0 1 0-4-4l-2 6Z'];
export const close: Icon = ['M18 6 6 18', 'm6 6 12 12'];
export const send: Icon = ['M4 4l17 8-17 8 3-8ZM7 12h14'];
export const chevronDown: Icon = ['m6 9 6 6 6-6'];
export const chevronRight: Icon = ['m9 18 6-6-6-6'];
export const chevronLeft: Icon = ['m15 18-6-6 6-6'];
export const check: Icon = ['M20 6 9 17l-5-5'];
export const checkCheck: Icon = ['M18 6 7 17l-5-5', 'm22 10-7.5 7.5L13 16'];
export const clock: Icon = ['M3 12a9 9 0 0 1 18 0a9 9 0 0 1-18 0M12 7v5l3 2'];
export const alert: Icon = ['M12 4 2 20h20ZM12 10v4M12 17h.01'];
export const info: Icon = ['M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0', 'M12 16v-4', 'M12 8h.01'];
export const wifiOff: Icon = [
  'M12 20h.01',
  'M8.5 16.429a5 5 0 0 1 7 0',
  'M5 12.859a10 10 0 0 1 5.17-2.69',
  'M19 12.859a10 10 0 0 0-2.007-1.523',
  'M2 8.82a15 15 0 0 1 4.177-2.643',
  'M22 8.82a15 15 0 0 0-11.288-3.764',
  'm2 2 20 20',
];
export const refresh: Icon = [
  'M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8',
  'M21 3v5h-5',
  'M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16',
  'M8 16H3v5',
];
export const download: Icon = ['M12 3v12M7 10l5 5 5-5M4 20h16'];
export const bell: Icon = ['M6 17v-6a6 6 0 0 1 12 0v6l2 1H4ZM10 21h4'];
export const bellOff: Icon = ['M6 17v-6a6 6 0 0 1 12 0v6l2 1H4ZM10 21h4M3 3l18 18'];
export const more: Icon = ['M5 12h.01M12 12h.01M19 12h.01'];
export const ticket: Icon = [
  'M3 9V6h18v3a3 3 0 0 0 0 6v3H3v-3a3 3 0 0 0 0-6ZM14 6v2M14 11v2M14 16v2',
];
export const plus: Icon = ['M5 12h14', 'M12 5v14'];
export const minus: Icon = ['M5 12h14'];
export const link: Icon = [
  'M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71',
  'M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71',
];
export const logOut: Icon = ['M9 4H5v16h4M15 8l4 4-4 4M19 12H9'];
export const arrowDown: Icon = ['M12 5v14M5 12l7 7 7-7'];
export const arrowUp: Icon = ['M12 19V5M5 12l7-7 7 7'];
export const forward: Icon = ['M4 12h15M13 6l6 6-6 6'];
export const user: Icon = ['M7 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0', 'M20 21a8 8 0 0 0-16 0'];
export const users: Icon = [
  'M18 21a8 8 0 0 0-16 0',
  'M5 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0',
  'M22 20c0-3.37-2-6.5-4-8a5 5 0 0 0-.45-8.3',
];
export const search: Icon = ['m21 21-4.34-4.34', 'M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0'];
export const lock: Icon = [
  'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2z',
  'M7 11V7a5 5 0 0 1 10 0v4',
];
export const globe: Icon = [
  'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0',
  'M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20',
  'M2 12h20',
];
export const server: Icon = [
  'M4 2h16a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2z',
  'M4 14h16a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2z',
  'M6 6L6.01 6',
  'M6 18L6.01 18',
];
export const layers: Icon = [
  'M12.83 2.18a2 2 0 0 0-1.66 0L2.6 6.08a1 1 0 0 0 0 1.83l8.58 3.91a2 2 0 0 0 1.66 0l8.58-3.9a1 1 0 0 0 0-1.83z',
  'M2 12a1 1 0 0 0 .58.91l8.6 3.91a2 2 0 0 0 1.65 0l8.58-3.9A1 1 0 0 0 22 12',
  'M2 17a1 1 0 0 0 .58.91l8.6 3.91a2 2 0 0 0 1.65 0l8.58-3.9A1 1 0 0 0 22 17',
];
export const gitBranch: Icon = [
  'M15 6a9 9 0 0 0-9 9V3',
  'M15 6a3 3 0 1 0 6 0a3 3 0 1 0 -6 0',
  'M3 18a3 3 0 1 0 6 0a3 3 0 1 0 -6 0',
];
export const settings: Icon = [
  'M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915',
  'M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0',
];
export const lifeBuoy: Icon = [
  'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0',
  'm4.93 4.93 4.24 4.24',
  'm14.83 9.17 4.24-4.24',
  'm14.83 14.83 4.24 4.24',
  'm9.17 14.83-4.24 4.24',
  'M8 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0',
];
export const externalLink: Icon = [
  'M15 3h6v6',
  'M10 14 21 3',
  'M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6',
];
export const activity: Icon = [
  'M22 12h-2.48a2 2 0 0 0-1.93 1.46l-2.35 8.36a.25.25 0 0 1-.48 0L9.24 2.18a.25.25 0 0 0-.48 0l-2.35 8.36A2 2 0 0 1 4.49 12H2',
];
export const sun: Icon = [
  'M8 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0',
  'M12 2v2',
  'M12 20v2',
  'm4.93 4.93 1.41 1.41',
  'm17.66 17.66 1.41 1.41',
  'M2 12h2',
  'M20 12h2',
  'm6.34 17.66-1.41 1.41',
  'm19.07 4.93-1.41 1.41',
];
export const moon: Icon = [
  'M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401',
];
export const phone: Icon = [
  'M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
];
export const book: Icon = [
  'M12 5v16',
  'M20.001 19A2 2 0 0022 17V5a2 2 0 00-1.999-2L16 3.002A5 5 0 0012 5a5 5 0 00-4-2H4a2 2 0 00-2 2v12a2 2 0 001.999 2H8a5 5 0 014 2 5 5 0 014-2z',
];
export const creditCard: Icon = [
  'M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2z',
  'M2 10L22 10',
  'M6 14h2',
];
export const database: Icon = [
  'M3 5a9 3 0 1 0 18 0a9 3 0 1 0 -18 0',
  'M3 5V19A9 3 0 0 0 21 19V5',
  'M3 12A9 3 0 0 0 21 12',
];
export const rocket: Icon = [
  'M12 15v5s3.03-.55 4-2c1.08-1.62 0-5 0-5',
  'M4.5 16.5c-1.5 1.26-2 5-2 5s3.74-.5 5-2c.71-.84.7-2.13-.09-2.91a2.18 2.18 0 0 0-2.91-.09',
  'M9 12a22 22 0 0 1 2-3.95A12.88 12.88 0 0 1 22 2c0 2.72-.78 7.5-6 11a22.4 22.4 0 0 1-4 2z',
  'M9 12H4s.55-3.03 2-4c1.62-1.08 5 .05 5 .05',
];
export const shield: Icon = [
  'M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z',
  'm9 12 2 2 4-4',
];
export const bold: Icon = ['M6 12h9a4 4 0 0 1 0 8H7a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h7a4 4 0 0 1 0 8'];
export const sliders: Icon = [
  'M10 5H3',
  'M12 19H3',
  'M14 3v4',
  'M16 17v4',
  'M21 12h-9',
  'M21 19h-5',
  'M21 5h-7',
  'M8 10v4',
  'M8 12H3',
];
export const note: Icon = [
  'M21 9a2.4 2.4 0 0 0-.706-1.706l-3.588-3.588A2.4 2.4 0 0 0 15 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2z',
  'M15 3v5a1 1 0 0 0 1 1h5',
];
export const flag: Icon = [
  'M4 22V4a1 1 0 0 1 .4-.8A6 6 0 0 1 8 2c3 0 5 2 7.333 2q2 0 3.067-.8A1 1 0 0 1 20 4v10a1 1 0 0 1-.4.8A6 6 0 0 1 16 16c-3 0-5-2-8-2a6 6 0 0 0-4 1.528',
];
export const building: Icon = [
  'M10 12h4',
  'M10 8h4',
  'M14 21v-3a2 2 0 0 0-4 0v3',
  'M6 10H4a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V9a2 2 0 0 0-2-2h-2',
  'M6 21V5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v16',
];
export const home: Icon = [
  'M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8',
  'M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z',
];
export const command: Icon = [
  'M15 6v12a3 3 0 1 0 3-3H6a3 3 0 1 0 3 3V6a3 3 0 1 0-3 3h12a3 3 0 1 0-3-3',
];
export const pause: Icon = [
  'M15 3h3a1 1 0 0 1 1 1v16a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-16a1 1 0 0 1 1 -1z',
  'M6 3h3a1 1 0 0 1 1 1v16a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-16a1 1 0 0 1 1 -1z',
];
export const play: Icon = [
  'M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z',
];
export const list: Icon = ['M3 5h.01', 'M3 12h.01', 'M3 19h.01', 'M8 5h13', 'M8 12h13', 'M8 19h13'];
export const pencil: Icon = ['M4 20l1-5L16 4l4 4L9 19Z'];
export const headset: Icon = [
  'M4 14v-2a8 8 0 0 1 16 0v2M4 13h3v6H6a2 2 0 0 1-2-2ZM20 13h-3v6h1a2 2 0 0 0 2-2c0 3-3 4-6 4',
];
export const chart: Icon = ['M4 4v16h16', 'M9 16v-5', 'M14 16V8', 'M19 16v-3'];
export const gauge: Icon = ['m12 14 4-4', 'M3.34 19a10 10 0 1 1 17.32 0'];
export const zap: Icon = [
  'M15.914 4a1.5 1.5 0 00-2.474-1.561l-9 9A1.5 1.5 0 005.5 14h4.002a.5.5 0 01.471.666L8.086 20a1.5 1.5 0 002.475 1.56l9-9A1.5 1.5 0 0018.5 10h-3.997a.5.5 0 01-.472-.667z',
];
