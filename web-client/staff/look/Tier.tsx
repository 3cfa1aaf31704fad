import classes from './Tier.module.css';

const TONES = ['sandbox', 'basic', 'business', 'elite', 'pes'] as const;

/**
 * A tier's colour. Ranks are the catalogue's own numbers, usually counted in ones or in tens; whatever lies above the
 * fifth shares its colour. Colour is only a help: the name is always written.
 */
export function tierTone(rank: number): string {
  const step = rank < TONES.length ? rank : Math.floor(rank / 10);
  const tone = TONES[Math.max(0, Math.min(TONES.length - 1, step))];
  return `var(--tier-${tone})`;
}

export function Tier({ name, rank }: { name: string; rank: number }) {
  return (
    <span className={classes.tier} style={{ '--tone': tierTone(rank) }} title={name}>
      <span className="clip">{name}</span>
    </span>
  );
}
