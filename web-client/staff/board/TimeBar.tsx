import { Button } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { chevronLeft, chevronRight, clock, pause, play } from '../../ui/icons.ts';
import type { DayView } from '../desk/api.ts';
import { secondHand } from '../look/clock.ts';
import { Icon } from '../look/Icon.tsx';
import { IconButton } from '../look/IconButton.tsx';
import { Segments } from '../look/Segments.tsx';
import { dateIn, dayIn, silhouette, timeIn, whoseClock } from './day.ts';
import { words } from './strings.ts';
import classes from './TimeBar.module.css';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** How far back the server shows boards. */
const DAYS_MAX = 35;
/** A time is asked for when the hand rests this long. */
const REST_MS = 90;
const SPEEDS = [1, 10, 60, 300] as const;

/** The way through the past: which day, which minute, on and back, and out again. */
export function TimeBar(props: {
  /** The moment that is asked for. */
  atMs: number;
  /** The moment that is shown, once it is. */
  shownMs: number | undefined;
  day: DayView | undefined;
  /** Whether a board is awaited. */
  asking: boolean;
  /** Why the board cannot be shown. */
  problem: string | undefined;
  onTravel: (atMs: number) => void;
  onLive: () => void;
}) {
  const { atMs, shownMs, day, asking, problem, onTravel, onLive } = props;
  const zone = day?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [hand, setHand] = useHand(atMs, onTravel);
  const nowMs = secondHand.nowMs();
  const latestMs = Math.min(day ? day.toMs - 1 : nowMs, nowMs);
  const earliestMs = day ? Math.max(day.fromMs, day.firstMs) : hand;
  const move = (toMs: number) => setHand(clamp(toMs, earliestMs, latestMs));
  const player = usePlayer(hand, asking, (toMs) => {
    if (toMs >= secondHand.nowMs()) onLive();
    else setHand(toMs);
  });
  const shown = shownMs ?? atMs;
  const time = timeIn(zone, shown, true);
  const isToday = dateIn(zone, shown) === dateIn(zone, nowMs);
  return (
    <section className={classes.bar} aria-label={words.travel}>
      <p className={classes.when} role="status">
        <Icon of={clock} size={18} />
        <strong>{isToday ? words.asItWas(time) : words.asItWasOn(dayIn(zone, shown), time)}</strong>
        <span className={classes.help}>
          {problem ?? (shownMs === undefined ? words.reading : help(zone))}
        </span>
      </p>
      <Button className={classes.live} size="xs" onClick={onLive}>
        {words.backToLive}
      </Button>
      <div className={classes.controls}>
        <label className={classes.day}>
          <span className="visually-hidden">{words.day}</span>
          <input
            type="date"
            value={dateIn(zone, hand)}
            min={dateIn(zone, Math.max(day?.firstMs ?? 0, nowMs - DAYS_MAX * DAY_MS))}
            max={dateIn(zone, nowMs)}
            onChange={(event) => {
              const { value } = event.currentTarget;
              if (value) setHand(sameTimeOn(value, zone, hand, day?.firstMs ?? 0, nowMs));
            }}
          />
        </label>
        <IconButton
          icon={chevronLeft}
          label={words.earlierBy(5)}
          onClick={() => move(hand - 5 * MINUTE_MS)}
        />
        <Scrubber
          day={day}
          hand={hand}
          earliestMs={earliestMs}
          latestMs={latestMs}
          zone={zone}
          onMove={move}
        />
        <IconButton
          icon={chevronRight}
          label={words.laterBy(5)}
          onClick={() => move(hand + 5 * MINUTE_MS)}
        />
        <IconButton
          icon={player.plays ? pause : play}
          label={player.plays ? words.pause : words.play}
          onClick={player.toggle}
        />
        <Segments
          label={words.speed}
          choices={SPEEDS.map((speed) => [speed, words.times(speed)] as const)}
          chosen={player.speed}
          onChoose={player.setSpeed}
          small
        />
      </div>
    </section>
  );
}

function Scrubber(props: {
  day: DayView | undefined;
  hand: number;
  earliestMs: number;
  latestMs: number;
  zone: string;
  onMove: (toMs: number) => void;
}) {
  const { day, hand, earliestMs, latestMs, zone, onMove } = props;
  const fromMs = day?.fromMs ?? hand;
  const minutes = day ? Math.round((day.toMs - day.fromMs) / MINUTE_MS) : 1_440;
  const onKeyDown = (event: KeyboardEvent) => {
    const by =
      { PageUp: 5, PageDown: -5 }[event.key] ?? (event.shiftKey ? arrow(event.key) * 5 : 0);
    if (by === 0) return;
    event.preventDefault();
    onMove(hand + by * MINUTE_MS);
  };
  return (
    <span className={classes.scrubber}>
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        {day && <polygon points={silhouette(day)} />}
        {day && (
          <>
            <rect x="0" y="0" height="100" width={part(earliestMs, day)} />
            <rect x={part(latestMs, day)} y="0" height="100" width={1000 - part(latestMs, day)} />
          </>
        )}
      </svg>
      <input
        type="range"
        min={0}
        max={minutes}
        step={1}
        value={Math.floor((hand - fromMs) / MINUTE_MS)}
        aria-label={words.time}
        aria-valuetext={timeIn(zone, hand)}
        onKeyDown={onKeyDown}
        onChange={(event) => onMove(fromMs + Number(event.currentTarget.value) * MINUTE_MS)}
      />
      <span className={classes.hours} aria-hidden="true">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </span>
    </span>
  );
}

function help(zone: string): string {
  const clock = whoseClock(zone);
  return clock ? `${words.asItWasHelp} (${clock})` : words.asItWasHelp;
}

function arrow(key: string): number {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return -1;
  return key === 'ArrowRight' || key === 'ArrowUp' ? 1 : 0;
}

function part(atMs: number, day: DayView): number {
  return clamp((1000 * (atMs - day.fromMs)) / (day.toMs - day.fromMs), 0, 1000);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** The hand moves at once; where it rests is asked for. */
function useHand(atMs: number, onTravel: (atMs: number) => void) {
  const [hand, setHand] = useState(atMs);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const travel = useRef(onTravel);
  travel.current = onTravel;
  // Going back in the browser moves it too.
  useEffect(() => setHand(atMs), [atMs]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const move = (toMs: number) => {
    setHand(toMs);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => travel.current(toMs), REST_MS);
  };
  return [hand, move] as const;
}

/** Moves the hand each second, unless the board of the last second is still awaited. */
function usePlayer(hand: number, asking: boolean, onMove: (toMs: number) => void) {
  const [plays, setPlays] = useState(false);
  const [speed, setSpeed] = useState<number>(60);
  const latest = useRef({ hand, asking, onMove });
  latest.current = { hand, asking, onMove };
  useEffect(() => {
    if (!plays) return;
    const timer = setInterval(() => {
      const now = latest.current;
      if (!now.asking) now.onMove(now.hand + speed * 1000);
    }, 1000);
    return () => clearInterval(timer);
  }, [plays, speed]);
  return { plays, speed, setSpeed, toggle: () => setPlays((on) => !on) };
}

/** The same time of day on another day, as near as that day has it. */
function sameTimeOn(
  date: string,
  zone: string,
  atMs: number,
  firstMs: number,
  nowMs: number,
): number {
  const days = Math.round((Date.parse(date) - Date.parse(dateIn(zone, atMs))) / DAY_MS);
  let moved = atMs + days * DAY_MS;
  // Where the clocks were changed in between, the same hour may be of the day beside.
  if (dateIn(zone, moved) < date) moved += 60 * MINUTE_MS;
  if (dateIn(zone, moved) > date) moved -= 60 * MINUTE_MS;
  return clamp(moved, firstMs, nowMs - 1);
}
