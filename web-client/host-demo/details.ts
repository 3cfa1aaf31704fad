import type { Site } from './customers.ts';

/** What a hosting dashboard shows beside plan and name. Made up, but the same for a site each time. */
export interface Environment {
  readonly name: string;
  readonly address: string;
  readonly deployments: readonly Deployment[];
  readonly responseMs: number;
  readonly uptimePercent: number;
  readonly storageGb: number;
}

export interface Deployment {
  readonly commit: string;
  readonly message: string;
  readonly author: string;
  readonly atMs: number;
}

const MESSAGES = [
  'Cache the price list for an hour',
  'Update dependencies',
  'Fix rounding of shipping costs',
  'Show stock on the product page',
  'Raise the upload limit to 32 MB',
  'Redirect the old blog addresses',
  'Translate the checkout to Portuguese',
  'Make images lazy on phones',
  'Remove the summer banner',
  'Index orders by customer',
];
const AUTHORS = ['Ines', 'Theo', 'Mara', 'Jun', 'Sofia', 'Kwame'];
const HOUR_MS = 3_600_000;

export function environmentsOf(site: Site, nowMs: number): readonly Environment[] {
  return site.environments.map((name) => {
    const random = seeded(`${site.id} ${name}`);
    const isLive = name === 'Live';
    return {
      name,
      address: isLive && site.launched ? site.name : `${slug(name)}-${site.id}.northwind.example`,
      deployments: deployments(random, nowMs),
      responseMs: Math.round(90 + random() * 240),
      uptimePercent: isLive ? 99.9 + random() * 0.099 : 99 + random() * 0.9,
      storageGb: 0.4 + random() * 12,
    };
  });
}

/** Visits of the last 30 days, oldest first; a site that has not launched has hardly any. */
export function visitsOf(site: Site): readonly number[] {
  const random = seeded(`${site.id} visits`);
  const typical = site.launched ? 400 + random() * 9_000 : 3;
  return Array.from({ length: 30 }, (_, day) => {
    const weekly = 1 + 0.25 * Math.sin((day / 7) * 2 * Math.PI);
    return Math.round(typical * weekly * (0.8 + random() * 0.4) * (0.85 + day / 120));
  });
}

function deployments(random: () => number, nowMs: number): readonly Deployment[] {
  let atMs = nowMs;
  const first = Math.floor(random() * MESSAGES.length);
  return Array.from({ length: 5 }, (_, index) => {
    atMs -= HOUR_MS * (1 + random() * 40);
    return {
      commit: Math.floor(random() * 0xfffffff)
        .toString(16)
        .padStart(7, '0'),
      message: MESSAGES[(first + index * 3) % MESSAGES.length] ?? '',
      author: AUTHORS[Math.floor(random() * AUTHORS.length)] ?? '',
      atMs,
    };
  });
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function seeded(text: string): () => number {
  let state = [...text].reduce((hash, char) => Math.imul(hash ^ char.charCodeAt(0), 16777619), 9);
  return () => {
    state =
      Math.imul(state ^ (state >>> 15), 2246822519) ^ Math.imul(state ^ (state >>> 13), 3266489917);
    return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32;
  };
}
