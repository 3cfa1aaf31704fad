import classes from './Tier.module.css';

/** A colour by rank, lowest first; catalogues with more tiers share the highest one. The name is always written. */
const TONES = ['sandbox', 'basic', 'business', 'elite', 'pes'] as const;

export function tierTone(rank: number): string {
  const tone = TONES[Math.max(0, Math.min(TONES.length - 1, rank))];
  return `var(--tier-${tone})`;
}

export function Tier({ name, rank }: { name: string; rank: number }) {
  return (
    <span className={classes.tier} style={{ '--tone': tierTone(rank) }}>
      {name}
    </span>
  );
}
