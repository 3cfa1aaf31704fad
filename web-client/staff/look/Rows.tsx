import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import classes from './Rows.module.css';

/** Rows kept on the page beyond what is seen, above and below. */
const AHEAD = 6;

/**
 * A scrolling list of rows of one height, of which only those in sight are on the page: hundreds of rows that change each
 * second cost what a screenful costs.
 */
export function Rows<T>(props: {
  items: readonly T[];
  /** Height of each row in rem, so that rows grow with the text. */
  rowRem: number;
  label: string;
  keyOf: (item: T) => string | number;
  render: (item: T, index: number) => ReactNode;
}) {
  const { items, rowRem, label, keyOf, render } = props;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800, row: rowRem * 16 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const { scrollTop: top, clientHeight: height } = element;
      setView({ top, height, row: rowRem * rem });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [rowRem]);
  const first = Math.max(0, Math.floor(view.top / view.row) - AHEAD);
  const end = Math.min(items.length, Math.ceil((view.top + view.height) / view.row) + AHEAD);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={box}
      role="group"
      className={`scroll ${classes.rows}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must be able to scroll it
      tabIndex={0}
      aria-label={label}
    >
      <ul
        style={{
          paddingBlockStart: `${first * rowRem}rem`,
          paddingBlockEnd: `${(items.length - end) * rowRem}rem`,
        }}
      >
        {items.slice(first, end).map((item, index) => (
          <li
            key={keyOf(item)}
            aria-setsize={items.length}
            aria-posinset={first + index + 1}
            style={{ blockSize: `${rowRem}rem` }}
          >
            {render(item, first + index)}
          </li>
        ))}
      </ul>
    </div>
  );
}
