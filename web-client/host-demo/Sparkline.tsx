/** A line without axes: only its shape is meant. The number beside it says the rest. */
export function Sparkline({
  values,
  tall = false,
}: {
  readonly values: readonly number[];
  readonly tall?: boolean;
}) {
  const [width, height] = tall ? [600, 120] : [96, 24];
  const most = Math.max(...values, 1);
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * width;
    const y = height - 2 - (value / most) * (height - 6);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      class={tall ? 'sparkline tall' : 'sparkline'}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {tall && <polygon points={`0,${height} ${points.join(' ')} ${width},${height}`} />}
      <polyline points={points.join(' ')} />
    </svg>
  );
}
