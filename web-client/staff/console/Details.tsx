import { type ReactNode, useEffect, useState } from 'react';
import { check, externalLink } from '../../ui/icons.ts';
import type { ConversationView } from '../../wire/messages.ts';
import { type PastConversation, pastConversations } from '../desk/api.ts';
import { useConversation, useDesk, useTicket } from '../desk/context.ts';
import { dateAndTime, stopwatch } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import { Tier } from '../look/Tier.tsx';
import { toast } from '../shell/toasts.tsx';
import { strings } from '../strings.ts';
import classes from './Details.module.css';
import { PastTranscript } from './PastTranscript.tsx';

const words = strings.details;

/** Everything about the customer of the focused chat that helps to answer. */
export default function Details(props: { conversation: number | undefined }) {
  const view = useConversation(props.conversation ?? 0);
  if (!view) return <p className={classes.nothing}>{words.nothing}</p>;
  return <DetailsOf key={view.customer.id} view={view} />;
}

function DetailsOf({ view }: { view: ConversationView }) {
  const desk = useDesk();
  const { customer } = view;
  const ticket = useTicket(view);
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.name}>{customer.name}</h2>
        <a className={classes.mail} href={`mailto:${customer.email}`}>
          {customer.email}
        </a>
        <div className={classes.plan}>
          <Tier name={customer.tier} rank={customer.tierRank} />
          <span className="soft">{words.target(stopwatch(customer.targetSeconds * 1000))}</span>
          {customer.vip && <strong data-hint={words.vipHelp}>{words.vip}</strong>}
        </div>
        {desk.supervises && (
          <button
            type="button"
            className={classes.link}
            data-hint={words.vipHelp}
            onClick={() => void desk.markVip(view.id, !customer.vip)}
          >
            {customer.vip ? words.unmarkVip : words.markVip}
          </button>
        )}
      </header>
      {ticket && (
        <Part title={strings.tile.ticket}>
          <dl className={classes.pairs}>
            <Pair name={strings.number(ticket.id)}>{strings.ticketStates[ticket.state]}</Pair>
            <Pair name={strings.dialogs.ticketSubject}>{ticket.subject || words.untitled}</Pair>
          </dl>
        </Part>
      )}
      <Part title={words.request}>
        <Request view={view} />
      </Part>
      {view.wants && (
        <Part title={words.wants}>
          <dl className={classes.pairs}>
            <Pair name={words.queue}>{view.wants.queue}</Pair>
            <Pair name={words.needs}>{view.wants.needs.join(', ')}</Pair>
            <Pair name={words.prefers}>{view.wants.prefers.join(', ')}</Pair>
          </dl>
        </Part>
      )}
      <Part title={words.plan}>
        <dl className={classes.pairs}>
          <Pair name={words.organization}>{customer.organization}</Pair>
          <Pair name={words.package}>{customer.organizationPackage}</Pair>
          <Pair name={words.site}>{customer.site ?? <i>{words.noSite}</i>}</Pair>
          <Pair name={words.sitePlan}>{customer.sitePlan}</Pair>
          <Pair name={words.environments}>
            {customer.environments.length > 0 && (
              <span className={classes.environments}>
                {customer.environments.map((environment) => (
                  <span
                    key={environment}
                    className={classes.environment}
                    data-affected={environment === view.intake.environment || undefined}
                  >
                    {environment}
                    {environment === view.intake.environment && (
                      <span className="visually-hidden"> ({words.affected})</span>
                    )}
                  </span>
                ))}
              </span>
            )}
          </Pair>
        </dl>
        {customer.rights.length > 0 && (
          <>
            <h4 className={classes.minor}>{words.rights}</h4>
            <ul className={classes.rights}>
              {customer.rights.map((right) => (
                <li key={right}>
                  <Icon of={check} size={14} />
                  <span>{right}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Part>
      <Part title={words.past}>
        <Past customer={customer.id} current={view.id} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </section>
  );
}

function Pair({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

/** What the customer told beforehand, in the form's own order. */
function Request({ view }: { view: ConversationView }) {
  const { topic, environment, began, steps, error, links } = view.intake;
  const told = [topic, environment, began, steps, error].some(Boolean) || links.length > 0;
  if (!told) return <p className="soft">{words.noIntake}</p>;
  const copy = async () => {
    await navigator.clipboard.writeText(error);
    toast({ tone: 'good', title: words.copied });
  };
  return (
    <dl className={classes.told}>
      <Pair name={words.topic}>{topic}</Pair>
      <Pair name={words.environment}>{environment}</Pair>
      <Pair name={words.began}>{began}</Pair>
      <Pair name={words.error}>
        {error && (
          <>
            <pre className={classes.error}>{error}</pre>
            <button type="button" className={classes.link} onClick={() => void copy()}>
              {words.copy}
            </button>
          </>
        )}
      </Pair>
      <Pair name={words.steps}>{steps && <span className={classes.steps}>{steps}</span>}</Pair>
      <Pair name={words.links}>
        {links.length > 0 && (
          <ul>
            {links.map((link) => (
              <li key={link}>
                <a
                  href={link}
                  target="_blank"
                  rel="noreferrer noopener"
                  className={classes.external}
                >
                  <Icon of={externalLink} size={13} />
                  <span className="clip">{link.replace(/^https?:\/\//, '')}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Pair>
    </dl>
  );
}

/** The customer's earlier conversations, newest first. */
function Past(props: { customer: string; current: number }) {
  const [read, setRead] = useState<number>();
  const [past, setPast] = useState<readonly PastConversation[] | 'failed'>();
  useEffect(() => {
    let wanted = true;
    pastConversations(props.customer).then((answer) => {
      if (wanted) setPast(answer.ok ? answer.value.conversations : 'failed');
    });
    return () => {
      wanted = false;
    };
  }, [props.customer]);
  if (past === undefined) return <p className="soft">{strings.loading}</p>;
  if (past === 'failed') return <p className="soft">{words.pastFailed}</p>;
  const others = past.filter((each) => each.id !== props.current);
  if (others.length === 0) return <p className="soft">{words.noPast}</p>;
  return (
    <>
      <ul className={classes.past}>
        {others.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              className={classes.pastChat}
              aria-haspopup="dialog"
              onClick={() => setRead(each.id)}
            >
              <span className="clip" dir="auto">
                {each.topic || words.untitled}
              </span>
              <span className={classes.pastFacts}>
                {strings.number(each.id)} · {dateAndTime(each.launchedAtMs)}
                {each.outcome && ` · ${strings.outcomes[each.outcome]}`}
                {each.agent && ` · ${each.agent}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {read !== undefined && (
        <PastTranscript conversation={read} onClose={() => setRead(undefined)} />
      )}
    </>
  );
}
