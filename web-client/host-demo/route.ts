import { useEffect, useState } from 'preact/hooks';

/** Where one is in the dashboard. It is in the address after `#`, so that a reload stays there. */
export type Route =
  | { readonly page: 'sites' }
  | { readonly page: 'site'; readonly site: string; readonly environment?: string }
  | { readonly page: 'support' };

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => {
      setHash(location.hash);
      scrollTo(0, 0);
    };
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return parse(hash);
}

function parse(hash: string): Route {
  const [page, site, environment] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (page === 'support') return { page };
  if (page === 'sites' && site) return { page: 'site', site, ...(environment && { environment }) };
  return { page: 'sites' };
}

export const links = {
  sites: '#/',
  support: '#/support',
  site: (site: string) => `#/sites/${encodeURIComponent(site)}`,
  environment: (site: string, environment: string) =>
    `#/sites/${encodeURIComponent(site)}/${encodeURIComponent(environment)}`,
};
