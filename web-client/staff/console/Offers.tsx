import { Button } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { bellOff, check, close } from '../../ui/icons.ts';
import type { OfferView } from '../../wire/messages.ts';
import { useDesk, useDeskState } from '../desk/context.ts';
import { useNow } from '../look/clock.ts';
import { Elapsed } from '../look/Elapsed.tsx';
import { Icon } from '../look/Icon.tsx';
import { Keys } from '../look/Keys.tsx';
import { useStore } from '../look/store.ts';
import { Tier } from '../look/Tier.tsx';
import { type Action, useActions } from '../shell/actions.ts';
import { go } from '../shell/face.ts';
import { soundReady } from '../shell/ring.ts';
import { settings } from '../shell/settings.ts';
import { strings } from '../strings.ts';
import { expectChat } from './expected.ts';
import classes from './Offers.module.css';

const words = strings.offer;

/** The offers, on top of whatever face is shown; they take no focus and block nothing. */
export function Offers() {
  const accept = useAccept();
  const offers = useDeskState((state) => state.offers);
  const [declining, setDeclining] = useState<number>();
  const first = offers[0];

  const actions = useMemo((): readonly Action[] => {
    if (!first) return [];
    return [
      {
        id: 'accept',
        group: strings.groups.offer,
        title: words.acceptAction,
        keys: ['a', 'alt+a', 'enter'],
        run: () => accept(first),
      },
      {
        id: 'decline',
        group: strings.groups.offer,
        title: words.declineAction,
        keys: ['d', 'alt+shift+d'],
        run: () => setDeclining(first.id),
      },
    ];
  }, [accept, first]);
  useActions(actions);

  return (
    <section aria-label={words.label} className={classes.offers}>
      <div role="alert" className="visually-hidden">
        {first &&
          words.announce(first.customer.tier, first.customer.name, first.customer.organization)}
      </div>
      {offers.map((offer) => (
        <Offer
          key={offer.id}
          offer={offer}
          first={offer === first}
          declining={declining === offer.id}
          onDeclining={(on) => setDeclining(on ? offer.id : undefined)}
        />
      ))}
    </section>
  );
}

function Offer(props: {
  offer: OfferView;
  first: boolean;
  declining: boolean;
  onDeclining: (on: boolean) => void;
}) {
  const desk = useDesk();
  const accept = useAccept();
  const { offer, first, declining, onDeclining } = props;
  const { customer, intake } = offer;
  const sound = useStore(settings, (s) => s.sound);
  const where = [customer.organization, customer.site, intake.environment].filter(Boolean);
  const told = [intake.topic, intake.error || intake.steps].filter(Boolean);
  return (
    <article className={classes.offer} aria-label={words.from(customer.name)}>
      <Countdown offer={offer} />
      <div className={classes.who}>
        <div className={classes.headline}>
          <Tier name={customer.tier} rank={customer.tierRank} />
          <strong className={classes.name}>{customer.name}</strong>
          <span className="soft clip">{where.join(' · ')}</span>
          <span className={classes.waited}>
            {words.waited} <Elapsed sinceMs={offer.waitingSinceMs} />
          </span>
          {sound && !soundReady() && (
            <span className={classes.mute}>
              <Icon of={bellOff} size={14} /> {strings.bar.soundBlocked}
            </span>
          )}
        </div>
        <p className={classes.told} dir="auto">
          {told.length > 0 ? told.join(' — ') : words.noIntake}
        </p>
        {offer.summary && (
          <p className={classes.summary} dir="auto">
            <b>{words.summary}:</b> {offer.summary}
          </p>
        )}
        <p className={classes.reason}>{offer.reason}</p>
      </div>
      {declining ? (
        <DeclineForm
          onBack={() => onDeclining(false)}
          onDecline={(reason) => void desk.decline(offer, reason)}
        />
      ) : (
        <div className={classes.answers}>
          <Button
            variant="default"
            aria-keyshortcuts={first ? 'D' : undefined}
            leftSection={<Icon of={close} />}
            rightSection={first && <Keys of="d" />}
            onClick={() => onDeclining(true)}
          >
            {words.decline}
          </Button>
          <Button
            id={acceptId(offer.id)}
            aria-keyshortcuts={first ? 'A Alt+A' : undefined}
            leftSection={<Icon of={check} />}
            rightSection={first && <Keys of="a" />}
            onClick={() => accept(offer)}
          >
            {words.accept}
          </Button>
        </div>
      )}
    </article>
  );
}

function acceptId(offer: number): string {
  return `accept-${offer}`;
}

/** From the list to the offer's own buttons. */
export function goToOffer(offer: number): void {
  document.getElementById(acceptId(offer))?.focus();
}

/** Accepting leads to the chat, wherever the agent is now. */
function useAccept(): (offer: OfferView) => void {
  const desk = useDesk();
  return useCallback(
    (offer) => {
      expectChat(offer.conversation);
      go('console');
      void desk.accept(offer);
    },
    [desk],
  );
}

/** The time left, as a ring that empties and a number. */
function Countdown({ offer }: { offer: OfferView }) {
  const now = useNow();
  const [total] = useState(() => Math.max(1000, offer.expiresAtMs - now));
  const leftMs = Math.max(0, offer.expiresAtMs - now);
  const seconds = Math.ceil(leftMs / 1000);
  const round = 2 * Math.PI * 20;
  return (
    <div className={classes.countdown} role="img" aria-label={words.left(seconds)}>
      <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
        <circle cx="24" cy="24" r="20" className={classes.track} />
        <circle
          cx="24"
          cy="24"
          r="20"
          className={classes.rest}
          strokeDasharray={round}
          strokeDashoffset={round * (1 - Math.min(1, leftMs / total))}
        />
      </svg>
      <span className="numeric">{seconds}</span>
    </div>
  );
}

function DeclineForm(props: { onBack: () => void; onDecline: (reason: string) => void }) {
  const [other, setOther] = useState('');
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => group.current?.querySelector('button')?.focus(), []);
  return (
    <fieldset
      ref={group}
      className={classes.decline}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onBack();
      }}
    >
      <legend>{words.reasonTitle}</legend>
      <div className={classes.reasons}>
        {words.reasons.map((reason) => (
          <button
            key={reason}
            type="button"
            className={classes.reasonButton}
            onClick={() => props.onDecline(reason)}
          >
            {reason}
          </button>
        ))}
      </div>
      <form
        className={classes.other}
        onSubmit={(event) => {
          event.preventDefault();
          props.onDecline(other.trim());
        }}
      >
        <input
          className={classes.input}
          value={other}
          maxLength={500}
          aria-label={words.otherReason}
          placeholder={words.otherReason}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default">
          {words.sendDecline}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={props.onBack}>
          {words.back}
        </Button>
      </form>
    </fieldset>
  );
}
