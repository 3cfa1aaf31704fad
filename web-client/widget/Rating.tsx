import { useEffect, useRef, useState } from 'preact/hooks';
import { check, clock, type Icon as Outline } from '../ui/icons.ts';
import { type ConversationView, Limits } from '../wire/messages.ts';
import { Icon } from './Icon.tsx';
import { laterStrings } from './later-strings.ts';
import type { Ratings, ShownRating } from './ratings.ts';
import { isOver } from './stage.ts';
import { strings } from './strings.ts';

const words = laterStrings.rating;

const face = (mouth: string): Outline => [
  `M3 12a9 9 0 0 1 18 0a9 9 0 0 1-18 0M9 9.5h.01M15 9.5h.01${mouth}`,
];

/** From the saddest to the happiest. */
const faces: readonly Outline[] = [
  face('M8 16.5q4-4.5 8 0'),
  face('M8.5 16q3.5-2 7 0'),
  face('M8.5 15.5h7'),
  face('M8.5 15q3.5 2 7 0'),
  face('M8 14q4 5 8 0'),
];

interface RatingProps {
  readonly ratings: Ratings;
  readonly conversation: ConversationView;
}

/** Asks how the help was, once, and takes no for an answer; what was said may be changed. */
export function Rating({ ratings, conversation }: RatingProps) {
  const rating = ratings.of(conversation);
  const skipped = ratings.isSkipped(conversation.id);
  const [changing, setChanging] = useState(false);
  const again = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);

  useEffect(() => {
    // The button that was pressed has gone with the form; who pressed it goes on from what stands there now.
    if (asked.current) again.current?.focus();
    asked.current = false;
  }, [changing, rating, skipped]);

  if (!isOver(conversation) || !conversation.agent) return null;
  const leave = () => {
    asked.current = true;
    setChanging(false);
  };
  const form = (
    <Form
      ratings={ratings}
      conversation={conversation}
      given={rating}
      focused={changing}
      give={(score, comment) => {
        ratings.give(conversation.id, score, comment);
        leave();
      }}
      leave={() => {
        if (rating) ratings.write(undefined);
        else ratings.skip(conversation.id, true);
        leave();
      }}
    />
  );
  const later = (
    <button
      ref={again}
      type="button"
      class="link"
      onClick={() => {
        ratings.skip(conversation.id, false);
        setChanging(true);
      }}
    >
      {words.after}
    </button>
  );
  const settled = rating ? (
    <Thanks rating={rating} change={() => setChanging(true)} button={again} />
  ) : (
    later
  );
  return (
    <div class="rating">
      <p class="unseen" role="status">
        {rating && !changing ? said(rating) : ''}
      </p>
      {changing || !(rating || skipped) ? form : settled}
    </div>
  );
}

function said({ stored }: ShownRating): string {
  return stored ? words.thanks : words.sending;
}

interface FormProps {
  readonly ratings: Ratings;
  readonly conversation: ConversationView;
  readonly given: ShownRating | undefined;
  /** Whether the customer asked for it, so that it may take the focus. */
  readonly focused: boolean;
  readonly give: (score: number, comment: string) => void;
  readonly leave: () => void;
}

function Form({ ratings, conversation, given, focused, give, leave }: FormProps) {
  const begun = ratings.draftOf(conversation.id) ?? given;
  const [score, setScore] = useState(begun?.score ?? 0);
  const [comment, setComment] = useState(begun?.comment ?? '');
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    const radios = form.current?.querySelectorAll<HTMLInputElement>('input') ?? [];
    if (focused) radios[Math.max(0, score - 1)]?.focus();
  }, []);
  const draft = (score: number, comment: string) => {
    setScore(score);
    setComment(comment);
    ratings.write({ conversation: conversation.id, score, comment });
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        give(score, comment.trim());
      }}
    >
      <fieldset>
        <legend>{words.question(conversation.agent?.name)}</legend>
        <div class="faces">
          {faces.map((face, index) => (
            <label key={words.scores[index]} class="chip">
              <input
                type="radio"
                name="score"
                required
                checked={score === index + 1}
                onChange={() => draft(index + 1, comment)}
              />
              <span>
                <Icon of={face} />
                {words.scores[index]}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {score > 0 && (
        <label>
          {words.comment}
          <textarea
            dir="auto"
            rows={2}
            value={comment}
            maxLength={Limits.COMMENT_LENGTH_MAX}
            onInput={(event) => draft(score, event.currentTarget.value)}
          />
        </label>
      )}
      <div class="row">
        {score > 0 && (
          <button type="submit" class="primary">
            {words.send}
          </button>
        )}
        <button type="button" class="link" onClick={leave}>
          {given ? strings.cancel : words.skip}
        </button>
      </div>
    </form>
  );
}

interface ThanksProps {
  readonly rating: ShownRating;
  readonly change: () => void;
  readonly button: { readonly current: HTMLButtonElement | null };
}

function Thanks({ rating, change, button }: ThanksProps) {
  const { score, comment, stored } = rating;
  return (
    <>
      <p class="row">
        <Icon of={stored ? check : clock} />
        {said(rating)}
      </p>
      <p class="row">
        <Icon of={faces[score - 1] ?? check} />
        {words.scores[score - 1]}
      </p>
      {comment && (
        <p class="soft" dir="auto">
          {comment}
        </p>
      )}
      <button ref={button} type="button" class="link" onClick={change}>
        {words.change}
      </button>
    </>
  );
}
