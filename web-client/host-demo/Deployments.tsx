import { gitBranch } from '../ui/icons.ts';
import type { Deployment } from './details.ts';
import { Icon } from './Icon.tsx';
import { ago } from './numbers.ts';

interface DeploymentsProps {
  /** Newest first; `where` names the site where the list is of several. */
  readonly deployments: readonly (Deployment & { readonly where?: string })[];
  readonly newestIsCurrent?: boolean;
}

export function Deployments({ deployments, newestIsCurrent = false }: DeploymentsProps) {
  return (
    <ol class="deployments">
      {deployments.map(({ commit, message, author, atMs, where }, index) => (
        <li key={commit}>
          <Icon of={gitBranch} />
          <div>
            <p>
              {message}
              {newestIsCurrent && index === 0 && <span class="current">Current</span>}
            </p>
            <p class="soft">
              <code>{commit}</code> by {author}
              {where && ` to ${where}`}
            </p>
          </div>
          <time class="soft" dateTime={new Date(atMs).toISOString()}>
            {ago(atMs)}
          </time>
        </li>
      ))}
    </ol>
  );
}
