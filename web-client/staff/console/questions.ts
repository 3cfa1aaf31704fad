/** What is asked before something that the agent may not want to have done by a slip, or that needs more said. */
export type Question =
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'ticket'; readonly id: number }
  | { readonly kind: 'finish'; readonly id: number }
  | { readonly kind: 'transfer'; readonly id: number }
  | { readonly kind: 'wants'; readonly id: number }
  | { readonly kind: 'why'; readonly id: number };
