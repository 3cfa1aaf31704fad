import { useState } from 'preact/hooks';
import type { ConversationView, PlaceView } from '../wire/messages.ts';
import type { PanelState, PanelStore } from './panel-store.ts';
import { strings } from './strings.ts';
import { waitName } from './time.ts';

interface PlaceProps {
  readonly store: PanelStore;
  readonly state: PanelState;
  readonly conversation: ConversationView;
}

/** Where the customer stands in line, live, why, and the way out. */
export function Place({ store, state: { later }, conversation }: PlaceProps) {
  const [leaving, setLeaving] = useState(false);
  const { place } = conversation;
  const { chatOnly } = conversation.customer;
  const words = strings.place;
  const suggested = !chatOnly && place && (place.ticketSuggested || isNobodyThere(place));
  return (
    <section class="place" aria-label={words.title}>
      <div class="wait">
        <span class="pulse" aria-hidden="true" />
        <div>
          <h2>{words.title}</h2>
          <p class="estimate">{placeSentence(place)}</p>
          {place && place.ahead > 0 && <p class="soft">{words.ahead(place.ahead)}</p>}
        </div>
      </div>
      {suggested && <p class="long">{isNobodyThere(place) ? words.nobodyLong : words.long}</p>}
      <p class="soft stay">{words.stay}</p>
      <div class="choices">
        {!chatOnly && (
          <button
            type="button"
            class={suggested ? 'primary' : 'secondary'}
            onClick={() => setLeaving(true)}
          >
            {words.ticket}
          </button>
        )}
        {place?.reason && (
          <details>
            <summary>{words.why}</summary>
            <p>{place.reason}</p>
          </details>
        )}
      </div>
      {leaving && later && (
        <later.TicketSheet
          store={store}
          conversation={conversation}
          close={() => setLeaving(false)}
        />
      )}
    </section>
  );
}

/** "About 3 min, 9 in 10 within 6 min" */
export function placeSentence(place: PlaceView | undefined): string {
  if (!place) return strings.place.estimating;
  if (isNobodyThere(place)) return strings.place.nobody;
  if (place.waitP90Seconds < 30) return strings.place.now;
  return strings.place.about(waitName(place.waitP50Seconds), waitName(place.waitP90Seconds));
}

/** The desk then gives no estimate rather than a wrong one. */
function isNobodyThere(place: PlaceView): boolean {
  return place.waitP50Seconds < 0;
}
