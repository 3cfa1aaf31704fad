import { Button } from '@mantine/core';
import { Keys } from '../look/Keys.tsx';
import { strings } from '../strings.ts';
import classes from './Console.module.css';

const words = strings.console;

/** Where chats will stand, and how to get around meanwhile. */
export function Empty(props: { onHelp: () => void; onPalette: () => void }) {
  return (
    <div className={classes.empty}>
      <Board />
      <h2>{words.emptyTitle}</h2>
      <p>{words.empty}</p>
      <div className={classes.emptyKeys}>
        <Button variant="default" rightSection={<Keys of="mod+k" />} onClick={props.onPalette}>
          {words.emptyKeys}
        </Button>
        <Button variant="default" rightSection={<Keys of="?" />} onClick={props.onHelp}>
          {words.emptyHelp}
        </Button>
      </div>
    </div>
  );
}

/** A switchboard at rest: every jack free, one cord waiting. */
function Board() {
  const columns = [0, 1, 2, 3, 4, 5, 6, 7];
  return (
    <svg width="224" height="112" viewBox="0 0 224 112" aria-hidden="true" focusable="false">
      {[18, 46, 74].map((y) =>
        columns.map((column) => (
          <circle
            key={`${column} ${y}`}
            cx={14 + column * 28}
            cy={y}
            r="6.5"
            fill="none"
            stroke="var(--line-control)"
            strokeOpacity="0.55"
            strokeWidth="2.5"
          />
        )),
      )}
      <path
        d="M70 46c0 54 84 2 84 46"
        fill="none"
        stroke="var(--accent-text)"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <rect x="149.5" y="90" width="9" height="15" rx="3" fill="var(--accent-text)" />
      <rect x="152.5" y="104" width="3" height="7" rx="1.5" fill="var(--lamp)" />
      <circle cx="70" cy="46" r="8" fill="var(--accent-text)" />
      <circle cx="70" cy="46" r="2.5" fill="var(--canvas)" />
    </svg>
  );
}
