import { check, message } from '../ui/icons.ts';
import type { Customer } from './customers.ts';
import { Icon } from './Icon.tsx';
import { PlanBadge } from './PlanBadge.tsx';
import { PLANS, plansOf } from './plans.ts';
import { launchChat } from './switchboard.ts';

/** How to get help, and what help the customer's plans include. */
export function SupportPage({ customer }: { readonly customer: Customer }) {
  const own = plansOf(customer);
  return (
    <>
      <div class="title">
        <div>
          <h1>Support</h1>
          <p class="soft">Engineers who run this platform, not a call centre.</p>
        </div>
      </div>
      <section class="card hero">
        <div>
          <h2>Chat with an engineer</h2>
          <p>
            Open 24 hours a day, every day. Launch it from the site that it is about, and we see its
            plan and environments at once. If you would rather not wait, leave a ticket from the
            chat: nothing you typed is lost.
          </p>
        </div>
        <button type="button" class="button" onClick={launchChat}>
          <Icon of={message} />
          Chat with support
        </button>
      </section>
      <section class="card table">
        <h2>What the plans include</h2>
        <table class="plans">
          <thead>
            <tr>
              <th scope="col">Plan</th>
              <th scope="col">Live chat</th>
              <th scope="col">Tickets</th>
              <th scope="col">On-call engineer</th>
              <th scope="col">Phone</th>
            </tr>
          </thead>
          <tbody>
            {PLANS.map((plan) => (
              <tr key={plan.name} class={own.has(plan.name) ? 'own' : ''}>
                <th scope="row">
                  <PlanBadge plan={plan.name} />
                  <small>
                    {own.has(plan.name) ? (
                      <>
                        <Icon of={check} /> Yours
                      </>
                    ) : (
                      `For ${plan.boughtFor}`
                    )}
                  </small>
                </th>
                <td>{plan.chat}</td>
                <td>{plan.tickets}</td>
                <td>{plan.onCall}</td>
                <td>{plan.phone}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="soft note">
          Support hours for tickets: 09:00 to 17:00 in Los Angeles, Monday to Friday. The platform
          is watched day and night.
        </p>
      </section>
    </>
  );
}
