import { useState } from 'preact/hooks';
import { search } from '../ui/icons.ts';
import type { Customer } from './customers.ts';
import { Deployments } from './Deployments.tsx';
import { environmentsOf, visitsOf } from './details.ts';
import { Icon } from './Icon.tsx';
import { ago, count } from './numbers.ts';
import { PlanBadge } from './PlanBadge.tsx';
import { links } from './route.ts';
import { Sparkline } from './Sparkline.tsx';

/** All sites of the customer's organization. */
export function SitesPage({ customer }: { readonly customer: Customer }) {
  const [wanted, setWanted] = useState('');
  const sites = customer.sites.filter(({ name }) => name.includes(wanted.trim().toLowerCase()));
  return (
    <>
      <div class="title">
        <div>
          <h1>Sites</h1>
          <p class="soft">
            {customer.sites.length === 1 ? '1 site' : `${customer.sites.length} sites`} of{' '}
            {customer.organization.name}
          </p>
        </div>
        <label class="search">
          <Icon of={search} />
          <input
            type="search"
            aria-label="Find a site"
            placeholder="Find a site"
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </label>
      </div>
      <div class="card table">
        <table>
          <thead>
            <tr>
              <th scope="col">Site</th>
              <th scope="col">Plan</th>
              <th scope="col">Status</th>
              <th scope="col">Visits, 30 days</th>
              <th scope="col">Last deployed</th>
            </tr>
          </thead>
          <tbody>
            {sites.map((site) => {
              const visits = visitsOf(site);
              const newest = environmentsOf(site, Date.now())[0]?.deployments[0];
              return (
                <tr key={site.id}>
                  <th scope="row">
                    <a href={links.site(site.id)}>
                      <span class="tile" aria-hidden="true">
                        {site.name[0]}
                      </span>
                      <span>
                        {site.name}
                        <small>{site.environments.length} environments</small>
                      </span>
                    </a>
                  </th>
                  <td>
                    <PlanBadge plan={site.plan} />
                  </td>
                  <td>
                    <span class={site.launched ? 'status live' : 'status'}>
                      {site.launched ? 'Live' : 'In development'}
                    </span>
                  </td>
                  <td>
                    <span class="visits">
                      <Sparkline values={visits} />
                      {count(visits.reduce((sum, each) => sum + each, 0))}
                    </span>
                  </td>
                  <td class="soft">{newest && ago(newest.atMs)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {sites.length === 0 && <p class="nothing">No site is called “{wanted}”.</p>}
      </div>
      <section class="card">
        <h2>Recent deployments</h2>
        <Deployments deployments={recentDeployments(customer)} />
      </section>
    </>
  );
}

function recentDeployments(customer: Customer) {
  return customer.sites
    .flatMap((site) =>
      environmentsOf(site, Date.now()).flatMap(({ name, deployments }) =>
        deployments.map((deployment) => ({ ...deployment, where: `${site.name}, ${name}` })),
      ),
    )
    .sort((a, b) => b.atMs - a.atMs)
    .slice(0, 5);
}
