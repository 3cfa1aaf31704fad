import type { Unsent } from '../wire/connection.ts';
import { requestId } from '../wire/connection.ts';
import type {
  ClientMessage,
  ConversationView,
  Problem,
  RatingView,
  ServerMessage,
} from '../wire/messages.ts';

/** A rating that its customer has let go. */
type Given = Omit<ClientMessage.RateChat, 'type'>;

/** What is shown of a rating. */
export interface ShownRating extends RatingView {
  /** The server has it. */
  readonly stored: boolean;
}

/** What the customer has chosen and written of a rating, and not let go. */
export interface RatingDraft {
  readonly conversation: number;
  readonly score: number;
  readonly comment: string;
}

export interface RatingsOptions {
  readonly get: (what: string) => string | null;
  readonly keep: (what: string, value: string) => void;
  readonly deliver: (
    message: Unsent<ClientMessage.RateChat>,
  ) => Promise<ServerMessage.Done | ServerMessage.Refused>;
  /** @param problem why the last one was refused */
  readonly onChange: (problem?: Problem) => void;
}

const GIVEN = 'rating';
const DRAFT = 'rating-draft';
const SKIPPED = 'rating-skipped';

/** Ratings on their way: like messages they survive a lost connection and a reload; of several the last one counts. */
export class Ratings {
  readonly #options: RatingsOptions;
  #given: Given | undefined;
  #stored = false;

  constructor(options: RatingsOptions) {
    this.#options = options;
    // What an earlier page had not brought to the server.
    const kept = options.get(GIVEN);
    if (kept) void this.#deliver(JSON.parse(kept));
  }

  give(conversation: number, score: number, comment: string): void {
    const given = { request: requestId(), conversation, score, comment };
    this.#options.keep(GIVEN, JSON.stringify(given));
    void this.#deliver(given);
  }

  /** The rating of a conversation as its customer last gave it; undefined without one. */
  of(view: ConversationView): ShownRating | undefined {
    const given = this.#given;
    const arrived = given && view.events.some(({ request }) => request === given.request);
    if (given?.conversation === view.id && !arrived) return { ...given, stored: this.#stored };
    return view.rating && { ...view.rating, stored: true };
  }

  /** The customer would rather not say, or would after all. */
  skip(conversation: number, skipped: boolean): void {
    this.#options.keep(SKIPPED, skipped ? String(conversation) : '');
    this.#options.onChange();
  }

  isSkipped(conversation: number): boolean {
    return this.#options.get(SKIPPED) === String(conversation);
  }

  draftOf(conversation: number): RatingDraft | undefined {
    const draft: RatingDraft | null = JSON.parse(this.#options.get(DRAFT) ?? 'null');
    return draft?.conversation === conversation ? draft : undefined;
  }

  /** @param draft undefined when the customer thought better of it */
  write(draft: RatingDraft | undefined): void {
    this.#options.keep(DRAFT, draft ? JSON.stringify(draft) : '');
  }

  async #deliver(given: Given): Promise<void> {
    this.#given = given;
    this.#stored = false;
    this.#options.onChange();
    const reply = await this.#options.deliver({ type: 'rate_chat', ...given });
    // Another was given meanwhile, or somebody else signed in.
    if (this.#given !== given) return;
    this.#options.keep(GIVEN, '');
    if (reply.type === 'refused') {
      this.#given = undefined;
      this.#options.onChange(reply.problem);
    } else {
      this.#stored = true;
      this.write(undefined);
      this.#options.onChange();
    }
  }
}
