import { message } from '../ui/icons.ts';
import type { Customer, Site } from './customers.ts';
import { Deployments } from './Deployments.tsx';
import { type Environment, environmentsOf, visitsOf } from './details.ts';
import { Icon } from './Icon.tsx';
import { count } from './numbers.ts';
import { PlanBadge } from './PlanBadge.tsx';
import { links } from './route.ts';
import { Sparkline } from './Sparkline.tsx';
import { launchChat } from './switchboard.ts';

interface SitePageProps {
  readonly customer: Customer;
  readonly site: Site;
  readonly environment: string | undefined;
}

/** One site and its environments. */
export function SitePage({ customer, site, environment }: SitePageProps) {
  const environments = environmentsOf(site, Date.now());
  const shown =
    environments.find(({ name }) => name === (environment ?? 'Live')) ?? environments[0];
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={links.sites}>Sites</a> / <span aria-current="page">{site.name}</span>
      </nav>
      <div class="title">
        <div class="site-name">
          <span class="tile big" aria-hidden="true">
            {site.name[0]}
          </span>
          <div>
            <h1>{site.name}</h1>
            <p class="soft">
              <PlanBadge plan={site.plan} />
              <span class={site.launched ? 'status live' : 'status'}>
                {site.launched ? 'Live' : 'In development'}
              </span>
            </p>
          </div>
        </div>
        <button type="button" class="button" onClick={launchChat}>
          <Icon of={message} />
          Chat about this site
        </button>
      </div>
      <nav class="tabs" aria-label="Environments">
        {environments.map(({ name }) => (
          <a
            key={name}
            href={links.environment(site.id, name)}
            aria-current={name === shown?.name ? 'page' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <div class="columns">
        {shown && <EnvironmentCards environment={shown} />}
        <aside>
          <SiteCard customer={customer} site={site} />
        </aside>
      </div>
    </>
  );
}

function EnvironmentCards({ environment }: { readonly environment: Environment }) {
  const { name, address, deployments, responseMs, uptimePercent, storageGb } = environment;
  return (
    <div class="stack">
      <section class="card">
        <h2>{name}</h2>
        <p class="address">https://{address}</p>
        <dl class="figures">
          <div>
            <dt>Response, 75th percentile</dt>
            <dd>{responseMs} ms</dd>
          </div>
          <div>
            <dt>Uptime, 30 days</dt>
            <dd>{uptimePercent.toFixed(2)} %</dd>
          </div>
          <div>
            <dt>Storage</dt>
            <dd>{storageGb.toFixed(1)} GB</dd>
          </div>
        </dl>
      </section>
      <section class="card">
        <h2>Deployments</h2>
        <Deployments deployments={deployments} newestIsCurrent />
      </section>
    </div>
  );
}

function SiteCard({ customer, site }: { readonly customer: Customer; readonly site: Site }) {
  const visits = visitsOf(site);
  return (
    <section class="card">
      <h2>Traffic</h2>
      <p class="large">{count(visits.reduce((sum, each) => sum + each, 0))}</p>
      <p class="soft">visits in 30 days</p>
      <Sparkline values={visits} tall />
      <dl class="facts">
        <div>
          <dt>Organization</dt>
          <dd>{customer.organization.name}</dd>
        </div>
        <div>
          <dt>Plan</dt>
          <dd>{site.plan}</dd>
        </div>
        <div>
          <dt>Billing</dt>
          <dd>{site.paying ? 'Monthly' : 'Free'}</dd>
        </div>
        <div>
          <dt>Region</dt>
          <dd>Frankfurt</dd>
        </div>
      </dl>
    </section>
  );
}
