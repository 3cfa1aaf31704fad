/** A plan's name in its tier's colour. */
export function PlanBadge({ plan }: { readonly plan: string }) {
  return <span class={`plan ${plan.toLowerCase().split(' ')[0]}`}>{plan}</span>;
}
