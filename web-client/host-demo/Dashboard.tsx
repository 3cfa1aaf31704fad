import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { check, chevronDown, layers, lifeBuoy, message } from '../ui/icons.ts';
import type { Customer } from './customers.ts';
import { Icon } from './Icon.tsx';
import { Logo } from './Logo.tsx';
import { Menu } from './Menu.tsx';
import { links, useRoute } from './route.ts';
import { SitePage } from './SitePage.tsx';
import { SitesPage } from './SitesPage.tsx';
import { SupportPage } from './SupportPage.tsx';
import { bindSupport, launchChat, leaveSupport } from './switchboard.ts';

const THEMES = { auto: 'Like the system', light: 'Light', dark: 'Dark' } as const;
type Theme = keyof typeof THEMES;

/** The host's dashboard of whoever is signed in. */
export function Dashboard({ customers }: { readonly customers: readonly Customer[] }) {
  const [signedIn, setSignedIn] = useState(() => localStorage.getItem('northwind.customer'));
  const [theme, setTheme] = useState(
    () => (localStorage.getItem('northwind.theme') ?? 'auto') as Theme,
  );
  const route = useRoute();
  const customer = customers.find(({ id }) => id === signedIn) ?? customers[0];
  const site =
    route.page === 'site' ? customer?.sites.find(({ id }) => id === route.site) : undefined;

  useLayoutEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    if (customer) bindSupport(customer, site, theme);
  }, [customer, site, theme]);

  if (!customer) return null;
  const signIn = (next: Customer) => {
    if (next === customer) return;
    leaveSupport();
    localStorage.setItem('northwind.customer', next.id);
    setSignedIn(next.id);
    location.hash = links.sites;
  };
  const wear = (next: Theme) => {
    localStorage.setItem('northwind.theme', next);
    setTheme(next);
  };
  return (
    <>
      <header class="top">
        <a class="logo" href={links.sites} aria-label="Northwind Hosting">
          <Logo />
          <span>Northwind</span>
        </a>
        <p class="organization">
          {customer.organization.name}
          {customer.organization.package && <span class="package">PES</span>}
        </p>
        <SupportMenu />
        <AccountMenu
          customers={customers}
          customer={customer}
          signIn={signIn}
          theme={theme}
          wear={wear}
        />
      </header>
      <nav class="side" aria-label="Dashboard">
        <a href={links.sites} aria-current={route.page !== 'support' ? 'page' : undefined}>
          <Icon of={layers} />
          Sites
        </a>
        <a href={links.support} aria-current={route.page === 'support' ? 'page' : undefined}>
          <Icon of={lifeBuoy} />
          Support
        </a>
      </nav>
      <main>
        {route.page === 'support' && <SupportPage customer={customer} />}
        {route.page === 'site' && site && (
          <SitePage customer={customer} site={site} environment={route.environment} />
        )}
        {route.page !== 'support' && !site && <SitesPage customer={customer} />}
      </main>
    </>
  );
}

function SupportMenu() {
  return (
    <Menu
      class="support-menu"
      button={
        <>
          <Icon of={lifeBuoy} />
          Support
          <Icon of={chevronDown} />
        </>
      }
    >
      {(close) => (
        <>
          <button
            type="button"
            onClick={() => {
              close();
              launchChat();
            }}
          >
            <Icon of={message} />
            <span>
              Launch Chat
              <small>Talk to an engineer, 24 hours a day</small>
            </span>
          </button>
          <a href={links.support} onClick={close}>
            <Icon of={lifeBuoy} />
            <span>
              Support page
              <small>What your plans include</small>
            </span>
          </a>
        </>
      )}
    </Menu>
  );
}

interface AccountMenuProps {
  readonly customers: readonly Customer[];
  readonly customer: Customer;
  readonly signIn: (customer: Customer) => void;
  readonly theme: Theme;
  readonly wear: (theme: Theme) => void;
}

/** Whose dashboard this is. A demo lets one be anybody. */
function AccountMenu({ customers, customer, signIn, theme, wear }: AccountMenuProps) {
  return (
    <Menu
      class="account"
      label={`Account: ${customer.name}`}
      button={<Face name={customer.name} />}
    >
      {(close) => (
        <>
          <p class="heading">Signed in as</p>
          {customers.map((each) => (
            <button
              key={each.id}
              type="button"
              aria-pressed={each === customer}
              onClick={() => {
                close();
                signIn(each);
              }}
            >
              <Face name={each.name} />
              <span>
                {each.name}
                <small>{each.organization.name}</small>
              </span>
              {each === customer && <Icon of={check} />}
            </button>
          ))}
          <p class="heading">Appearance</p>
          <div class="themes">
            {Object.entries(THEMES).map(([name, text]) => (
              <button
                key={name}
                type="button"
                aria-pressed={name === theme}
                onClick={() => wear(name as Theme)}
              >
                {text}
              </button>
            ))}
          </div>
        </>
      )}
    </Menu>
  );
}

/** Initials by style alone: they are no part of a button's name. */
function Face({ name }: { readonly name: string }) {
  const initials = name
    .split(' ')
    .map((word) => word[0])
    .join('');
  return <span class="face" data-initials={initials} />;
}
